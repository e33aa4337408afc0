"""How long each step may take, and when it is late. Pure: values in, values out.

The first two clocks are the seller's own promise, set by the region. The others are the law's and
start only when the complaint has reached the bureau by a channel it has published
(市场监督管理投诉举报处理办法 art. 8).
"""

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.complaints.terms import Clock
from app.kernel.clock import end_of, local_day
from app.kernel.workdays import Calendar, Due, calendar_days_after, workdays_after, workdays_between

DECISION_WORKDAYS = 7
MEDIATION_DAYS = 60
ORDER_121 = "order-121/2026-04-15"
LAST_MOMENT = timedelta(microseconds=1)
STATUTORY = frozenset({Clock.DECIDE, Clock.MEDIATE})
IN_CALENDAR_DAYS = frozenset({Clock.MEDIATE})
SOON = timedelta(days=2)


class Unit(enum.StrEnum):
    """What "left" and "late" are told in."""

    HOURS = "hours"
    WORKDAYS = "workdays"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline before it is written down. Done at ``due_at`` is still in time (以内 includes the end)."""

    clock: Clock
    version: str
    started_at: datetime
    due_at: datetime
    due_on: date | None
    provisional: bool
    counted: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Left:
    """How much is left, or how late it is: ``amount`` of ``unit``, never negative."""

    unit: Unit
    amount: int
    is_late: bool
    is_soon: bool


def answer_by(received_at: datetime, hours: int) -> Term:
    """When the seller has promised to answer. Source: region policy, ``answer_hours``."""
    due_at = received_at + timedelta(hours=hours)
    return Term(
        Clock.ANSWER, f"policy/{hours}h", received_at, due_at, due_on=None, provisional=False, counted={"hours": hours}
    )  # fmt: skip


def settle_by(received_at: datetime, workdays: int, calendar: Calendar) -> Term:
    """When the seller has promised to settle. Source: region policy, ``settle_workdays``."""
    due = workdays_after(local_day(received_at), workdays, calendar)
    return _of_days(Clock.SETTLE, f"policy/{workdays}d", received_at, due)


def decide_by(reached_at: datetime, calendar: Calendar) -> Term:
    """The last day on which the bureau may accept or decline.

    Source: 市场监督管理投诉举报处理办法 art. 15 (seven working days), art. 45 (the day itself is not counted).
    """
    due = workdays_after(local_day(reached_at), DECISION_WORKDAYS, calendar)
    return _of_days(Clock.DECIDE, ORDER_121, reached_at, due)


def mediate_by(accepted_at: datetime, calendar: Calendar) -> Term:
    """The last day of mediation: without an agreement it ends.

    Unit: calendar days. Source: the same order, art. 23 para. 1 item 5 (sixty days from
    acceptance), art. 45 (a last day on a holiday moves).
    """
    due = calendar_days_after(local_day(accepted_at), MEDIATION_DAYS, calendar)
    return _of_days(Clock.MEDIATE, ORDER_121, accepted_at, due)


def is_late(due_at: datetime, at: datetime) -> bool:
    """Whether something done (or still undone) at ``at`` is late."""
    return at > due_at


def left(clock: Clock, due_at: datetime, due_on: date | None, now: datetime, calendar: Calendar) -> Left:
    """What is left at ``now``. The last day itself counts as zero days left."""
    late = is_late(due_at, now)
    soon = not late and due_at - now <= SOON
    if due_on is None:
        hours = abs(due_at - now) // timedelta(hours=1)
        return Left(Unit.HOURS, hours, late, soon)
    today = local_day(now)
    if clock in IN_CALENDAR_DAYS:
        return Left(Unit.DAYS, abs((due_on - today).days), late, soon)
    return Left(Unit.WORKDAYS, abs(workdays_between(today, due_on, calendar)), late, soon)


def _of_days(clock: Clock, version: str, started_at: datetime, due: Due) -> Term:
    counted = {
        "start_on": due.start_on.isoformat(),
        "counted": [day.isoformat() for day in due.counted],
        "skipped": [day.isoformat() for day in due.skipped],
    }
    return Term(
        clock, version, started_at, end_of(due.due_on) - LAST_MOMENT, due.due_on, due.provisional, counted
    )
