"""What a shop may ask about its score, and until when. Pure."""

from datetime import datetime

from app.kernel.errors import DomainError
from app.rights.terms import ClaimKind, ClaimState

ONGOING = frozenset({ClaimState.OPEN, ClaimState.RUNNING, ClaimState.STANDING})
APPEALABLE = frozenset({ClaimKind.CORRECTION, ClaimKind.REASSESSMENT})
MOVES: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.OPEN: frozenset({ClaimState.RUNNING, ClaimState.REFUSED, ClaimState.WITHDRAWN}),
    ClaimState.RUNNING: frozenset({ClaimState.GRANTED}),
    ClaimState.STANDING: frozenset({ClaimState.WITHDRAWN, ClaimState.HIDDEN}),
    ClaimState.GRANTED: frozenset(),
    ClaimState.REFUSED: frozenset(),
    ClaimState.WITHDRAWN: frozenset(),
    ClaimState.HIDDEN: frozenset(),
}


class NoScore(DomainError):
    """There is no score yet to say anything about."""

    code = "rights.no_score"


class ClaimThere(DomainError):
    """A claim of this kind is open: ``claim``."""

    code = "rights.claim_there"


class YearOver(DomainError):
    """The year is closed: its scores stand as they are."""

    code = "rights.year_over"


class AppealOver(DomainError):
    """The last day for an appeal was ``due_on``."""

    code = "rights.appeal_over"


class MoveRefused(DomainError):
    """The claim is ``now`` and cannot become ``to``."""

    code = "rights.move_refused"


class NotAppealable(DomainError):
    """Only a refused correction, or the score itself, is appealed against."""

    code = "rights.not_appealable"


def first_state(kind: ClaimKind) -> ClaimState:
    """A reply stands as soon as it is written; everything else waits for somebody."""
    return ClaimState.STANDING if kind is ClaimKind.REPLY else ClaimState.OPEN


def check_move(now: ClaimState, to: ClaimState) -> None:
    if to not in MOVES[now]:
        raise MoveRefused(now=now, to=to)


def check_against(kind: ClaimKind, state: ClaimState) -> None:
    """Raises ``NotAppealable``."""
    if kind not in APPEALABLE or state is not ClaimState.REFUSED:
        raise NotAppealable


def check_in_time(now: datetime, due_at: datetime, due_on: object) -> None:
    """An appeal comes within its days, the last one whole. Raises ``AppealOver``."""
    if now > due_at:
        raise AppealOver(due_on=due_on)
