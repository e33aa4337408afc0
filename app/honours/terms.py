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


class Measure(enum.StrEnum):
    """What a serious penalty does besides taking money: 市场监督管理信用修复管理办法 art. 8(2) and art. 8(3)."""

    NONE = "none"
    RESTRICTING = "restricting"
    REVOKING = "revoking"


class Bar(enum.StrEnum):
    """Why nobody is taken off the list early: minor entries fall by themselves (art. 7), revoked permits wait (art. 8), and so does
    who deceived (art. 23)."""

    MINOR = "falls_by_itself"
    REVOKING = "never_early"
    DECEIT = "begun_anew"


class Condition(enum.StrEnum):
    """What has to hold before an entry is repaired: 市场监督管理信用修复管理办法 arts. 8, 9, 11–13, 18, 23.

    ``WAITED`` is computed. ``NO_HEAVIER`` is asked of the serious list, ``NOT_AGAIN`` of penalties.
    """

    WAITED = "waited"
    FULFILLED = "fulfilled"
    MENDED = "mended"
    NOT_AGAIN = "not_again"
    NO_HEAVIER = "no_heavier"
    CURED = "cured"
    HONEST = "honest"
    HARMLESS = "harmless"


class Fall(enum.StrEnum):
    """Why an entry no longer stands."""

    EXPIRED = "expired"
    REPAIRED = "repaired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class RepairState(enum.StrEnum):
    """A seller's request to be taken off the black list early: what was decided of it. Where it stands is its ``RepairStage``."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class RepairStage(enum.StrEnum):
    """Where a request stands: 市场监督管理信用修复管理办法 arts. 14 (taken in, or something lacks), 16 (decided), 23 (revoked)."""

    ASKED = "asked"
    LACKING = "lacking"
    COMPLETED = "completed"
    TAKEN_IN = "taken_in"
    DECLINED = "declined"
    GRANTED = "granted"
    REFUSED = "refused"
    REVOKED = "revoked"


class HonourAction(AuditAction):
    PUBLISHED = "honour_list.published"
    FELL = "honour_list.entry_fell"
    STANDS_AGAIN = "honour_list.entry_stands_again"
    WITHDRAWN = "honour_list.withdrawn"
    PRINTED = "honour_list.printed"
    REPAIR_ASKED = "honour_repair.asked"
    REPAIR_TAKEN_IN = "honour_repair.taken_in"
    REPAIR_LACK_TOLD = "honour_repair.lack_told"
    REPAIR_COMPLETED = "honour_repair.completed"
    REPAIR_DECLINED = "honour_repair.declined"
    REPAIR_EXTENDED = "honour_repair.extended"
    REPAIR_DECIDED = "honour_repair.decided"
    REPAIR_REVOKED = "honour_repair.revoked"


class HonourClock(ClockName):
    """``TAKE_IN``: how long a request for repair waits until it is taken in; ``REPAIR``: from then on until it is decided
    (市场监督管理信用修复管理办法 arts. 14, 16)."""

    TAKE_IN = "honours.take_in"
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
    COMPLETE_REPAIR = "honours:complete_repair"
    DECIDE_REPAIR = "honours:decide_repair"
    REVOKE_REPAIR = "honours:revoke_repair"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the waiting time is counted from. Without ``published_on`` (old entries) the decision's day stands for it.

    ``restricted_until``: the last day of a restriction or of measures that a law sets a time for. ``restarted_on``: the day
    from which the time of publication runs anew, after a repair was revoked for deceit.
    """

    kind: SourceKind | None
    decided_on: date
    published_on: date | None = None
    measure: Measure = Measure.NONE
    restricted_until: date | None = None
    restarted_on: date | None = None

    @property
    def since(self) -> date:
        return self.published_on or self.decided_on


@dataclass(frozen=True, slots=True)
class Source:
    """The published decision that an entry rests on. ``until`` is the last day on which it is published there.

    ``published_on``: the first such day.
    """

    kind: SourceKind
    number: str
    decided_on: date
    url: str
    until: date
    grounds: str
    published_on: date | None = None
    measure: Measure = Measure.NONE
    restricted_until: date | None = None

    @property
    def listed(self) -> Listed:
        return Listed(self.kind, self.decided_on, self.published_on, self.measure, self.restricted_until)

    def kept(self) -> dict[str, str]:
        """As plain text, for a panel's question."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "decided_on": self.decided_on.isoformat(),
            "url": self.url,
            "until": self.until.isoformat(),
            "grounds": self.grounds,
            "published_on": _text(self.published_on),
            "measure": self.measure.value,
            "restricted_until": _text(self.restricted_until),
        }

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Source":
        return cls(
            SourceKind(kept["kind"]), kept["number"], date.fromisoformat(kept["decided_on"]), kept["url"],
            date.fromisoformat(kept["until"]), kept["grounds"], _day(kept.get("published_on")),
            Measure(kept.get("measure", Measure.NONE)), _day(kept.get("restricted_until")),
        )  # fmt: skip


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


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
