"""Words of the panels slice."""

import enum
from dataclasses import dataclass
from decimal import Decimal

from app.kernel.kinds import AuditAction, ClockName, JobName, Permission


class InterestKind(enum.StrEnum):
    """What ties a member to a seller."""

    FAMILY = "family"
    MONEY = "money"
    WORK = "work"
    DISPUTE = "dispute"
    OTHER = "other"


class SittingState(enum.StrEnum):
    """``OPEN``: votes are cast blind. ``COUNTED``: votes are read out and nothing changes any more."""

    OPEN = "open"
    COUNTED = "counted"


class QuestionKind(enum.StrEnum):
    """What a panel is asked about a seller."""

    TITLE = "title"
    BLACK_LIST = "black_list"


class Choice(enum.StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(enum.StrEnum):
    PASSED = "passed"
    REFUSED = "refused"
    TIED = "tied"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote as it is counted. ``points`` is the member's own impression of a hundred; it decides nothing."""

    choice: Choice
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How a panel counts. Source: region policy, default two thirds of the members without an interest."""

    quorum_pct: int
    least_members: int
    tie_passes: bool


class PanelAction(AuditAction):
    DRAWN = "panel.drawn"
    INTEREST_DECLARED = "panel.interest_declared"
    VOTE_STRUCK = "panel.vote_struck"
    SITTING_OPENED = "panel.sitting_opened"
    REFERRED = "panel.referred"
    VOTED = "panel.voted"
    COUNTED = "panel.counted"
    PASSED_ON = "panel.passed_on"
    MINUTES_WRITTEN = "panel.minutes_written"


class PanelJob(JobName):
    """``MINUTES``: write the minutes of one counted sitting as a PDF."""

    MINUTES = "panel.minutes"


class PanelClock(ClockName):
    """``VOTE``: the last day for voting; after it the votes there are may be read out."""

    VOTE = "panels.vote"


class PanelPermission(Permission):
    WORK = "panels:work"
    SIT = "panels:sit"
    VOTE = "panels:vote"
    READ = "panels:read"
    FOLLOW = "panels:follow"
    DRAW = "panels:draw"
