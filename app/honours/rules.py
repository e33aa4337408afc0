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


def is_over(until: date, today: date) -> bool:
    """``until`` is the last day, whole."""
    return today > until
