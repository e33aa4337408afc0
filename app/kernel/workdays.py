"""Working days and the dates counted with them.

A year without a calendar is counted on plain Monday-to-Friday and the result says so:
it is ``provisional`` until the State Council's notice for that year has been entered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.kernel.errors import DomainError

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MOST_DAYS = 3650


class CountRefused(DomainError):
    """A count that is negative, or so long that nobody can mean it."""

    code = "workdays.count_refused"


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year's notice: weekdays that are off, weekend days that are worked.

    Source: the State Council's yearly notice on holidays, named in ``notice``.
    """

    year: int
    notice: str
    days_off: frozenset[date]
    make_up_days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """All the years we hold."""

    years: Mapping[int, YearCalendar] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        """Statutory holidays and make-up days count; an unknown year is Monday to Friday."""
        weekday = day.weekday() < SATURDAY
        year = self.years.get(day.year)
        if year is None:
            return weekday
        return day in year.make_up_days or (weekday and day not in year.days_off)


@dataclass(frozen=True, slots=True)
class Due:
    """A last day, and how it was reached.

    ``counted`` are the days that were counted, in order; ``skipped`` the days between that were not.
    ``provisional`` is true when any day looked at lies in a year without a calendar.
    """

    start_on: date
    due_on: date
    counted: tuple[date, ...]
    skipped: tuple[date, ...]
    provisional: bool


def workdays_after(start_on: date, count: int, calendar: Calendar) -> Due:
    """The ``count``-th working day after ``start_on``; the day itself is not counted.

    Source: 市场监督管理投诉举报处理办法 art. 45 (counting starts the day after).
    Raises ``CountRefused`` for a negative count or one above ten years of days.
    """
    _check(count)
    counted: list[date] = []
    skipped: list[date] = []
    day = start_on
    while len(counted) < count:
        day += ONE_DAY
        (counted if calendar.is_workday(day) else skipped).append(day)
    return _due(start_on, day, counted, skipped, calendar)


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """Working days after ``first`` up to and including ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -workdays_between(last, first, calendar)
    return sum(calendar.is_workday(day) for day in _days(first, last))


def _days(after: date, until: date) -> Iterator[date]:
    return (after + ONE_DAY * n for n in range(1, (until - after).days + 1))


def _check(count: int) -> None:
    if not 0 <= count <= MOST_DAYS:
        raise CountRefused(count=count, most=MOST_DAYS)


def _due(start_on: date, due_on: date, counted: list[date], skipped: list[date], calendar: Calendar) -> Due:
    looked_at = {start_on.year, due_on.year, *(day.year for day in counted)}
    provisional = any(year not in calendar.years for year in looked_at)
    return Due(start_on, due_on, tuple(counted), tuple(skipped), provisional)
