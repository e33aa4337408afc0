"""How sellers fall to panels, who may vote, when votes are read out, and what they decide. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from app.kernel.errors import DomainError
from app.kernel.numbers import half_up
from app.panels.terms import Cast, Choice, Outcome, Rule, SittingState

LEAST_VOTERS = 2  # where all but one have an interest, the seller goes to another panel


class DrawnAlready(DomainError):
    """The lot of this year is drawn; a second draw would be a choice."""

    code = "panels.drawn_already"


class NothingToDraw(DomainError):
    """No panels, or no sellers."""

    code = "panels.nothing_to_draw"


class NothingToJudge(DomainError):
    """No seller waits for this panel."""

    code = "panels.nothing_to_judge"


class SittingThere(DomainError):
    """The panel has an open sitting: ``sitting``."""

    code = "panels.sitting_there"


class TooFewMembers(DomainError):
    """The panel has ``count`` members; ``least`` are needed."""

    code = "panels.too_few_members"


class VotingOver(DomainError):
    """The votes have been read out."""

    code = "panels.voting_over"


class VotedAlready(DomainError):
    """A vote stands once it is cast."""

    code = "panels.voted_already"


class NotOfTheSitting(DomainError):
    """Somebody who was not on the roster when the sitting began."""

    code = "panels.not_of_the_sitting"


class HasInterest(DomainError):
    """A member with an interest in the seller does not vote."""

    code = "panels.has_interest"


class VotesMissing(DomainError):
    """``count`` votes are missing and the last day for voting is not over: ``closes_on``."""

    code = "panels.votes_missing"


class NotPassedOn(DomainError):
    """Only what a panel could not decide goes to another one, and only while there is another."""

    code = "panels.not_passed_on"


class InterestKnown(DomainError):
    """The same member, seller and year again."""

    code = "panels.interest_known"


class InterestTooLate(DomainError):
    """The votes on this seller have been read out already."""

    code = "panels.interest_too_late"


def ticket(seed: str, merchant_code: str) -> str:
    """The seller's ticket in the lot: SHA-256 of seed, colon and the seller's public code."""
    return hashlib.sha256(f"{seed}:{merchant_code}".encode()).hexdigest()


def by_lot(merchant_codes: Iterable[str], panels: int, seed: str) -> dict[str, int]:
    """Which panel (1, 2, …) each seller falls to: ordered by ticket, then dealt out in turn.

    Only published things go in, so that anyone can draw again and get the same.
    """
    if panels < 1:
        raise NothingToDraw
    order = sorted(set(merchant_codes), key=lambda code: (ticket(seed, code), code))
    return {code: place % panels + 1 for place, code in enumerate(order)}


def digest(given: Mapping[str, int]) -> str:
    """One line a seller, ``code:panel``, ordered by code, each ended with a line feed; SHA-256 of all of it."""
    return hashlib.sha256("".join(f"{code}:{given[code]}\n" for code in sorted(given)).encode()).hexdigest()


def may_vote(roster: Iterable[int], conflicted: Collection[int]) -> list[int]:
    """Who of the roster votes on a seller."""
    return [member for member in roster if member not in conflicted]


def check_may_vote(member: int, roster: Collection[int], conflicted: Collection[int]) -> None:
    if member not in roster:
        raise NotOfTheSitting
    if member in conflicted:
        raise HasInterest


def check_roster(count: int, least: int) -> None:
    """Raises ``TooFewMembers``."""
    if count < least:
        raise TooFewMembers(count=count, least=least)


def next_panel(panel: int, panels: Sequence[int]) -> int:
    """Where a seller goes that its panel could not judge. Raises ``NotPassedOn``."""
    order = sorted(set(panels) | {panel})
    if len(order) < LEAST_VOTERS:
        raise NotPassedOn
    return order[(order.index(panel) + 1) % len(order)]


def check_open(state: SittingState) -> None:
    if state is not SittingState.OPEN:
        raise VotingOver


def needed(voters: int, quorum_pct: int) -> int:
    """Votes that must be cast, rounded up: two thirds of four are three."""
    return -(-voters * quorum_pct // 100)


def outcome(voters: int, votes: Sequence[Cast], rule: Rule) -> Outcome:
    """What the votes say. ``voters``: members without an interest, whether they voted or not.

    An abstention is present and neither for nor against. A tie does not pass unless the region says so.
    Source: region policy, default.
    """
    if voters < LEAST_VOTERS or len(votes) < needed(voters, rule.quorum_pct):
        return Outcome.NO_QUORUM
    pro = sum(vote.choice is Choice.FOR for vote in votes)
    con = sum(vote.choice is Choice.AGAINST for vote in votes)
    if pro == con:
        return Outcome.PASSED if rule.tie_passes and pro else Outcome.TIED
    return Outcome.PASSED if pro > con else Outcome.REFUSED


def mean_points(votes: Iterable[Cast]) -> Decimal | None:
    """The mean of the members' own points, two places; None if nobody gave any."""
    given = [vote.points for vote in votes if vote.points is not None]
    return half_up(sum(given, Decimal(0)) / len(given)) if given else None
