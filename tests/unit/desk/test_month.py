"""The month of deadlines, day by day."""

from datetime import date

import pytest

from app.desk import month
from app.infra.desk import Due
from app.kernel.workdays import Calendar, YearCalendar

TODAY = date(2026, 6, 1)
DRAGON_BOAT = Calendar(
    {2026: YearCalendar(2026, "notice", frozenset({date(2026, 6, 19)}), frozenset({date(2026, 6, 21)}))}
)


def due(day: date, count: int = 1, tone: str = "") -> Due:
    return Due(day, "决定是否受理", "/complaints/X", count=count, tone=tone)


def test_a_month_is_shown_in_whole_weeks_from_monday():
    weeks = month.weeks(date(2026, 11, 1), [], TODAY, Calendar())
    assert [len(week) for week in weeks] == [7] * 6
    assert (weeks[0][0].value, weeks[-1][-1].value) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.in_month for day in weeks[0]] == [False] * 6 + [True]


def test_holidays_and_make_up_days_are_as_the_notice_says():
    days = {day.value: day for week in month.weeks(TODAY, [], TODAY, DRAGON_BOAT) for day in week}
    assert [days[date(2026, 6, day)].is_workday for day in (18, 19, 20, 21)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("day", "tone"), [(date(2026, 6, 9), "bad"), (date(2026, 6, 10), "warn"), (date(2026, 6, 11), "calm")]
)
def test_what_is_past_is_louder_than_what_is_today(day, tone):
    today = date(2026, 6, 10)
    found = month.weeks(TODAY, [due(day)], today, Calendar())
    (busy,) = [one for week in found for one in week if one.dues]
    assert (busy.value, busy.tone(today)) == (day, tone)


def test_nobody_is_late_for_a_milestone():
    assert (
        month.Day(date(2026, 5, 1), (due(date(2026, 5, 1), tone="calm"),), True, False, True).tone(TODAY)
        == "calm"
    )


def test_a_full_day_names_some_and_counts_all():
    day = month.Day(TODAY, (*[due(TODAY)] * 9, due(TODAY, 40)), True, True, True)
    assert (day.count, len(day.shown), day.rest) == (49, 8, 41)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2026-11", date(2026, 11, 1)), ("2028-06", date(2028, 6, 1)), ("2024-06", date(2024, 6, 1)),
        ("2028-07", TODAY), ("2026-13", TODAY), ("", TODAY), ("x-y", TODAY), ("0-0", TODAY), ("1-2-3", TODAY),
    ],
)  # fmt: skip
def test_a_month_within_two_years_can_be_asked_for(asked, found):
    assert month.first_day(asked, TODAY) == found


@pytest.mark.parametrize(
    ("count", "there"), [(1, date(2027, 1, 1)), (-12, date(2025, 12, 1)), (13, date(2028, 1, 1))]
)
def test_months_are_counted_over_the_end_of_a_year(count, there):
    assert month.month_after(date(2026, 12, 1), count) == there
