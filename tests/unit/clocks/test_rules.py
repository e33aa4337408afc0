"""When things are due, on boundaries; against an independent day-by-day count on ten thousand random ones."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from app.clocks import rules
from app.clocks.rules import Span
from app.clocks.terms import Unit
from app.complaints import deadlines
from app.kernel.clock import local_day
from app.kernel.workdays import Calendar, CountRefused, YearCalendar
from app.regions.packs import packs as calendars

HOLIDAYS = frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7))
MAKE_UP = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
CALENDAR = Calendar({2026: YearCalendar(2026, "test", HOLIDAYS, MAKE_UP)})
ONE_MOMENT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
TEN_THOUSAND = 10_000


def at(day: date, hour: int = 9) -> datetime:
    """That hour in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 8)


def due_on(unit: Unit, length: int, day: date, *spans: Span) -> date | None:
    return rules.due(unit, length, at(day), spans, CALENDAR).due_on


@pytest.mark.parametrize(
    ("reached_on", "last_day"),
    [
        (date(2026, 6, 1), date(2026, 6, 10)),  # Monday: the day itself does not count
        (date(2026, 6, 5), date(2026, 6, 16)),  # Friday: the weekend does not count
        (date(2026, 6, 6), date(2026, 6, 16)),  # Saturday: the first counted day is Monday
        (date(2026, 9, 25), date(2026, 10, 12)),  # over the national holiday, with its make-up Saturday
    ],
)
def test_the_bureau_decides_within_seven_workdays(reached_on: date, last_day: date) -> None:
    assert rules.term_of(deadlines.DECIDE, at(reached_on), CALENDAR).due_on == last_day


@pytest.mark.parametrize(
    ("accepted_on", "last_day"),
    [
        (date(2026, 6, 1), date(2026, 7, 31)),  # sixty calendar days, a Friday
        (date(2026, 6, 2), date(2026, 8, 3)),  # day sixty is a Saturday: it moves to Monday
        (date(2026, 8, 2), date(2026, 10, 8)),  # day sixty is in the national holiday
    ],
)
def test_mediation_ends_after_sixty_calendar_days(accepted_on: date, last_day: date) -> None:
    assert rules.term_of(deadlines.MEDIATE, at(accepted_on), CALENDAR).due_on == last_day


def test_a_test_of_ten_days_gives_ten_days_more() -> None:
    """Handed in on 10 June, back on 20 June: the tenth counts, the eleventh to the twentieth do not."""
    test = Span(at(date(2026, 6, 10)), at(date(2026, 6, 20)))
    assert due_on(Unit.DAYS, 60, date(2026, 6, 1), test) == date(2026, 8, 10)


def test_a_test_begun_and_ended_on_one_day_takes_no_day_out() -> None:
    short = Span(at(date(2026, 6, 10), 9), at(date(2026, 6, 10), 17))
    assert due_on(Unit.DAYS, 60, date(2026, 6, 1), short) == date(2026, 7, 31)


def test_two_tests_at_the_same_time_take_their_days_out_once() -> None:
    first, second = (Span(at(date(2026, 6, day)), at(date(2026, 6, day + 5))) for day in (10, 12))
    assert due_on(Unit.DAYS, 60, date(2026, 6, 1), first, second) == date(2026, 8, 7)


def test_a_test_after_the_last_day_changes_nothing() -> None:
    late = Span(at(date(2026, 8, 1)), at(date(2026, 8, 9)))
    assert due_on(Unit.DAYS, 60, date(2026, 6, 1), late) == date(2026, 7, 31)


def test_a_day_that_is_due_lasts_until_midnight_in_the_region() -> None:
    due_at = rules.due(Unit.WORKDAYS, 3, at(date(2026, 6, 1)), (), CALENDAR).due_at
    midnight = at(date(2026, 6, 5), hour=0)
    assert not rules.is_late(due_at, midnight - ONE_MOMENT)
    assert rules.is_late(due_at, midnight)


def test_twenty_four_hours_include_their_end() -> None:
    received = at(date(2026, 6, 1))
    due_at = rules.due(Unit.HOURS, 24, received, (), CALENDAR).due_at
    assert not rules.is_late(due_at, received + timedelta(hours=24))
    assert rules.is_late(due_at, received + timedelta(hours=24) + ONE_MOMENT)


