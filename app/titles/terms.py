"""Words of the titles slice."""

import enum

from app.kernel.kinds import AuditAction, ClockName, Permission


class TitleState(enum.StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Standing(enum.StrEnum):
    """What a seller's title is today, said the same everywhere. ``rules.overall`` decides it, nothing else.

    ``ON_NOTICE``: proposed, the notice runs. ``NOTICE_OVER``: it has run and waits for its decision. ``DISPUTED``: no title yet,
    and an objection has no answer, or the seller's own claim about the score on notice is undecided.
    """

    NONE = "none"
    ON_NOTICE = "on_notice"
    NOTICE_OVER = "notice_over"
    DISPUTED = "disputed"
    VALID = "valid"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"


class CaseState(enum.StrEnum):
    """``HEARING``: the seller may speak. ``DROPPED``: the title stays."""

    HEARING = "hearing"
    REVOKED = "revoked"
    DROPPED = "dropped"


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
    CASE_OPENED = "title.case_opened"
    HEARD = "title.heard"
    CASE_FILE_ADDED = "title.case_file_added"
    CASE_DROPPED = "title.case_dropped"


class TitleClock(ClockName):
    """``HEARING``: how long the seller may speak before a title is taken away."""

    HEARING = "titles.hearing"

    @property
    def is_a_right(self) -> bool:
        return True


class TitlePermission(Permission):
    LIST = "titles:list"
    READ = "titles:read"
    READ_OWN = "titles:read_own"
    CERTIFICATE = "titles:certificate"
    PROPOSE = "titles:propose"
    DECIDE = "titles:decide"
    REVOKE = "titles:revoke"
    READ_CASE = "titles:read_case"
    SPEAK = "titles:speak"
    DECIDE_CASE = "titles:decide_case"
