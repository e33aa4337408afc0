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


class AccountAction(AuditAction):
    REGISTERED = "account.registered"
    OPENED = "account.opened"
    SIGNED_IN = "account.signed_in"
    PASSWORD_CHANGED = "account.password_changed"
