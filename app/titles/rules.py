"""Who may get the title, how long it holds, and what may become of it."""

from datetime import date, datetime
from decimal import Decimal

from app.kernel.clock import a_year_after
from app.kernel.errors import DomainError
from app.publicity.terms import NoticeState
from app.titles.terms import CaseState, Standing, TitleState

MOVES: dict[TitleState, frozenset[TitleState]] = {
    TitleState.VALID: frozenset({TitleState.SUSPENDED, TitleState.EXPIRED, TitleState.REVOKED}),
    TitleState.SUSPENDED: frozenset({TitleState.VALID, TitleState.EXPIRED, TitleState.REVOKED}),
    TitleState.EXPIRED: frozenset(),
    TitleState.REVOKED: frozenset(),
}


class MoveRefused(DomainError):
    """The title is ``now`` and cannot become ``to``."""

    code = "titles.move_refused"


class NotEligible(DomainError):
    """``name`` has ``total`` points, or none yet; ``needed`` are asked for."""

    code = "titles.not_eligible"


class Barred(DomainError):
    """``name`` has the points, but its assessment bars the title."""

    code = "titles.barred"


class OnSeriousList(DomainError):
    """``name`` is on the list of serious violations."""

    code = "titles.on_serious_list"


class ProposedAlready(DomainError):
    """``name`` is on notice already, or was decided on."""

    code = "titles.proposed_already"


class NotOfThisPanel(DomainError):
    """``name`` was given to another panel."""

    code = "titles.not_of_this_panel"


class NotLookedUp(DomainError):
    """Nobody has said that the public list was looked at."""

    code = "titles.not_looked_up"


class NotPassed(DomainError):
    """No vote of the panel passed ``name`` at its present score."""

    code = "titles.not_passed"


class TooSoon(DomainError):
    """``name`` lost a title; until ``until`` (whole) it gets no other."""

    code = "titles.too_soon"


class CaseThere(DomainError):
    """A case about this title is open: ``case``."""

    code = "titles.case_there"


class HearingOpen(DomainError):
    """The seller may still speak, until ``due_on`` (whole)."""

    code = "titles.hearing_open"


class CaseOver(DomainError):
    """The case has been decided."""

    code = "titles.case_over"


class SpokenAlready(DomainError):
    """The seller has said its word; more can be told to the officer."""

    code = "titles.spoken_already"


class CertificateMissing(DomainError):
    """This machine cannot write PDF files; ``command`` would mend it."""

    code = "titles.certificate_missing"


def check_move(now: TitleState, to: TitleState) -> None:
    if to not in MOVES[now]:
        raise MoveRefused(now=now, to=to)


def earns_title(total: Decimal | None, needed: Decimal) -> bool:
    """Whether the published total is enough: 85 points or more, 以上 includes the number.

    Unit: points of 100, two places. Source: region policy, default 85; Civil Code art. 1259.
    """
    return total is not None and total >= needed


def check_eligible(name: str, total: Decimal | None, needed: Decimal, *, is_barred: bool) -> None:
    """``is_barred``: the assessment says no whatever the total, by a veto. Raises ``NotEligible``, ``Barred``."""
    if not earns_title(total, needed):
        raise NotEligible(name=name, total="—" if total is None else f"{total:.2f}", needed=needed)
    if is_barred:
        raise Barred(name=name)


def last_day(awarded_on: date) -> date:
    """The last day of the title, whole: the corresponding day of the next year.

    Source: the programme (one year); Civil Code arts. 201 and 202 (the first day is not counted, the corresponding
    day is the last; 29 February gives 28 February).
    """
    return a_year_after(awarded_on)


def standing(state: TitleState, valid_until: date, today: date) -> TitleState:
    """What the title is today, even if the nightly chore has not come round yet."""
    if state in (TitleState.VALID, TitleState.SUSPENDED) and today > valid_until:
        return TitleState.EXPIRED
    return state


def overall(newest: TitleState | None, stage: NoticeState | None, *, disputed: bool) -> Standing:
    """What a seller's title is, said the same on every page.

    ``newest``: what its newest title is today, if it ever had one. ``stage``: where the notice it stands on is today, while
    nothing is decided. ``disputed``: an objection has no answer, or the seller's claim about a score on notice is undecided.
    A title that holds is said first, then a revoked one (a new notice does not wipe it away), then the notice, then what is over.
    """
    if newest in (TitleState.VALID, TitleState.SUSPENDED, TitleState.REVOKED):
        return Standing(newest.value)
    if disputed and (stage is not None or newest is None):
        return Standing.DISPUTED
    if stage is not None:
        return Standing.ON_NOTICE if stage is NoticeState.RUNNING else Standing.NOTICE_OVER
    return Standing.NONE if newest is None else Standing(newest.value)


def check_may_return(name: str, waits_until: date | None, today: date) -> None:
    """Whoever lost a title waits. ``waits_until`` is the last day, whole. Raises ``TooSoon``."""
    if waits_until is not None and today <= waits_until:
        raise TooSoon(name=name, until=waits_until)


def check_open(state: CaseState) -> None:
    if state is not CaseState.HEARING:
        raise CaseOver


def check_heard(*, spoken: bool, due_at: datetime | None, due_on: date | None, now: datetime) -> None:
    """Nothing is decided before the seller has spoken, or said that it will not, or let its days go by.

    Source: the region's programme, with 行政处罚法 arts. 44, 45 by analogy. Raises ``HearingOpen``.
    """
    if not spoken and due_at is not None and now <= due_at:
        raise HearingOpen(due_on=due_on)
