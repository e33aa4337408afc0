"""The scores that everybody may see of a seller, evaluation by evaluation and dimension by dimension.

A score is public when it has been on notice and the title came of it. A seller that missed the title decides itself whether its
score is shown, and not before the year's notices are over; the same of its self-check, which is its own word about itself.
Source: the programme (nothing is published before its notice has run); 个人信息保护法 arts. 13 and 15 for sole traders (by
their own will, taken back at any time).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.assessments import finished
from app.assessments import queries as assessments
from app.assessments.dimensions import DimensionScore, by_dimension
from app.assessments.terms import Evaluation
from app.guides import queries as guides
from app.guides.terms import Dimension
from app.kernel.clock import local_day
from app.merchants.models import Merchant
from app.public import showing
from app.public.terms import Shown
from app.selfchecks import queries as selfchecks
from app.titles.models import Title


@dataclass(frozen=True, slots=True)
class Part:
    """``points`` of ``out_of``; both after what was counted and what was shared out among the others."""

    evaluation: Evaluation
    points: Decimal
    out_of: Decimal


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of the guide: what share of it was reached, and what that is reckoned from."""

    dimension: Dimension
    share: Decimal
    reached: str
    of: str
    by: tuple[Evaluation, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicScore:
    """A score that may be shown. ``by_itself``: the seller wants it shown; else it came with a title."""

    total: Decimal
    on: date
    year: int
    parts: Sequence[Part]
    axes: Sequence[Axis]
    by_itself: bool


@dataclass(frozen=True, slots=True)
class PublicSelfCheck:
    on: date
    total: Decimal
    axes: Sequence[Axis]


def of_title(merchant: Merchant, title: Title | None) -> PublicScore | None:
    """The score that was on notice. None for a title from before, and where no kept score is the title's any more."""
    if title is None or title.assessment_id is None:
        return None
    record = finished.record_of(title.assessment_id, title.score)
    assessment = assessments.by_id(title.assessment_id)
    if assessment is None:
        return None
    kept = record.result if record else assessment.result if assessment.total == title.score else None
    if not kept:
        return None
    return _score(merchant, kept, title.score, title.awarded_on, assessment.cycle.year, by_itself=False)


def shown_by_itself(merchant: Merchant) -> tuple[PublicScore | None, PublicSelfCheck | None]:
    """What the seller has chosen to show of itself: its newest finished score, its newest self-check."""
    chosen = showing.shown_by(merchant.id)
    score = own_score(merchant) if Shown.SCORE in chosen else None
    return score, own_selfcheck(merchant) if Shown.SELFCHECK in chosen else None


def own_score(merchant: Merchant) -> PublicScore | None:
    found = finished.latest_finished_of(merchant.id)
    if found is None or found.total is None or found.scored_at is None or not found.result:
        return None
    day = local_day(found.scored_at)
    return _score(merchant, found.result, found.total, day, found.cycle.year, by_itself=True)


def own_selfcheck(merchant: Merchant) -> PublicSelfCheck | None:
    found = selfchecks.latest_submitted(merchant.id)
    outcome = found.outcome if found else None
    if found is None or found.submitted_at is None or outcome is None or outcome.total is None:
        return None
    guide = selfchecks.guide_of(found)
    told = ((guide.dimension(one.code), one) for one in outcome.dimensions)
    axes = [
        Axis(dimension, one.score, str(one.met_weight), str(one.applicable_weight))
        for dimension, one in told
        if dimension is not None and one.score is not None
    ]
    return PublicSelfCheck(local_day(found.submitted_at), outcome.total, axes)


def _score(
    merchant: Merchant, kept: Mapping[str, Any], total: Decimal, on: date, year: int, *, by_itself: bool
) -> PublicScore:
    told = kept["evaluations"]
    parts = tuple(
        Part(one, Decimal(told[one.value]["points"]), Decimal(told[one.value]["counted_weight"]))
        for one in Evaluation
        if one.value in told
    )
    return PublicScore(total, on, year, parts, _axes(merchant, by_dimension(kept)), by_itself)


def _axes(merchant: Merchant, scores: Sequence[DimensionScore]) -> list[Axis]:
    found = guides.current(merchant.kind)
    known = {one.code: one for one in found.guide.dimensions} if found else {}
    return [
        Axis(known[one.dimension], one.share, f"{one.points:.2f}", f"{one.out_of:.2f}", one.by)
        for one in scores
        if one.dimension in known
    ]
