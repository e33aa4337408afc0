"""A month as a calendar shows it: whole weeks from Monday, each day with what is due on it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.infra.desk import Due
from app.kernel.workdays import Calendar

FARTHEST = 24  # months from this one, either way
NAMED_A_DAY = 8
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """``dues`` are those that are named one by one or stand for several; ``count`` is how many things they are."""

    value: date
    dues: tuple[Due, ...]
    in_month: bool
    is_today: bool
    is_workday: bool

    @property
    def count(self) -> int:
        return sum(due.count for due in self.dues)

    @property
    def shown(self) -> tuple[Due, ...]:
        return self.dues[:NAMED_A_DAY]

    @property
    def rest(self) -> int:
        return sum(due.count for due in self.dues[NAMED_A_DAY:])

    def tone_of(self, due: Due, today: date) -> str:
        """Past and still waited for is bad, today is a warning, the rest is calm; a milestone says so itself."""
        if due.tone:
            return due.tone
        return "bad" if self.value < today else ("warn" if self.value == today else "calm")

    def tone(self, today: date) -> str:
        """The loudest of the day's."""
        tones = {self.tone_of(due, today) for due in self.dues}
        return next((tone for tone in ("bad", "warn", "calm") if tone in tones), "plain")


def first_day(asked: str, today: date) -> date:
    """``2026-11`` as its first day; this month's where that is no month or lies too far away."""
    here = today.replace(day=1)
    try:
        year, month = (int(part) for part in asked.split("-"))
        found = date(year, month, 1)
    except ValueError:
        return here
    return found if abs(months_between(here, found)) <= FARTHEST else here


def months_between(here: date, there: date) -> int:
    return (there.year - here.year) * 12 + there.month - here.month


def month_after(first: date, count: int = 1) -> date:
    """The first day of the month so many months on (or back)."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def span(first: date) -> tuple[date, date]:
    """The Monday on or before the first and the Sunday on or after the last day."""
    last = month_after(first) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=A_WEEK - 1 - last.weekday())


def weeks(first: date, dues: Sequence[Due], today: date, calendar: Calendar) -> list[list[Day]]:
    """All the weeks that touch the month of ``first``."""
    start, end = span(first)
    by_day: dict[date, list[Due]] = {}
    for due in dues:
        by_day.setdefault(due.day, []).append(due)
    days = [
        Day(day, tuple(by_day.get(day, ())), day.month == first.month, day == today, calendar.is_workday(day))
        for day in (start + timedelta(days=place) for place in range((end - start).days + 1))
    ]
    return [days[at : at + A_WEEK] for at in range(0, len(days), A_WEEK)]
