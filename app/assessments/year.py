"""The course of a year: its phases, what each one allows, and the lot that brings sellers to panels. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from app.assessments.errors import AlreadyScored, CycleMoveRefused, FormsClosed, PhasesRefused, ScoringClosed
from app.assessments.kinds import AssessmentState, CycleState

CHANGE_DAYS = 7
ORDER = tuple(CycleState)
TAKES_FORMS = frozenset(ORDER[: ORDER.index(CycleState.NOTICE)])


@dataclass(frozen=True, slots=True)
class Phase:
    """A planned phase, both days inclusive, by the region's calendar."""

    state: CycleState
    first: date
    last: date


def usual_phases(year: int) -> tuple[Phase, ...]:
    """June to December, as in the region's programme (放心电商). Source: region policy, default."""
    days = (
        (CycleState.MOBILISE, (6, 1), (6, 30)),
        (CycleState.SELF_CHECK, (7, 1), (7, 31)),
        (CycleState.TREATMENT, (8, 1), (9, 30)),
        (CycleState.EVALUATION, (10, 1), (11, 15)),
        (CycleState.NOTICE, (11, 16), (11, 30)),
        (CycleState.SUMMARY, (12, 1), (12, 31)),
    )
    return tuple(Phase(state, date(year, *first), date(year, *last)) for state, first, last in days)


def check_phases(phases: Sequence[Phase]) -> None:
    """All phases, in order, none ending before it begins or beginning before the one before it has ended."""
    if tuple(phase.state for phase in phases) != ORDER[:-1]:
        raise PhasesRefused(reason="order")
    if any(phase.last < phase.first for phase in phases):
        raise PhasesRefused(reason="order")
    if any(after.first <= before.last for before, after in pairwise(phases)):
        raise PhasesRefused(reason="order")


def phase_out(phase: Phase) -> dict[str, str]:
    """As a cycle keeps it."""
    return {"state": phase.state.value, "from": phase.first.isoformat(), "to": phase.last.isoformat()}


def next_state(now: CycleState) -> CycleState | None:
    """The phase that follows; ``None`` after the end."""
    place = ORDER.index(now) + 1
    return ORDER[place] if place < len(ORDER) else None


def check_move(now: CycleState, to: CycleState) -> None:
    """One step at a time, never back. Raises ``CycleMoveRefused``."""
    if next_state(now) is not to:
        raise CycleMoveRefused(now=now, to=to)


def check_takes_forms(
    cycle: CycleState, assessment: AssessmentState, *, is_reassessing: bool = False
) -> None:
    """Forms are taken from the first day of the year to the end of the evaluation, until the seller's score is there.

    A re-assessment takes them until it is done, whatever the phase.
    """
    if is_reassessing:
        return
    if cycle not in TAKES_FORMS:
        raise FormsClosed(state=cycle)
    if assessment is AssessmentState.SCORED:
        raise AlreadyScored


def check_scoring(cycle: CycleState) -> None:
    """A result may be made, or made anew, until the public notice begins."""
    if cycle not in TAKES_FORMS:
        raise ScoringClosed(state=cycle)


def change_until(first_submitted_at: datetime) -> datetime:
    """The last instant at which a consumer may change a review: seven days on, that instant included."""
    return first_submitted_at + timedelta(days=CHANGE_DAYS)


def by_lot(sellers: Iterable[int], panels: Sequence[int], seed: str) -> dict[int, int]:
    """Which panel each seller comes to: shuffled by the seed, then dealt out in turn.

    The shuffle is SHA-256 of seed and seller, so that anyone with the seed can draw again and get the same.
    """
    if not panels:
        return {}
    shuffled = sorted(sellers, key=lambda seller: _ticket(seed, seller))
    order = sorted(panels)
    return {seller: order[place % len(order)] for place, seller in enumerate(shuffled)}


def for_newcomers(
    sellers: Iterable[int], panels: Sequence[int], load: Mapping[int, int], seed: str
) -> dict[int, int]:
    """Sellers who come late go, in the order of the lot, to the panel that has fewest."""
    if not panels:
        return {}
    has = Counter({panel: load.get(panel, 0) for panel in panels})
    given: dict[int, int] = {}
    for seller in sorted(sellers, key=lambda seller: _ticket(seed, seller)):
        given[seller] = min(panels, key=lambda panel: (has[panel], panel))
        has[given[seller]] += 1
    return given


def _ticket(seed: str, seller: int) -> str:
    return hashlib.sha256(f"{seed}:{seller}".encode()).hexdigest()
