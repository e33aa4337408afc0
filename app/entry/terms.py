"""Words of the entry slice."""

import enum

from app.kernel.kinds import AuditAction, Permission


class LinkFor(enum.StrEnum):
    """What a one-time secret is for."""

    INVITATION = "invitation"
    RESET = "password_reset"
    PASSKEY = "passkey_challenge"


class EntryAction(AuditAction):
    TOTP_ADDED = "entry.totp_added"
    TOTP_DROPPED = "entry.totp_dropped"
    PASSKEY_ADDED = "entry.passkey_added"
    PASSKEY_DROPPED = "entry.passkey_dropped"
    CODES_MADE = "entry.recovery_codes_made"
    CODE_USED = "entry.recovery_code_used"
    INVITED = "entry.invited"
    INVITATION_TAKEN = "entry.invitation_taken"
    RESET_SENT = "entry.reset_sent"
    SECONDS_CLEARED = "entry.second_proofs_cleared"
    CONFIRMED = "entry.confirmed"
    FORGOTTEN = "entry.account_forgotten"


class EntryPermission(Permission):
    OWN_ACCOUNT = "entry:own_account"
    PEOPLE = "entry:people"
    CHANGE_PERSON = "entry:change_person"
