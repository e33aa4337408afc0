"""Words of the notices slice."""

import enum
from dataclasses import dataclass

from app.kernel.kinds import AuditAction, Permission


class Port(enum.StrEnum):
    """A way out of the house. The inbox is inside it and always filled."""

    EMAIL = "email"
    SMS = "sms"


class DeliveryState(enum.StrEnum):
    """Where a word on its way stands. Only ``service`` changes it."""

    WAITING = "delivery_waiting"
    HELD = "delivery_held"
    SENDING = "delivery_sending"
    SENT = "delivery_sent"
    UNSURE = "delivery_unsure"
    FAILED = "delivery_failed"


class Purpose(enum.StrEnum):
    """What a word outside the house is for, where it belongs to no inbox message."""

    NOTICE = "for_notice"
    CODE = "for_code"
    RECEIPT = "for_receipt"
    CASE = "for_case"


class Trouble(enum.StrEnum):
    """Why a word did not go out. Never carries the address."""

    UNREACHABLE = "port_unreachable"
    NOT_SECURE = "port_not_secure"
    SIGN_IN = "port_sign_in"
    LATER = "port_later"
    REFUSED = "address_refused"
    OTHER = "port_other"


FOR_GOOD = frozenset({Trouble.REFUSED})


class NoticeAction(AuditAction):
    CONTACT_ASKED = "contact.asked"
    CONTACT_VERIFIED = "contact.verified"
    CONTACT_DROPPED = "contact.dropped"
    CHOICE_MADE = "contact.choice_made"
    SENT_AGAIN = "delivery.sent_again"


class NoticePermission(Permission):
    READ_OWN = "notices:read_own"
    OPEN = "notices:open"
    CHOOSE = "notices:choose"
    SEE_DELIVERIES = "notices:see_deliveries"
    SEND_AGAIN = "notices:send_again"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a port is given. ``reference`` is the same at every try, so that a receiver can tell a repetition."""

    to: str
    title: str
    words: str
    reference: str
