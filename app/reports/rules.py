"""What may follow what, and what a decision needs."""

from app.kernel.errors import DomainError
from app.reports.terms import ReportGround, ReportOutcome, ReportState

S = ReportState
MOVES: dict[ReportState, frozenset[ReportState]] = {
    S.RECEIVED: frozenset({S.CHECKING, S.DECIDED}),
    S.CHECKING: frozenset({S.DECIDED}),
    S.DECIDED: frozenset({S.RECEIVED}),  # new facts: merged, and counted anew (art. 35)
}
LEAST_REASON = 10


class ReportMoveRefused(DomainError):
    """It stands elsewhere by now."""

    code = "reports.move_refused"


class GroundNeeded(DomainError):
    """Not filing a case needs one of the law's grounds; other outcomes have none."""

    code = "reports.ground_needed"


class ReasonTooShort(DomainError):
    """A decision is explained."""

    code = "reports.reason_too_short"


class NobodyToTell(DomainError):
    """The reporter left neither name nor phone: there is nobody to tell."""

    code = "reports.nobody_to_tell"


class NotDecided(DomainError):
    """There is no result to tell of yet."""

    code = "reports.not_decided"


class ReportSecretWrong(DomainError):
    """Number and code do not belong together; which of them is wrong is not said."""

    code = "reports.secret_wrong"


class SellerMissing(DomainError):
    """Neither a seller of the list nor one in the reporter's own words."""

    code = "reports.seller_missing"


def check_move(now: ReportState, to: ReportState) -> None:
    """Raises ``ReportMoveRefused``."""
    if to not in MOVES[now]:
        raise ReportMoveRefused(now=now, to=to)


def check_decision(outcome: ReportOutcome, ground: ReportGround | None, reason: str) -> None:
    """Raises ``GroundNeeded``, ``ReasonTooShort``.

    Source: 市场监督管理行政处罚程序规定 art. 19 and 20.
    """
    if (outcome is ReportOutcome.NOT_FILED) is not (ground is not None):
        raise GroundNeeded(outcome=outcome)
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonTooShort(least=LEAST_REASON)


def check_told(state: ReportState, *, has_name: bool) -> None:
    """Only a real-name reporter is told, and only of a decision. Raises ``NotDecided``, ``NobodyToTell``."""
    if state is not ReportState.DECIDED:
        raise NotDecided
    if not has_name:
        raise NobodyToTell
