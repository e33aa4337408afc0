"""Words of the complaints slice. No two members share a text: the words people read are found by it."""

import enum

from app.kernel.kinds import AuditAction, ClockName, Permission


class State(enum.StrEnum):
    """Where a complaint stands. Only ``service`` changes it, along ``rules.MOVES``."""

    RECEIVED = "received"
    ANSWERED = "answered"
    SETTLED = "settled"
    DISPUTED = "disputed"
    AT_STATION = "at_station"
    TO_BUREAU = "to_bureau"
    ACCEPTED = "accepted"
    MEDIATING = "mediating"
    CLOSED = "closed"


class Outcome(enum.StrEnum):
    """How it ended. Never merged: each is counted by itself."""

    SOLVED = "solved"
    PARTLY_SOLVED = "partly_solved"
    REFUSED_BY_MERCHANT = "refused_by_merchant"
    WITHDRAWN = "withdrawn"
    MEDIATION_ENDED = "mediation_ended"
    TO_ENFORCEMENT = "to_enforcement"
    NOT_ACCEPTED = "not_accepted"
    SILENT = "silent"


class ConsumerWord(enum.StrEnum):
    """What the consumer says of the seller's answer. Nobody says it for them."""

    SOLVED = "it_is_solved"
    PARTLY_SOLVED = "it_is_partly_solved"
    NOT_SOLVED = "it_is_not_solved"


class Satisfaction(enum.StrEnum):
    """What the consumer says of the handling, after the end."""

    SATISFIED = "is_satisfied"
    SO_SO = "is_so_so"
    UNSATISFIED = "is_unsatisfied"


class Ground(enum.StrEnum):
    """Why the bureau may decline: 市场监督管理投诉举报处理办法 art. 16, items 1 to 7, and nothing else."""

    NOT_OURS = "not_ours"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    NOT_A_CONSUMER = "not_a_consumer"
    THREE_YEARS = "three_years"
    PAPERS_MISSING = "papers_missing"
    IDENTITY = "identity"
    OTHER_LAW = "other_law"


class About(enum.StrEnum):
    """What the dispute is about, in the consumer's words."""

    QUALITY = "quality"
    SAFETY = "safety"
    ADVERTISING = "advertising"
    PRICE = "price"
    DELIVERY = "delivery"
    RETURNS = "returns"
    SERVICE = "service"
    OTHER = "other"


class Channel(enum.StrEnum):
    """How it came. ``QR``: a genuine label was scanned; ``PUBLIC``: the open page; ``HOTLINE``: written down by an officer."""

    QR = "qr"
    PUBLIC = "public"
    HOTLINE = "hotline"


class Side(enum.StrEnum):
    """Who speaks in a complaint's history."""

    CONSUMER = "consumer"
    MERCHANT = "merchant"
    OFFICER = "officer"
    STATION = "station"


class Step(enum.StrEnum):
    """What a line of the history is."""

    RECEIVED = "filed"
    MESSAGE = "message"
    ANSWERED = "seller_answered"
    SETTLED = "seller_settled"
    SAID_SOLVED = "said_solved"
    SAID_PARTLY = "said_partly"
    SAID_NOT_SOLVED = "said_not_solved"
    WITHDRAWN = "taken_back"
    TO_BUREAU = "sent_to_bureau"
    ACCEPTED = "taken_on"
    NOT_ACCEPTED = "declined"
    MEDIATION = "mediation_begun"
    CLOSED = "ended"
    TO_STATION = "sent_to_station"
    STATION_SETTLED = "station_settled"
    STATION_FAILED = "station_failed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    UNMERGED = "unmerged"
    PAUSED = "paused"
    RESUMED = "resumed"
    END_TOLD = "end_told"
    END_PROPOSED = "end_proposed"
    RATED = "rated"
    OBJECTED = "objected"
    REOPENED = "reopened"
    AGREED = "agreement_reached"
    BREACH = "agreement_breach"


class Clock(ClockName):
    """What a deadline is for: the seller's promise, the law's, and what the region has promised itself."""

    ANSWER = "complaint.answer"
    SETTLE = "complaint.settle"
    DECIDE = "complaint.decide"
    MEDIATE = "complaint.mediate"
    STATION = "complaint.station"
    NOTIFY = "complaint.notify"
    APPEAL = "complaint.appeal"
    ASSIST = "complaint.assist"


class SettleFrom(enum.StrEnum):
    """From when the seller's promise to settle runs: the receipt, or its own yes."""

    RECEIPT = "receipt"
    ANSWER = "answer"


class ComplaintAction(AuditAction):
    RECEIVED = "complaint.received"
    MESSAGE_LEFT = "complaint.message_left"
    NOTED = "complaint.noted"
    ANSWERED = "complaint.answered"
    SETTLED = "complaint.settled"
    WORD_SAID = "complaint.word_said"
    WITHDRAWN = "complaint.withdrawn"
    SENT_TO_BUREAU = "complaint.sent_to_bureau"
    ACCEPTED = "complaint.accepted"
    NOT_ACCEPTED = "complaint.not_accepted"
    MEDIATION_STARTED = "complaint.mediation_started"
    CLOSED = "complaint.closed"
    UNMASKED = "complaint.unmasked"
    COPY_TAKEN = "complaint.copy_taken"
    FORGOTTEN = "complaint.forgotten"
    SECRET_RENEWED = "complaint.secret_renewed"
    CONTACT_CORRECTED = "complaint.contact_corrected"
    HANDED_OVER = "complaint.handed_over"
    SENT_TO_STATION = "complaint.sent_to_station"
    STATION_TRIED = "complaint.station_tried"
    ASSIGNED = "complaint.assigned"
    TRANSFERRED = "complaint.transferred"
    MERGED = "complaint.merged"
    UNMERGED = "complaint.unmerged"
    LINKED = "complaint.linked"
    UNLINKED = "complaint.unlinked"
    PRODUCT_NAMED = "complaint.product_named"
    MARKED = "complaint.marked"
    UNMARKED = "complaint.unmarked"
    END_TOLD = "complaint.end_told"
    END_PROPOSED = "complaint.end_proposed"
    END_REFUSED = "complaint.end_refused"
    RATED = "complaint.rated"
    OBJECTED = "complaint.objected"
    REOPENED = "complaint.reopened"
    APPEALED = "complaint.appealed"
    APPEAL_DECIDED = "complaint.appeal_decided"
    SETTING_ENTERED = "complaint.setting_entered"
    WORDING_ENTERED = "complaint.wording_entered"
    ASSISTANCE_ASKED = "complaint.assistance_asked"
    ASSISTANCE_RECEIVED = "complaint.assistance_received"
    ASSISTANCE_ANSWERED = "complaint.assistance_answered"


class ComplaintPermission(Permission):
    LIST = "complaints:list"
    READ = "complaints:read"
    WRITE = "complaints:write"
    ANSWER = "complaints:answer"
    HANDLE = "complaints:handle"
    TAKE_DOWN = "complaints:take_down"
    NOTE = "complaints:note"
    UNMASK = "complaints:unmask"
    COORDINATE = "complaints:coordinate"
    APPEAL = "complaints:appeal"
    DECIDE_APPEAL = "complaints:decide_appeal"
    SET = "complaints:set"
    WORD = "complaints:word"
    ASSIST = "complaints:assist"
