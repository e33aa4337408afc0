"""When things are due, on boundaries; against an independent day-by-day count on random ones."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.complaints import deadlines
from app.complaints.deadlines import Unit
from app.complaints.terms import Clock
from app.kernel.clock import local_day
from app.kernel.workdays import Calendar, YearCalendar

HOLIDAYS = frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7))
MAKE_UP = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
CALENDAR = Calendar({2026: YearCalendar(2026, "test", HOLIDAYS, MAKE_UP)})
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
ONE_MOMENT = timedelta(microseconds=1)


def at(day: date, hour: int = 9) -> datetime:
    """That hour in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 8)


@pytest.mark.parametrize(
    ("reached_on", "due_on"),
    [
        (date(2026, 6, 1), date(2026, 6, 10)),  # Monday: the day itself does not count
        (date(2026, 6, 5), date(2026, 6, 16)),  # Friday: the weekend does not count
        (date(2026, 6, 6), date(2026, 6, 16)),  # Saturday: the first counted day is Monday
        (date(2026, 9, 25), date(2026, 10, 12)),  # over the national holiday, with its make-up Saturday
    ],
)
def test_the_bureau_decides_within_seven_workdays(reached_on: date, due_on: date) -> None:
    assert deadlines.decide_by(at(reached_on), CALENDAR).due_on == due_on


@pytest.mark.parametrize(
    ("accepted_on", "due_on"),
    [
        (date(2026, 6, 1), date(2026, 7, 31)),  # sixty calendar days, a Friday
        (date(2026, 6, 2), date(2026, 8, 3)),  # day sixty is a Saturday: it moves to Monday
        (date(2026, 8, 2), date(2026, 10, 8)),  # day sixty is in the national holiday
    ],
)
def test_mediation_ends_after_sixty_calendar_days(accepted_on: date, due_on: date) -> None:
    assert deadlines.mediate_by(at(accepted_on), CALENDAR).due_on == due_on


def test_a_day_that_is_due_lasts_until_midnight_in_the_region() -> None:
    due_at = deadlines.settle_by(at(date(2026, 6, 1)), 3, CALENDAR).due_at
    midnight = at(date(2026, 6, 5), hour=0)
    assert not deadlines.is_late(due_at, midnight - ONE_MOMENT)
    assert deadlines.is_late(due_at, midnight)


def test_twenty_four_hours_include_their_end() -> None:
    received = at(date(2026, 6, 1))
    due_at = deadlines.answer_by(received, 24).due_at
    assert not deadlines.is_late(due_at, received + timedelta(hours=24))
    assert deadlines.is_late(due_at, received + timedelta(hours=24) + ONE_MOMENT)


def test_a_complaint_late_in_the_evening_belongs_to_the_regions_day() -> None:
    """23:30 UTC on Monday is Tuesday morning in the region."""
    term = deadlines.settle_by(datetime(2026, 6, 1, 23, 30, tzinfo=UTC), 1, CALENDAR)
    assert term.due_on == date(2026, 6, 3)


def test_an_unknown_year_is_counted_and_called_provisional() -> None:
    known, guessed = (deadlines.decide_by(at(date(year, 6, 1)), CALENDAR) for year in (2026, 2027))
    assert (known.provisional, guessed.provisional) == (False, True)


@pytest.mark.parametrize(
    ("now", "amount", "is_late", "is_soon"),
    [
        (at(date(2026, 6, 1)), 7, False, False),
        (at(date(2026, 6, 8)), 2, False, False),
        (at(date(2026, 6, 9)), 1, False, True),
        (at(date(2026, 6, 10), hour=23), 0, False, True),
        (at(date(2026, 6, 11)), 1, True, False),
        (at(date(2026, 6, 14)), 2, True, False),
    ],
)
def test_what_is_left_is_counted_in_workdays(
    now: datetime, amount: int, is_late: bool, is_soon: bool
) -> None:
    term = deadlines.decide_by(at(date(2026, 6, 1)), CALENDAR)
    left = deadlines.left(Clock.DECIDE, term.due_at, term.due_on, now, CALENDAR)
    assert left == deadlines.Left(Unit.WORKDAYS, amount, is_late, is_soon)


def test_an_answers_time_is_told_in_hours() -> None:
    received = at(date(2026, 6, 1))
    term = deadlines.answer_by(received, 24)

    def tell(hours: float) -> deadlines.Left:
        return deadlines.left(Clock.ANSWER, term.due_at, None, received + timedelta(hours=hours), CALENDAR)

    assert (tell(1).amount, tell(23.5).amount, tell(27).amount, tell(27).is_late) == (23, 0, 3, True)


@given(
    st.integers(min_value=0, max_value=270 * 24 * 60).map(
        lambda minutes: NEW_YEAR + timedelta(minutes=minutes)
    ),
    st.integers(min_value=1, max_value=30),
)
def test_due_days_agree_with_counting_on_ones_fingers(started_at: datetime, workdays: int) -> None:
    day, left = local_day(started_at), workdays
    while left:
        day += timedelta(days=1)
        works = day in MAKE_UP or (day.isoweekday() <= 5 and day not in HOLIDAYS)
        left -= works
    assert deadlines.settle_by(started_at, workdays, CALENDAR).due_on == day
