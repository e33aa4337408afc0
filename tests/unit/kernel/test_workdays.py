from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.infra.packs import read_yaml
from app.kernel import workdays
from app.kernel.workdays import Calendar, YearCalendar, workdays_after, workdays_between

ONE = timedelta(days=1)
NOBODY_SAID = Calendar()


def announced(year: int) -> YearCalendar:
    said = read_yaml("calendars", f"{year}.yaml")
    return YearCalendar(year, said["notice"], frozenset(said["days_off"]), frozenset(said["make_up_days"]))


KNOWN = Calendar({year: announced(year) for year in (2024, 2025, 2026)})
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 25), 7, date(2026, 10, 12)),  # over National Day, with Saturday the 10th worked
        (date(2026, 9, 25), 6, date(2026, 10, 10)),  # the make-up day itself
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday that is worked
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # over Spring Festival
        (date(2026, 6, 1), 7, date(2026, 6, 10)),
        (date(2026, 6, 6), 1, date(2026, 6, 8)),  # counted from a Saturday
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 6, 6), 0, date(2026, 6, 6)),  # nothing counted, nothing moved
    ],
)
def test_working_days_follow_the_announced_calendar(start, count, due):
    told = workdays_after(start, count, KNOWN)
    assert (told.due_on, told.provisional) == (due, False)


def test_the_way_to_the_date_can_be_shown():
    told = workdays_after(date(2026, 9, 25), 7, KNOWN)
    assert told.counted == tuple(
        date(2026, month, day)
        for month, day in [(9, 28), (9, 29), (9, 30), (10, 8), (10, 9), (10, 10), (10, 12)]
    )
    assert told.skipped == tuple(
        date(2026, month, day)
        for month, day in [
            (9, 26),
            (9, 27),
            (10, 1),
            (10, 2),
            (10, 3),
            (10, 4),
            (10, 5),
            (10, 6),
            (10, 7),
            (10, 11),
        ]
    )


@pytest.mark.parametrize(
    ("start", "count", "due", "provisional"),
    [
        (date(2026, 12, 30), 1, date(2026, 12, 31), False),
        (date(2026, 12, 30), 2, date(2027, 1, 1), True),  # nobody has said yet that New Year is off
        (date(2026, 12, 31), 1, date(2027, 1, 1), True),
        (date(2027, 3, 5), 1, date(2027, 3, 8), True),
        (date(2023, 12, 29), 1, date(2024, 1, 2), True),  # begun in a year nobody entered
    ],
)
def test_a_year_without_a_calendar_is_counted_and_called_provisional(start, count, due, provisional):
    told = workdays_after(start, count, KNOWN)
    assert (told.due_on, told.provisional) == (due, provisional)


def test_an_entered_year_makes_the_date_final_and_moves_it():
    entered = YearCalendar(2027, "entered by the region", frozenset({date(2027, 1, 1)}), frozenset())
    told = workdays_after(date(2026, 12, 31), 1, Calendar({**KNOWN.years, 2027: entered}))
    assert (told.due_on, told.provisional) == (date(2027, 1, 4), False)


@given(days, st.integers(0, 60))
def test_counting_agrees_with_walking_day_by_day(start, count):
    told = workdays_after(start, count, KNOWN)
    between = [start + ONE * n for n in range(1, (told.due_on - start).days + 1)]
    worked = [day for day in between if KNOWN.is_workday(day)]
    assert len(worked) == count
    assert told.counted == tuple(worked)
    assert sorted((*told.counted, *told.skipped)) == between
    assert count == 0 or KNOWN.is_workday(told.due_on)
    assert workdays_between(start, told.due_on, KNOWN) == count


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_counting_on_is_counting_twice(start, first, second):
    there = workdays_after(start, first, KNOWN).due_on
    assert workdays_after(there, second, KNOWN).due_on == workdays_after(start, first + second, KNOWN).due_on


@given(days, days)
def test_between_is_the_same_backwards_with_a_minus(one, other):
    assert workdays_between(one, other, KNOWN) == -workdays_between(other, one, KNOWN)


@pytest.mark.parametrize("count", [-1, 3651])
def test_a_count_nobody_can_mean_is_refused(count):
    with pytest.raises(workdays.CountRefused):
        workdays_after(date(2026, 6, 1), count, KNOWN)


def test_without_any_calendar_it_is_monday_to_friday():
    week = [NOBODY_SAID.is_workday(date(2026, 10, 1) + ONE * n) for n in range(7)]  # Thursday first
    assert week == [True, True, False, False, True, True, True]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_announced_days_off_are_weekdays_and_make_up_days_are_weekends(year):
    said = announced(year)
    assert [day for day in said.days_off if day.weekday() > 4 or day.year != year] == []
    assert [day for day in said.make_up_days if day.weekday() < 5 or day.year != year] == []
