"""What a region's administrator may do to its clock and its calendar."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.kernel.errors import DomainError

FARTHEST = timedelta(days=800)
SATURDAY = 5


class ClockRefused(DomainError):
    """``reason``: not_demo, backwards or too_far."""

    code = "regions.clock_refused"


class CalendarRefused(DomainError):
    """``reason``: year (a day of another year), weekday or weekend; ``day`` says which."""

    code = "regions.calendar_refused"


def check_clock(now: datetime, to: datetime, *, is_demo: bool, demo_allowed: bool) -> timedelta:
    """How far the clock moves. Only a demo county's, only forward, two years and a bit at most."""
    if not (is_demo and demo_allowed):
        raise ClockRefused(reason="not_demo")
    if to <= now:
        raise ClockRefused(reason="backwards")
    if to - now > FARTHEST:
        raise ClockRefused(reason="too_far")
    return to - now


def check_year(year: int, days_off: Iterable[date], make_up_days: Iterable[date]) -> None:
    """Days off are weekdays, make-up days weekend days, all of the one year."""
    for day in (*days_off, *make_up_days):
        if day.year != year:
            raise CalendarRefused(reason="year", day=day, year=year)
    for day in days_off:
        if day.weekday() >= SATURDAY:
            raise CalendarRefused(reason="weekend", day=day, year=year)
    for day in make_up_days:
        if day.weekday() < SATURDAY:
            raise CalendarRefused(reason="weekday", day=day, year=year)
