"""Words of the rights slice."""

import enum

from app.kernel.kinds import AuditAction, ClockName, Permission


class ClaimKind(enum.StrEnum):
    """``REPLY`` is published as it is; the others are decided. ``REASSESSMENT`` may end lower than it began."""

    REPLY = "reply"
    CORRECTION = "correction"
    APPEAL = "appeal"
    REASSESSMENT = "reassessment"


class ClaimState(enum.StrEnum):
    """``STANDING``: a published reply. ``RUNNING``: granted, and the new score is not there yet."""

    OPEN = "open"
    STANDING = "standing"
    RUNNING = "running"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"


class RightsAction(AuditAction):
    MADE = "claim.made"
    DECIDED = "claim.decided"
    FINISHED = "claim.finished"
    WITHDRAWN = "claim.withdrawn"
    HIDDEN = "claim.hidden"


class RightsClock(ClockName):
    """``APPEAL``: how long the shop may appeal. ``DECISION``: how long the answer may take."""

    APPEAL = "rights.appeal"
    DECISION = "rights.decision"


class RightsPermission(Permission):
    USE = "rights:use"
    WITHDRAW = "rights:withdraw"
    HIDE = "rights:hide"
    QUEUE = "rights:queue"
    READ = "rights:read"
    DECIDE = "rights:decide"
