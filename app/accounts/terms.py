"""Words of the accounts slice."""

import enum

from app.kernel.kinds import AuditAction


class Role(enum.StrEnum):
    """What a person is here for. One role a person."""

    MERCHANT = "merchant"
    PARK = "park"
    OFFICER = "officer"
    MONITOR = "monitor"
    INDUSTRY = "industry"
    PANELIST = "panelist"
    ADMIN = "admin"


class SignInWay(enum.StrEnum):
    """What a person showed to get in."""

    PASSWORD = "by_password"
    SECOND = "by_second_factor"
    PASSKEY = "by_passkey"
    DEMO = "by_demo_door"


class AccountAction(AuditAction):
    REGISTERED = "account.registered"
    OPENED = "account.opened"
    SIGNED_IN = "account.signed_in"
    SESSION_ENDED = "account.session_ended"
    PASSWORD_CHANGED = "account.password_changed"
    CLOSED = "account.closed"
    REOPENED = "account.reopened"
