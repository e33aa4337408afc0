"""What may stand on a list, and for how long."""

from calendar import monthrange
from datetime import date
from types import MappingProxyType

from app.honours.terms import Bar, Listed, Measure, SourceKind
from app.kernel.errors import DomainError
from app.kernel.workdays import ONE_DAY

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
DECEIT_MONTHS = 36


class SourceRefused(DomainError):
    """``reason``: warning, future, over, too_long (``latest`` is the last possible day), published, not_serious, or
    restriction (its last day is missing)."""

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


class RepairExcluded(DomainError):
    """``why``: a ``Bar``. It falls by itself after ``until``."""

    code = "honours.repair_excluded"


class RepairAfterDeceit(DomainError):
    """An earlier request was not honest; the next may be made from ``from_on`` on."""

    code = "honours.repair_after_deceit"


class ConditionsMissing(DomainError):
    """Nobody has said whether ``condition`` holds."""

    code = "honours.conditions_missing"


class ConditionFails(DomainError):
    """Repair cannot be granted while ``condition`` does not hold."""

    code = "honours.condition_fails"


class NothingFails(DomainError):
    """A refusal names what does not hold, and everything does."""

    code = "honours.nothing_fails"


class RepairOpen(DomainError):
    """A request about this entry waits for its answer."""

    code = "honours.repair_open"


class RepairDecided(DomainError):
    """The request has its answer."""

    code = "honours.repair_decided"


class WithdrawnAlready(DomainError):
    """The edition was withdrawn before."""

    code = "honours.withdrawn_already"


def bar(listed: Listed) -> Bar | None:
    """Why this entry is never repaired early, if so.

    Source: 市场监督管理信用修复管理办法 art. 7 para. 2 (minor: falls after three months by itself), art. 8 para. 5 (permits
    revoked, businesses closed: three years), art. 23 (time that began anew after deceit is not shortened). On the serious list
    itself art. 13 stands, whatever the penalty was.
    """
    if listed.restarted_on is not None:
        return Bar.DECEIT
    if listed.kind is SourceKind.MINOR:
        return Bar.MINOR
    if listed.kind is SourceKind.SERIOUS and listed.measure is Measure.REVOKING:
        return Bar.REVOKING
    return None


def shortest_over_on(listed: Listed) -> date | None:
    """The last day, whole, of the shortest time of publication; None where the law knows none.

    Counted from the day of publication, which itself is not counted; the corresponding day is the last (Civil Code
    arts. 201–203). Source: 市场监督管理信用修复管理办法 arts. 8, 9 (three months), 13 (one year).
    """
    months = SHORTEST_MONTHS.get(listed.kind, 0) if listed.kind else 0
    return months_after(listed.since, months) if months else None


def repair_from(listed: Listed) -> date | None:
    """The first day on which a seller may ask for repair; None if it is never taken off early.

    The day after the shortest time of publication and after what a law or the penalty forbids meanwhile is over; the abnormal
    list: at once. Source: 市场监督管理信用修复管理办法 arts. 8 para. 4, 9, 12, 13 para. 2.
    """
    if bar(listed) is not None:
        return None
    over = shortest_over_on(listed)
    if over is None:
        return listed.since
    return max(over, listed.restricted_until or over) + ONE_DAY


def check_may_ask_repair(listed: Listed, until: date, today: date) -> None:
    """Raises ``RepairExcluded``, ``RepairTooEarly``."""
    excluded, from_on = bar(listed), repair_from(listed)
    if excluded is not None:
        raise RepairExcluded(why=excluded, until=until)
    if from_on is not None and today < from_on:
        raise RepairTooEarly(from_on=from_on)


def check_deceit(refused_on: date | None, today: date) -> None:
    """Who was refused for deceit on ``refused_on`` asks for nothing for three years: art. 23. Raises ``RepairAfterDeceit``."""
    if refused_on is not None and today < (from_on := after_deceit(refused_on)):
        raise RepairAfterDeceit(from_on=from_on)


def after_deceit(refused_on: date) -> date:
    """The first day on which repair may be asked for again: the day after three years."""
    return months_after(refused_on, DECEIT_MONTHS) + ONE_DAY


def repair_workdays(kind: SourceKind | None) -> int:
    """Working days for the answer: two for the abnormal list, seven else, ten more once.

    Source: 市场监督管理信用修复管理办法 art. 16.
    """
    return REPAIR_WORKDAYS.get(kind, USUAL_REPAIR_WORKDAYS) if kind else USUAL_REPAIR_WORKDAYS


def months_after(day: date, months: int) -> date:
    """The corresponding day; a month too short gives its last day (Civil Code art. 202)."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_source(listed: Listed, until: date, today: date) -> None:
    """A list points to public information, and no longer than that is public.

    Source: 市场监督管理信用修复管理办法 arts. 7–9, 13; a mere warning is never published (art. 7; 市场监督管理行政处罚
    信息公示规定 art. 2). Raises ``SourceRefused``.
    """
    if listed.kind is SourceKind.WARNING:
        raise SourceRefused(reason="warning")
    if listed.decided_on > today:
        raise SourceRefused(reason="future")
    if not listed.decided_on <= listed.since <= today:
        raise SourceRefused(reason="published")
    check_measure(listed)
    if until < today:
        raise SourceRefused(reason="over")
    latest = latest_end(listed)
    if until > latest:
        raise SourceRefused(reason="too_long", latest=latest)


def check_measure(listed: Listed) -> None:
    """Only serious penalties restrict or revoke, and a restriction has its last day. Raises ``SourceRefused``."""
    if listed.measure is not Measure.NONE and listed.kind is not SourceKind.SERIOUS:
        raise SourceRefused(reason="not_serious")
    if listed.measure is Measure.RESTRICTING and listed.restricted_until is None:
        raise SourceRefused(reason="restriction")


def latest_end(listed: Listed) -> date:
    """The last day on which the source may be public; a serious one as long as its restriction: art. 8 para. 2,
    市场监督管理严重违法失信名单管理办法 art. 21."""
    latest = months_after(listed.since, LONGEST_MONTHS[listed.kind]) if listed.kind else listed.since
    if listed.restricted_until is None or listed.kind not in BY_RULE:
        return latest
    return max(latest, listed.restricted_until)


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
