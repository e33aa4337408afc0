"""Words and values of the selfchecks slice."""

import enum
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from app.guides.terms import Severity
from app.kernel.kinds import AuditAction, JobName, Permission


class SelfCheckState(enum.StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"


class AnswerValue(enum.StrEnum):
    """做到了, 没做到, 不适用."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class RemediationState(enum.StrEnum):
    OPEN = "open"
    DONE = "done"


PROPOSED = (AnswerValue.MET, AnswerValue.NOT_APPLICABLE)
"""What a closed task may make of its item: it was put right, or the shop does not do it any more."""


class ClosedHow(enum.StrEnum):
    """A task ends by a person's hand, or because a later self-check found nothing left to do."""

    BY_HAND = "by_hand"
    LATER_CHECK = "later_check"


class ReportState(enum.StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class ReportTrouble(enum.StrEnum):
    """Why there is no PDF: the machine lacks what it takes, or something unforeseen."""

    NO_PAPER = "no_paper"
    UNEXPECTED = "unexpected"


class SelfCheckJob(JobName):
    """``REPORT``: write one result as a PDF."""

    REPORT = "selfcheck.report"


class SelfCheckAction(AuditAction):
    STARTED = "selfcheck.started"
    SCOPED = "selfcheck.scoped"
    SUBMITTED = "selfcheck.submitted"
    FIRST_PASS = "selfcheck.first_pass"
    PROVED = "selfcheck.proved"
    UPDATED = "selfcheck.updated"
    MOVED = "selfcheck.moved"
    OVERTAKEN = "selfcheck.overtaken"
    REPORT_ASKED = "selfcheck.report_asked"


class RemediationAction(AuditAction):
    CLOSED = "remediation.closed"
    REOPENED = "remediation.reopened"
    WORKED = "remediation.worked"
    PROVED = "remediation.proved"
    COMMENTED = "remediation.commented"


class SelfCheckPermission(Permission):
    START = "selfchecks:start"
    ANSWER = "selfchecks:answer"
    READ = "selfchecks:read"
    LIST = "selfchecks:list"
    OF_SHOP = "selfchecks:of_shop"


class RemediationPermission(Permission):
    READ = "remediation:read"
    CLOSE = "remediation:close"
    COMMENT = "remediation:comment"


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DimensionScore(Value):
    """``score`` is met weight over applicable weight in per cent; None when nothing applied.

    The weights and the four counts are kept beside it, so that anybody can divide again.
    """

    code: str
    score: Decimal | None
    met_weight: int
    applicable_weight: int
    met: int
    not_met: int
    not_applicable: int


class Gap(Value):
    """An item that is not met. ``gain`` is what meeting it would add to the total, in points of a hundred."""

    code: str
    severity: Severity
    fix_days: int
    gain: Decimal


class Result(Value):
    """What a submitted self-check says. ``total`` is over all items, not the mean of the dimensions.

    ``gaps`` stand with the greatest gain first. ``weights`` are those that were used.
    """

    total: Decimal | None
    met_weight: int
    applicable_weight: int
    dimensions: tuple[DimensionScore, ...]
    gaps: tuple[Gap, ...]
    hidden: int
    weights: dict[Severity, int]

    @property
    def vetoes(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.severity is Severity.VETO)

    @property
    def answered(self) -> int:
        return sum(one.met + one.not_met + one.not_applicable for one in self.dimensions)


class Progress(Value):
    """How far a draft is: ``answered`` of ``applicable``."""

    answered: int
    applicable: int

    @property
    def done(self) -> bool:
        return self.answered == self.applicable
