"""What may stand on a list, and for how long."""

from calendar import monthrange
from datetime import date
from types import MappingProxyType

from app.honours.terms import SourceKind
from app.kernel.errors import DomainError

LONGEST_MONTHS = MappingProxyType(
    {
        SourceKind.MINOR: 3,
        SourceKind.GENERAL: 12,
        SourceKind.SERIOUS: 36,
        SourceKind.ABNORMAL: 12,  # the law knows no end but the cure; looked at again each year
        SourceKind.SERIOUS_LIST: 36,
    }
)
SHORTEST_MONTHS = MappingProxyType(
    {
        SourceKind.MINOR: 0,
        SourceKind.GENERAL: 3,
        SourceKind.SERIOUS: 12,
        SourceKind.ABNORMAL: 0,
        SourceKind.SERIOUS_LIST: 12,
    }
)
REPAIR_WORKDAYS = MappingProxyType({SourceKind.ABNORMAL: 2})
USUAL_REPAIR_WORKDAYS = 7
REPAIR_EXTENSION = 10
MONTHS = 12


class SourceRefused(DomainError):
    """``reason``: warning, future, over or too_long (``latest`` is the last possible day)."""

    code = "honours.source_refused"


class ListedAlready(DomainError):
    """This decision is on the list, or on notice for it, already."""

    code = "honours.listed_already"


class FellAlready(DomainError):
    """The entry no longer stands."""

    code = "honours.fell_already"


class NotPassed(DomainError):
    """Said to come from a panel, and no vote passed it."""

    code = "honours.not_passed"


class NotByRule(DomainError):
    """The rule proposes serious violations only."""

    code = "honours.not_by_rule"


class RepairTooEarly(DomainError):
    """Repair may be asked for from ``from_on`` on."""

    code = "honours.repair_too_early"


class RepairOpen(DomainError):
    """A request about this entry waits for its answer."""

    code = "honours.repair_open"


class RepairDecided(DomainError):
    """The request has its answer."""

    code = "honours.repair_decided"


class WithdrawnAlready(DomainError):
    """The edition was withdrawn before."""

    code = "honours.withdrawn_already"


def repair_from(kind: SourceKind | None, decided_on: date) -> date:
    """The first day on which a seller may ask for repair: when the shortest time of publication is over.

    Source: 市场监督管理信用修复管理办法 arts. 7–9 (three months, one year), 12 (abnormal list: at once), 13 (one year).
    """
    months = SHORTEST_MONTHS.get(kind, 0) if kind else 0
    return months_after(decided_on, months) if months else decided_on


def check_may_ask_repair(kind: SourceKind | None, decided_on: date, today: date) -> None:
    """Raises ``RepairTooEarly``."""
    from_on = repair_from(kind, decided_on)
    if today < from_on:
        raise RepairTooEarly(from_on=from_on)


def repair_workdays(kind: SourceKind | None) -> int:
    """Working days for the answer: two for the abnormal list, seven else, ten more once.

    Source: 市场监督管理信用修复管理办法 art. 16.
    """
    return REPAIR_WORKDAYS.get(kind, USUAL_REPAIR_WORKDAYS) if kind else USUAL_REPAIR_WORKDAYS


def months_after(day: date, months: int) -> date:
    """The corresponding day; a month too short gives its last day (Civil Code art. 202)."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_source(kind: SourceKind, decided_on: date, until: date, today: date) -> None:
    """A list points to public information, and no longer than that is public.

    Source: 市场监督管理信用修复管理办法 arts. 7–9, 13; a mere warning is never published (art. 7; 市场监督管理行政处罚
    信息公示规定 art. 2). Raises ``SourceRefused``.
    """
    if kind is SourceKind.WARNING:
        raise SourceRefused(reason="warning")
    if decided_on > today:
        raise SourceRefused(reason="future")
    if until < today:
        raise SourceRefused(reason="over")
    latest = months_after(decided_on, LONGEST_MONTHS[kind])
    if until > latest:
        raise SourceRefused(reason="too_long", latest=latest)


BY_RULE = frozenset({SourceKind.SERIOUS_LIST, SourceKind.SERIOUS})


def check_by_rule(kind: SourceKind) -> None:
    """The stated rule: the serious list, and penalties that are published for up to three years, are always proposed.

    Source: region policy, default. Raises ``NotByRule``.
    """
    if kind not in BY_RULE:
        raise NotByRule


def is_over(until: date, today: date) -> bool:
    """``until`` is the last day, whole."""
    return today > until