def test_hours_taken_out_move_the_end_by_as_many_hours() -> None:
    begin = at(date(2026, 6, 1))
    spans = [
        Span(begin + timedelta(hours=from_), begin + timedelta(hours=to)) for from_, to in ((2, 5), (4, 6))
    ]
    assert rules.due(Unit.HOURS, 24, begin, spans, CALENDAR).due_at == begin + timedelta(hours=28)


def test_an_evening_belongs_to_the_regions_day() -> None:
    """23:30 UTC on Monday is Tuesday morning in the region."""
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert rules.due(Unit.WORKDAYS, 1, late, (), CALENDAR).due_on == date(2026, 6, 3)


def test_an_unknown_year_is_counted_and_called_provisional() -> None:
    known, guessed = (
        rules.term_of(deadlines.DECIDE, at(date(year, 6, 1)), CALENDAR) for year in (2026, 2027)
    )
    assert (known.provisional, guessed.provisional) == (False, True)


@pytest.mark.parametrize("length", [0, -1, 3651])
def test_a_length_nobody_can_mean_is_refused(length: int) -> None:
    with pytest.raises(CountRefused):
        rules.due(Unit.DAYS, length, at(date(2026, 6, 1)), (), CALENDAR)


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
    term = rules.term_of(deadlines.DECIDE, at(date(2026, 6, 1)), CALENDAR)
    left = rules.left(Unit.WORKDAYS, term.due_at, term.due_on, now, CALENDAR)
    assert left == rules.Left(Unit.WORKDAYS, amount, is_late, is_soon)


def test_an_answers_time_is_told_in_hours() -> None:
    received = at(date(2026, 6, 1))
    term = rules.due(Unit.HOURS, 24, received, (), CALENDAR)

    def tell(hours: float) -> rules.Left:
        return rules.left(Unit.HOURS, term.due_at, None, received + timedelta(hours=hours), CALENDAR)

    assert (tell(1).amount, tell(23.5).amount, tell(27).amount, tell(27).is_late) == (23, 0, 3, True)
    assert tell(24 + 71.9) == rules.Left(Unit.HOURS, 71, is_late=True, is_soon=False)
    assert tell(24 + 73) == rules.Left(Unit.DAYS, 3, is_late=True, is_soon=False)


def test_ten_thousand_random_periods_end_where_counting_on_ones_fingers_ends() -> None:
    """Starts over three known years and one unknown, up to three pauses, lengths to ninety; both kinds of days."""
    dice = random.Random(20260415)  # noqa: S311  (the same ten thousand every time)
    real = _real_calendar()
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    wrong = []
    for _ in range(TEN_THOUSAND):
        started_at = begin + timedelta(minutes=dice.randrange(3 * 365 * 24 * 60))
        unit, length = dice.choice([Unit.DAYS, Unit.WORKDAYS]), dice.randint(1, 90)
        spans = []
        for _ in range(dice.randint(0, 3)):
            from_at = started_at + timedelta(hours=dice.randrange(120 * 24))
            spans.append(Span(from_at, from_at + timedelta(hours=dice.randrange(40 * 24))))
        told = rules.due(unit, length, started_at, spans, real).due_on
        if told != _on_ones_fingers(unit, length, started_at, spans, real):
            wrong.append((unit, length, started_at, spans))
    assert wrong == []


def _real_calendar() -> Calendar:
    """The years that the program brings along."""
    return Calendar(
        {
            pack.year: YearCalendar(
                pack.year, "", frozenset(map(date.fromisoformat, pack.content["days_off"])),
                frozenset(map(date.fromisoformat, pack.content["make_up_days"])),
            )
            for pack in calendars()
        }
    )  # fmt: skip


def _on_ones_fingers(
    unit: Unit, length: int, started_at: datetime, spans: list[Span], real: Calendar
) -> date:
    """Day by day, each asked afresh: is it taken out, does it count, may it be the last?"""

    def stands(day: date) -> bool:
        return any(local_day(one.from_at) < day <= local_day(one.until_at) for one in spans)

    def works(day: date) -> bool:
        year = real.years.get(day.year)
        if year is not None and day in year.make_up_days:
            return True
        return day.isoweekday() < 6 and not (year is not None and day in year.days_off)

    day, done = local_day(started_at), 0
    while True:
        day += ONE_DAY
        if not stands(day):
            done += 1 if unit is Unit.DAYS or works(day) else 0
            if done >= length and works(day):
                return day
