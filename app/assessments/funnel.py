"""How far a year has come: of all sellers, how many reached each step. One query a step, however many sellers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, exists, func, select

from app.assessments.kinds import AssessmentState, ReviewState
from app.assessments.models import Assessment, Cycle, ReviewForm
from app.assessments.terms import Evaluation
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel.clock import SHANGHAI
from app.selfchecks.models import SelfCheck


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the year and how many sellers have reached it."""

    name: str
    count: int


def of(cycle: Cycle) -> Sequence[Step]:
    """From entering to the title's line, in order."""
    has_checked = _has_checked(cycle)
    department, monitoring = _has(Evaluation.DEPARTMENT), _has(Evaluation.MONITORING)
    scored = Assessment.state == AssessmentState.SCORED
    steps = (
        (_l("参评"), None), (_l("已交自查"), has_checked), (_l("有部门评价"), department), (_l("有第三方监测"), monitoring),
        (_l("有行业评议"), _has(Evaluation.INDUSTRY)), (_l("有消费者评议"), _has(Evaluation.CONSUMER)),
        (_l("有社会评议"), _has(Evaluation.SOCIAL)), (_l("已算分"), scored), (_l("达到称号分数"), scored & Assessment.eligible),
    )  # fmt: skip
    counts = [func.count() if fact is None else func.count().filter(fact) for _name, fact in steps]
    row = Session().execute(select(*counts).where(Assessment.cycle_id == cycle.id)).one()
    return [Step(str(name), count) for (name, _fact), count in zip(steps, row, strict=True)]


def without_selfcheck(cycle: Cycle) -> Sequence[int]:
    """Ids of sellers of the year that have not submitted a self-check in it."""
    wanted = select(Assessment.merchant_id).where(Assessment.cycle_id == cycle.id, ~_has_checked(cycle))
    return Session().scalars(wanted.order_by(Assessment.id)).all()


def _has_checked(cycle: Cycle) -> ColumnElement[bool]:
    since = datetime(cycle.year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
    return exists().where(SelfCheck.merchant_id == Assessment.merchant_id, SelfCheck.submitted_at >= since)


def _has(evaluation: Evaluation) -> ColumnElement[bool]:
    return exists().where(
        ReviewForm.assessment_id == Assessment.id, ReviewForm.evaluation == evaluation,
        ReviewForm.state == ReviewState.SUBMITTED,
    )  # fmt: skip
