"""The score behind a title, evaluation by evaluation. Only of titles: nothing else has been on notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.assessments import queries as assessments
from app.assessments.terms import Evaluation
from app.titles.models import Title


@dataclass(frozen=True, slots=True)
class Part:
    """``points`` of ``out_of``; both after what was counted and what was shared out among the others."""

    evaluation: Evaluation
    points: Decimal
    out_of: Decimal


def score_parts(title: Title | None) -> Sequence[Part]:
    """The points that were on notice. Empty for a title from before, and if the score was reckoned anew since."""
    if title is None or title.assessment_id is None:
        return ()
    assessment = assessments.by_id(title.assessment_id)
    if assessment is None or assessment.total != title.score or not assessment.result:
        return ()
    told = assessment.result["evaluations"]
    return tuple(
        Part(one, Decimal(told[one.value]["points"]), Decimal(told[one.value]["counted_weight"]))
        for one in Evaluation
        if one.value in told
    )
