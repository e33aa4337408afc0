"""Reads of scores that may be shown to everybody: as they stood, and of years whose notices are over."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.assessments.kinds import AssessmentState, CycleState
from app.assessments.models import Assessment, Cycle, ScoreRecord
from app.infra.scope import Session


def record_of(assessment_id: int, total: Decimal) -> ScoreRecord | None:
    """The newest score of this seller's year that came to ``total``."""
    wanted = select(ScoreRecord).where(ScoreRecord.assessment_id == assessment_id, ScoreRecord.total == total)
    return Session().scalar(wanted.order_by(ScoreRecord.number.desc()).limit(1))


def latest_finished_of(merchant_id: int) -> Assessment | None:
    """The newest with a score in a year whose notices are over, and not being assessed anew;
    with its cycle."""
    return Session().scalar(
        select(Assessment)
        .join(Assessment.cycle)
        .options(contains_eager(Assessment.cycle))
        .where(
            Assessment.merchant_id == merchant_id,
            Assessment.state == AssessmentState.SCORED,
            Assessment.reassessing_at.is_(None),
            Cycle.state.in_([CycleState.SUMMARY, CycleState.CLOSED]),
        )
        .order_by(Cycle.year.desc())
        .limit(1)
    )
