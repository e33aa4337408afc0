"""When a licence may be taken, confirmed, and when somebody has to be reminded of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from app.kernel.errors import DomainError
from app.licences.terms import LicenceKind, LicenceState

MARKS = (60, 30, 7, 1, 0)  # days before the last valid day, as the pack has them
MOVES: Mapping[LicenceState, frozenset[LicenceState]] = {
    LicenceState.SUBMITTED: frozenset({LicenceState.VERIFIED, LicenceState.REJECTED}),
    LicenceState.VERIFIED: frozenset({LicenceState.EXPIRED, LicenceState.REPLACED}),
    LicenceState.REJECTED: frozenset(),
    LicenceState.EXPIRED: frozenset(),
    LicenceState.REPLACED: frozenset(),
}
STANDING = {
    state: place
    for place, state in enumerate(
        (
            LicenceState.REPLACED,
            LicenceState.REJECTED,
            LicenceState.EXPIRED,
            LicenceState.SUBMITTED,
            LicenceState.VERIFIED,
        )
    )
}


class MoveRefused(DomainError):
    """It has been decided already."""

    code = "licences.move_refused"


class UsccDiffers(DomainError):
    """The code on the paper is not the shop's."""

    code = "licences.uscc_differs"


class UsccNeeded(DomainError):
    """A business licence without its code proves nothing."""

    code = "licences.uscc_needed"


class LicenceOver(DomainError):
    """Its last valid day has passed."""

    code = "licences.over"


class Held(Protocol):
    """What the rules need to know of a licence."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def state(self) -> LicenceState: ...
    @property
    def valid_until(self) -> date | None: ...


Some = TypeVar("Some", bound=Held)


def check_move(state: LicenceState, to: LicenceState) -> None:
    if to not in MOVES[state]:
        raise MoveRefused(state=state)


def uscc_differs(written: str | None, shops: str) -> bool:
    """Whether the paper names another credit code than the shop's. No code on the paper is no difference."""
    return written is not None and written != shops


def check_entry(kind: str, uscc: str | None, valid_until: date | None, today: date) -> None:
    """What can be said before anybody looks at the picture."""
    if kind == LicenceKind.BUSINESS_LICENCE and not uscc:
        raise UsccNeeded
    check_in_force(valid_until, today)


def check_in_force(valid_until: date | None, today: date) -> None:
    """The last valid day is itself valid (Civil Code art. 203: a last day ends at its midnight)."""
    if valid_until is not None and valid_until < today:
        raise LicenceOver(day=valid_until)


def mark_due(
    valid_until: date | None, today: date, told: int | None, marks: Sequence[int] = MARKS
) -> int | None:
    """The reminder that is due: the nearest mark reached and not yet told; None if there is none.

    Unit: days before the last valid day. A missed night makes the next nearer mark due, and the farther ones are not
    told any more. On the days after the last one nothing is due: the licence has expired by then.
    """
    if valid_until is None or valid_until < today:
        return None
    reached = [mark for mark in marks if (valid_until - today).days <= mark]
    return reached[-1] if reached and (told is None or reached[-1] < told) else None


def takes_the_place_of(new: Held, old: Held, *, one_a_shop: bool) -> bool:
    """Whether ``old``, in force, is over once ``new`` is verified: one a shop, or the same paper renewed."""
    if old.id == new.id or old.kind != new.kind or old.state is not LicenceState.VERIFIED:
        return False
    return one_a_shop or old.number == new.number


def best(states: Iterable[LicenceState]) -> LicenceState:
    """Where a kind stands when there are several papers of it: one in force is enough."""
    return max(states, key=STANDING.__getitem__)


def standing(held: Iterable[Held]) -> Mapping[str, LicenceState]:
    """Where each kind stands in one shop."""
    states: dict[str, list[LicenceState]] = {}
    for one in held:
        states.setdefault(one.kind, []).append(one.state)
    return {kind: best(of_kind) for kind, of_kind in states.items()}


def wanting(held: Iterable[Some], today: date) -> list[Some]:
    """What the seller should see to: rejected or expired with nothing newer of the kind, or soon over."""
    newest_first = sorted(held, key=lambda one: one.id, reverse=True)
    answered: set[str] = set()
    wanted: list[Some] = []
    for one in newest_first:
        failed = one.state in (LicenceState.REJECTED, LicenceState.EXPIRED)
        soon = one.state is LicenceState.VERIFIED and mark_due(one.valid_until, today, None) is not None
        if one.kind not in answered and (failed or soon):
            wanted.append(one)
        if one.state is not LicenceState.REPLACED:
            answered.add(one.kind)
    return wanted
