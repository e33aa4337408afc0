"""Words of the complaints slice. No two members share a text: the words people read are found by it."""

import enum

from app.kernel.kinds import AuditAction, Permission


class State(enum.StrEnum):
    """Where a complaint stands. Only ``service`` changes it, along ``rules.MOVES``."""

    RECEIVED = "received"
    ANSWERED = "answered"
    SETTLED = "settled"
    DISPUTED = "disputed"
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


class Clock(enum.StrEnum):
    """What a deadline is for. The first two are the seller's promise, the others the law's."""

    ANSWER = "answer"
    SETTLE = "settle"
    DECIDE = "decide"
    MEDIATE = "mediate"


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
    FORGOTTEN = "complaint.forgotten"


class ComplaintPermission(Permission):
    LIST = "complaints:list"
    READ = "complaints:read"
    WRITE = "complaints:write"
    ANSWER = "complaints:answer"
    HANDLE = "complaints:handle"
    TAKE_DOWN = "complaints:take_down"
    NOTE = "complaints:note"
    UNMASK = "complaints:unmask"
