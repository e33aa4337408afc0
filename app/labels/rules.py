"""What may be ordered, and where a batch may go from where it stands."""

from collections.abc import Mapping

from app.labels.errors import BatchMoveRefused, CountOutOfRange, NotReady
from app.labels.terms import BatchState

MOST_LABELS = 240_000  # in one batch; ten thousand A4 sheets of 24. Source: the house's own limit
FIRST_SERIAL = 1

MOVES: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.WAITING: frozenset({BatchState.MAKING, BatchState.VOIDED}),
    BatchState.MAKING: frozenset({BatchState.READY, BatchState.FAILED, BatchState.VOIDED}),
    BatchState.READY: frozenset({BatchState.VOIDED}),
    BatchState.FAILED: frozenset({BatchState.VOIDED}),
    BatchState.VOIDED: frozenset(),
}


def check_count(count: int) -> None:
    """Raises ``CountOutOfRange``."""
    if not 1 <= count <= MOST_LABELS:
        raise CountOutOfRange(count=count, most=MOST_LABELS)


def check_move(now: BatchState, to: BatchState) -> None:
    """Raises ``BatchMoveRefused``."""
    if to not in MOVES[now]:
        raise BatchMoveRefused(now=now, to=to)


def check_deliverable(now: BatchState) -> None:
    """Only a finished batch that still stands is handed out. Raises ``NotReady``."""
    if now is not BatchState.READY:
        raise NotReady(now=now)


def has_issued(state: BatchState, first_serial: int, count: int, serial: int) -> bool:
    """Whether this serial has been, or is about to be, put on paper. A failed batch put nothing there."""
    return state is not BatchState.FAILED and first_serial <= serial < first_serial + count
