"""Words of the titles slice."""

import enum

from app.kernel.kinds import AuditAction, Permission


class TitleState(enum.StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Ground(enum.StrEnum):
    """The six grounds on which a title is revoked while it is valid, in the programme's order."""

    BANNED_CONTENT = "banned_content"
    CONTRABAND = "contraband"
    LIFE_AND_HEALTH = "life_and_health"
    DELIBERATE = "deliberate"
    VULNERABLE = "vulnerable"
    LISTED = "listed"

    @property
    def number(self) -> int:
        """Its place in the programme, 1 to 6."""
        return list(Ground).index(self) + 1


class TitleAction(AuditAction):
    PROPOSED = "title.proposed"
    AWARDED = "title.awarded"
    ENTERED = "title.entered"
    SUSPENDED = "title.suspended"
    RESTORED = "title.restored"
    REVOKED = "title.revoked"
    EXPIRED = "title.expired"


class TitlePermission(Permission):
    LIST = "titles:list"
    READ = "titles:read"
    READ_OWN = "titles:read_own"
    CERTIFICATE = "titles:certificate"
    PROPOSE = "titles:propose"
    DECIDE = "titles:decide"
    REVOKE = "titles:revoke"
