"""When something is due, and what is left. Pure: values in, values out.

The day itself is not counted and a last day on a holiday moves: 市场监督管理投诉举报处理办法 art. 45. Time that the
law takes out (a test, an appraisal: art. 22) is a ``Pause``: days in it are not counted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.clocks.terms import Rule, Unit
from app.kernel.clock import end_of, local_day
from app.kernel.errors import DomainError
from app.kernel.workdays import MOST_DAYS, ONE_DAY, Calendar, CountRefused, workdays_between

LAST_MOMENT = timedelta(microseconds=1)
SOON = timedelta(days=2)
LONG_HOURS = 72


class PauseRefused(DomainError):
    """``reason``: over (met, lifted or late), paused (already), running (nothing to resume), backwards."""

    code = "clocks.pause_refused"


class ExtendRefused(DomainError):
    """``reason``: never (the rule knows no extension), already, over."""

    code = "clocks.extend_refused"


@dataclass(frozen=True, slots=True)
class Span:
    """Time taken out. The day it begins still counts, the day it ends does not: its own first day is not counted either."""

    from_at: datetime
    until_at: datetime

    @property
    def days(self) -> Sequence[date]:
        first, last = local_day(self.from_at), local_day(self.until_at)
        return [first + ONE_DAY * n for n in range(1, (last - first).days + 1)]


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline before it is written down. Done at ``due_at`` is still in time (以内 includes the end)."""

    due_at: datetime
    due_on: date | None
    provisional: bool
    counted: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """How much is left, or how late it is: ``amount`` of ``unit``, never negative."""

    unit: Unit
    amount: int
    is_late: bool
    is_soon: bool


def due(unit: Unit, length: int, started_at: datetime, spans: Sequence[Span], calendar: Calendar) -> Term:
    """The last moment in time for ``length`` units from ``started_at``, without the time taken out.

    Unit: hours run on the clock; working and calendar days are the region's. Source: 市场监督管理投诉举报处理办法
    art. 45 for days; hours are always a promise of the region's. Raises ``CountRefused``.
    """
    if not 1 <= length <= MOST_DAYS:
        raise CountRefused(count=length, most=MOST_DAYS)
    if unit is Unit.HOURS:
        return Term(_hours(started_at, length, spans), None, provisional=False, counted={"hours": length})
    return _days(unit, length, local_day(started_at), {day for span in spans for day in span.days}, calendar)


def term_of(rule: Rule, started_at: datetime, calendar: Calendar) -> Term:
    return due(rule.unit, rule.length, started_at, (), calendar)


def _days(unit: Unit, length: int, start_on: date, out: Collection[date], calendar: Calendar) -> Term:
    counted: list[date] = []
    skipped: list[date] = []
    paused: list[date] = []
    day = start_on
    while len(counted) < length:
        day += ONE_DAY
        if day in out:
            paused.append(day)
        else:
            (counted if unit is Unit.DAYS or calendar.is_workday(day) else skipped).append(day)
    while day in out or not calendar.is_workday(day):  # only calendar days can end on a holiday
        skipped.append(day)
        day += ONE_DAY
    said = {"counted": counted, "skipped": skipped, "paused": paused}
    told = {"start_on": start_on.isoformat()} | {
        name: [one.isoformat() for one in days] for name, days in said.items()
    }
    looked_at = {start_on.year, day.year, *(one.year for one in counted)}
    guessed = any(year not in calendar.years for year in looked_at)
    return Term(end_of(day) - LAST_MOMENT, day, guessed, told)


def _hours(started_at: datetime, hours: int, spans: Sequence[Span]) -> datetime:
    """Each span moves the end by as much of it as lies before the end; overlapping spans count once."""
    due_at, covered = started_at + timedelta(hours=hours), started_at
    for span in sorted(spans, key=lambda one: one.from_at):
        begin = max(span.from_at, covered)
        if begin < due_at and span.until_at > begin:
            due_at += span.until_at - begin
            covered = span.until_at
    return due_at


def is_late(due_at: datetime, at: datetime) -> bool:
    """Whether something done (or still undone) at ``at`` is late."""
    return at > due_at


def left(unit: Unit, due_at: datetime, due_on: date | None, now: datetime, calendar: Calendar) -> Left:
    """What is left at ``now``. The last day itself counts as zero days left."""
    late = is_late(due_at, now)
    soon = not late and due_at - now <= SOON
    if due_on is None:
        hours = abs(due_at - now) // timedelta(hours=1)
        if hours >= LONG_HOURS:  # nobody reads 264 hours
            return Left(Unit.DAYS, hours // 24, late, soon)
        return Left(Unit.HOURS, hours, late, soon)
    today = local_day(now)
    if unit is Unit.DAYS:
        return Left(Unit.DAYS, abs((due_on - today).days), late, soon)
    return Left(Unit.WORKDAYS, abs(workdays_between(today, due_on, calendar)), late, soon)


def check_pause(*, is_over: bool, is_paused: bool, due_at: datetime, now: datetime) -> None:
    """What is over or late is not paused any more; nothing is paused twice. Raises ``PauseRefused``."""
    if is_over or (not is_paused and is_late(due_at, now)):
        raise PauseRefused(reason="over")
    if is_paused:
        raise PauseRefused(reason="paused")


def check_resume(paused_at: datetime | None, now: datetime) -> None:
    """Raises ``PauseRefused``."""
    if paused_at is None:
        raise PauseRefused(reason="running")
    if now < paused_at:
        raise PauseRefused(reason="backwards")


def check_extend(*, extension: int, is_extended: bool, is_over: bool) -> None:
    """Once, by what the rule allows, and before it is over. Raises ``ExtendRefused``."""
    if extension == 0:
        raise ExtendRefused(reason="never")
    if is_extended:
        raise ExtendRefused(reason="already")
    if is_over:
        raise ExtendRefused(reason="over")
