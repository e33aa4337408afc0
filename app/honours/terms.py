"""Words of the honours slice."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.kernel.kinds import AuditAction, ClockName, JobName, Permission


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
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class RepairState(enum.StrEnum):
    """A seller's request to be taken off the black list early."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class HonourAction(AuditAction):
    PUBLISHED = "honour_list.published"
    FELL = "honour_list.entry_fell"
    STANDS_AGAIN = "honour_list.entry_stands_again"
    WITHDRAWN = "honour_list.withdrawn"
    PRINTED = "honour_list.printed"
    REPAIR_ASKED = "honour_repair.asked"
    REPAIR_DECIDED = "honour_repair.decided"


class HonourClock(ClockName):
    """``REPAIR``: how long a request for repair may wait (市场监督管理信用修复管理办法 art. 16)."""

    REPAIR = "honours.repair"


class HonourJob(JobName):
    """``PRINT``: write one edition as a PDF to be posted."""

    PRINT = "honours.print"


class HonourPermission(Permission):
    LIST = "honours:list"
    PROPOSE = "honours:propose"
    DECIDE = "honours:decide"
    REPAIR = "honours:repair"
    WITHDRAW = "honours:withdraw"
    ASK_REPAIR = "honours:ask_repair"
    READ_OWN = "honours:read_own"
    DECIDE_REPAIR = "honours:decide_repair"


@dataclass(frozen=True, slots=True)
class Source:
    """The published decision that an entry rests on. ``until`` is the last day on which it is published there."""

    kind: SourceKind
    number: str
    decided_on: date
    url: str
    until: date
    grounds: str

    def kept(self) -> dict[str, str]:
        """As plain text, for a panel's question."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "decided_on": self.decided_on.isoformat(),
            "url": self.url,
            "until": self.until.isoformat(),
            "grounds": self.grounds,
        }

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Source":
        return cls(
            SourceKind(kept["kind"]), kept["number"], date.fromisoformat(kept["decided_on"]), kept["url"],
            date.fromisoformat(kept["until"]), kept["grounds"],
        )  # fmt: skip


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
