"""Words of the mediation slice."""

import enum

from app.kernel.kinds import AuditAction, ClockName, Permission


class MediationState(enum.StrEnum):
    """Where a mediation stands. Only ``service`` changes it, along ``rules.MOVES``."""

    INVITED = "invited_to_mediation"
    TALKING = "talking"
    AGREED = "agreed"
    KEPT = "agreement_kept"
    BROKEN = "breach_reported"
    UNKEPT = "agreement_not_kept"
    ENDED = "mediation_over"


class EndGround(enum.StrEnum):
    """Why a mediation ends without agreement: 市场监督管理投诉举报处理办法 art. 23, items 1 to 8."""

    WITHDRAWN_OR_SETTLED = "withdrawn_or_settled"
    REFUSED = "side_refused"
    NO_AGREEMENT = "cannot_agree"
    TEST_COSTS = "test_costs"
    SIXTY_DAYS = "sixty_days"
    NOT_TO_BE_ACCEPTED = "not_to_be_accepted"
    PARTY_GONE = "party_gone"
    OTHER_LAW = "other_rules"


class Party(enum.StrEnum):
    """Whose word binds: the two sides. Everybody else at the table helps."""

    CONSUMER = "side_consumer"
    MERCHANT = "side_merchant"


class MediationClock(ClockName):
    """How soon a reported breach is looked into: what the region has promised itself, no period of the law."""

    BREACH = "mediation.breach"


class MediationAction(AuditAction):
    OPENED = "mediation.opened"
    CONSENTED = "mediation.consented"
    REFUSED = "mediation.refused"
    SPOKE = "mediation.spoke"
    PROPOSED = "mediation.proposed"
    CONFIRMED = "mediation.confirmed"
    AGREED = "mediation.agreed"
    ENDED = "mediation.ended"
    PAPER_MADE = "mediation.paper_made"
    BREACH_REPORTED = "mediation.breach_reported"
    BREACH_CLEARED = "mediation.breach_cleared"


class MediationPermission(Permission):
    LIST = "mediation:list"
    SEE = "mediation:see"
    OPEN = "mediation:open"
    HOST = "mediation:host"
    TALK = "mediation:talk"
    DECIDE = "mediation:decide"
