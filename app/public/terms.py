"""What everybody may know of a seller, on one card."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from app.complaints.terms import Outcome
from app.honours.terms import SourceKind
from app.kernel.kinds import AuditAction, Permission
from app.merchants.terms import MerchantKind, Platform
from app.titles.terms import Ground, TitleState


class OnList(StrEnum):
    """How the public list of sellers is narrowed by the lists."""

    RED = "on_red_list"
    BLACK = "on_black_list"


class Shown(StrEnum):
    """What a seller may show of itself on its public page, of its own will."""

    SELFCHECK = "selfcheck"
    SCORE = "score"


class ShowingAction(AuditAction):
    SHOWN = "showing.shown"
    TAKEN_BACK = "showing.taken_back"


class ShowingPermission(Permission):
    CHOOSE = "showing:choose"


class FlagAction(AuditAction):
    LOOKED_INTO = "label_flag.looked_into"


class FlagPermission(Permission):
    LIST = "label_flags:list"
    LOOK_INTO = "label_flags:look_into"


class Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class Room(Fact):
    platform: Platform
    name: str


class TitleFact(Fact):
    """A title as it was kept; what the title is on a day is asked of ``rules.standing_on``."""

    number: str
    state: TitleState
    score: Decimal
    awarded_on: date
    valid_until: date
    suspended_at: datetime | None = None
    revoked_at: datetime | None = None
    ground: Ground | None = None


class NoticeFact(Fact):
    """The public notice on which the seller is proposed for the title. ``disputed``: an objection has no answer yet."""

    code: str
    ends_on: date
    disputed: bool


class ListFact(Fact):
    """The newest entry of a list on which the seller stands through ``until``."""

    until: date
    since: date
    grounds: str
    source_number: str
    source_on: date
    source_url: str = ""
    source_kind: SourceKind | None = None


class ComplaintFact(Fact):
    """Complaints received from ``since`` through ``until``, and how they ended. Those not ended are open."""

    since: date
    until: date
    received: int = 0
    answered: int = 0
    answered_in_time: int = 0
    ended: dict[Outcome, int] = {}

    @property
    def solved(self) -> int:
        return self.ended.get(Outcome.SOLVED, 0)

    @property
    def open(self) -> int:
        return self.received - sum(self.ended.values())


class CardFacts(Fact):
    """All of it. Nothing here is personal: no contact, no address, no phone.

    ``disputed``: an objection has no answer, or the seller's claim about a score on notice is undecided.
    """

    code: str
    uscc: str
    name: str
    kind: MerchantKind
    goods: str
    park: str | None
    station: str
    rooms: tuple[Room, ...]
    registered_on: date
    title: TitleFact | None
    earlier: tuple[TitleFact, ...] = ()
    notice: NoticeFact | None = None
    disputed: bool = False
    red: ListFact | None
    black: ListFact | None
    complaints: ComplaintFact
    selfcheck_on: date | None
