"""Words of the publicity slice."""

import enum
from dataclasses import asdict, dataclass
from typing import Any

from app.kernel.kinds import AuditAction, ClockName, Permission

SIGNS, PHONES = (
    "objections",
    "objection phones",
)  # what the receipt's secret and the phone's index are derived for
PREFIX = "YY"  # of an objection's public number


class NoticeKind(enum.StrEnum):
    """What the public is asked about."""

    TITLES = "titles"
    BLACK_LIST = "black_list"


class Origin(enum.StrEnum):
    """Who or what put a notice forward: a panel's vote, a stated rule, an officer with a published source."""

    PANEL = "panel"
    RULE = "rule"
    OFFICER = "officer"


class NoticeState(enum.StrEnum):
    """``ENDED``: has run and waits for the decision. ``WITHDRAWN``: taken back, nothing follows from it."""

    RUNNING = "running"
    ENDED = "ended"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class PublicityAction(AuditAction):
    OPENED = "public_notice.opened"
    ENDED = "public_notice.ended"
    DECIDED = "public_notice.decided"
    WITHDRAWN = "public_notice.withdrawn"
    OBJECTED = "objection.received"
    ANSWERED = "objection.answered"
    STOPPED = "public_notice.seller_stopped"
    OBJECTOR_FORGOTTEN = "objection.objector_forgotten"
    UNMASKED = "objection.unmasked"
    COPY_TAKEN = "objection.copy_taken"
    CONTACT_CORRECTED = "objection.contact_corrected"
    SECRET_RENEWED = "objection.secret_renewed"


class PublicityClock(ClockName):
    """``RUN``: how long a notice runs. ``ANSWER``: how long an objection may wait."""

    RUN = "publicity.run"
    ANSWER = "publicity.answer"


class PublicityPermission(Permission):
    LIST = "publicity:list"
    READ = "publicity:read"
    WITHDRAW = "publicity:withdraw"
    ANSWER = "publicity:answer"
    UNMASK = "publicity:unmask"


@dataclass(frozen=True, slots=True)
class Line:
    """One seller on a notice, with names copied as they stood. ``score`` is the published text, or empty."""

    merchant_id: int
    merchant_code: str
    name: str
    uscc: str
    score: str = ""
    grounds: str = ""

    def kept(self) -> dict[str, Any]:
        return asdict(self)
