"""Words of the honours slice."""

import enum
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.kernel.kinds import AuditAction, Permission


class ListKind(enum.StrEnum):
    RED = "red"
    BLACK = "black"


class EditionState(enum.StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class SourceKind(enum.StrEnum):
    """What public information a black-list entry points to.

    How long each may be shown: 市场监督管理信用修复管理办法 arts. 7–9, 12, 13.
    """

    WARNING = "warning"
    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"
    ABNORMAL = "abnormal"
    SERIOUS_LIST = "serious_list"


class Fall(enum.StrEnum):
    """Why an entry no longer stands."""

    EXPIRED = "expired"
    REPAIRED = "repaired"
    REVOKED = "revoked"


class HonourAction(AuditAction):
    PUBLISHED = "honour_list.published"
    FELL = "honour_list.entry_fell"


class HonourPermission(Permission):
    LIST = "honours:list"
    PROPOSE = "honours:propose"
    DECIDE = "honours:decide"
    REPAIR = "honours:repair"


@dataclass(frozen=True, slots=True)
class Source:
    """The published decision that an entry rests on. ``until`` is the last day on which it is published there."""

    kind: SourceKind
    number: str
    decided_on: date
    url: str
    until: date
    grounds: str


@dataclass(frozen=True, slots=True)
class Honoured:
    """A seller for the red list. ``number`` is the certificate's; ``until`` the title's last day."""

    merchant_id: int
    merchant_code: str
    name: str
    uscc: str
    score: Decimal
    number: str
    awarded_on: date
    until: date
