"""Reads of the assessments slice."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from app.assessments.kinds import AssessmentState, CycleState, ReviewState
from app.assessments.models import Assessment, Cycle, ReviewForm, ScoreRecord
from app.assessments.terms import Evaluation
from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once
from app.merchants.models import Merchant


def cycle_of(year: int) -> Cycle | None:
    return Session().scalar(select(Cycle).where(Cycle.year == year))


def current_cycle() -> Cycle | None:
    """The newest year that is not closed yet."""
    newest = select(Cycle).where(Cycle.state != CycleState.CLOSED).order_by(Cycle.year.desc()).limit(1)
    return once("cycle", lambda: Session().scalar(newest))


def cycle_by_code(code: str) -> Cycle | None:
    return Session().scalar(select(Cycle).where(Cycle.code == code))


def cycle_by_id(cycle_id: int) -> Cycle | None:
    return Session().get(Cycle, cycle_id)


def cycles() -> Sequence[Cycle]:
    return Session().scalars(select(Cycle).order_by(Cycle.year.desc())).all()


def _whole() -> Select[Assessment]:
    return select(Assessment).options(
        joinedload(Assessment.merchant), joinedload(Assessment.cycle), joinedload(Assessment.panel)
    )


def by_code(code: str) -> Assessment | None:
    """With merchant, cycle and panel."""
    return Session().scalar(_whole().where(Assessment.code == code))


def by_id(assessment_id: int) -> Assessment | None:
    """With merchant, cycle and panel."""
    return Session().scalar(_whole().where(Assessment.id == assessment_id))


def scored(cycle_id: int) -> Sequence[Assessment]:
    """With the merchant; highest total first."""
    wanted = (
        select(Assessment)
        .where(Assessment.cycle_id == cycle_id, Assessment.state == AssessmentState.SCORED)
        .options(joinedload(Assessment.merchant))
        .order_by(Assessment.total.desc(), Assessment.id)
    )
    return Session().scalars(wanted).all()


def latest_of(merchant_id: int) -> Assessment | None:
    """The newest one that has a score; with merchant, cycle and panel."""
    newest = (
        _whole()
        .join(Assessment.cycle)
        .where(Assessment.merchant_id == merchant_id, Assessment.state == AssessmentState.SCORED)
        .order_by(Cycle.year.desc())
        .limit(1)
    )
    return once(("assessment", merchant_id), lambda: Session().scalar(newest))


def of_merchant(cycle_id: int, merchant_id: int) -> Assessment | None:
    """With merchant, cycle and panel, scored or not."""
    return Session().scalar(
        _whole().where(Assessment.cycle_id == cycle_id, Assessment.merchant_id == merchant_id)
    )


def current_of(merchant_id: int) -> Assessment | None:
    """The seller's place in the year that is open, scored or not."""
    cycle = current_cycle()
    return of_merchant(cycle.id, merchant_id) if cycle else None


def page_of(
    cycle_id: int,
    *,
    panel_id: int | None = None,
    state: AssessmentState | None = None,
    words: str = "",
    without: Collection[int] = (),
    after: int | None = None,
) -> Page[Assessment]:
    """One page of a year, with merchant, cycle and panel; ``without`` these sellers."""
    wanted = _whole().where(Assessment.cycle_id == cycle_id)
    if without:
        wanted = wanted.where(Assessment.merchant_id.not_in(without))
    if panel_id is not None:
        wanted = wanted.where(Assessment.panel_id == panel_id)
    if state is not None:
        wanted = wanted.where(Assessment.state == state)
    if words:
        wanted = wanted.join(Assessment.merchant).where(Merchant.name.icontains(words, autoescape=True))
    return newest_first(wanted, Assessment.id, after)  # fmt: skip


def open_ids(cycle_id: int) -> Sequence[int]:
    """Not scored yet, oldest first."""
    return (
        Session()
        .scalars(
            select(Assessment.id)
            .where(Assessment.cycle_id == cycle_id, Assessment.state == AssessmentState.OPEN)
            .order_by(Assessment.id)
        )
        .all()
    )


def not_in(cycle_id: int) -> Sequence[Merchant]:
    """Sellers of the region that the year does not have yet, oldest first."""
    there = exists().where(Assessment.cycle_id == cycle_id, Assessment.merchant_id == Merchant.id)
    return Session().scalars(select(Merchant).where(~there).order_by(Merchant.id)).all()


def panel_load(cycle_id: int) -> dict[int, int]:
    """How many sellers each panel has."""
    rows = Session().execute(
        select(Assessment.panel_id, func.count())
        .where(Assessment.cycle_id == cycle_id, Assessment.panel_id.is_not(None))
        .group_by(Assessment.panel_id)
    )
    return {panel_id: count for panel_id, count in rows if panel_id is not None}


def submitted_forms(assessment_id: int) -> Sequence[ReviewForm]:
    """What counts: submitted and not replaced, in the order of their codes."""
    return (
        Session()
        .scalars(
            select(ReviewForm)
            .where(ReviewForm.assessment_id == assessment_id, ReviewForm.state == ReviewState.SUBMITTED)
            .options(joinedload(ReviewForm.assessment))
            .order_by(ReviewForm.code)
        )
        .all()
    )


def own_form(assessment_id: int, evaluation: Evaluation, author_id: int) -> ReviewForm | None:
    """What this person has written for this seller: the draft, or what was submitted; of both the draft, which corrects it."""
    return Session().scalar(
        select(ReviewForm)
        .where(
            ReviewForm.assessment_id == assessment_id,
            ReviewForm.evaluation == evaluation,
            ReviewForm.author_id == author_id,
            ReviewForm.state != ReviewState.REPLACED,
        )
        .order_by(ReviewForm.id.desc())
        .limit(1)
    )


def own_forms(assessment_ids: Iterable[int], author_id: int) -> dict[int, ReviewForm]:
    """What this person has for each of these: the draft, or what was submitted; of both the draft. One query."""
    rows = Session().scalars(
        select(ReviewForm)
        .where(
            ReviewForm.assessment_id.in_(list(assessment_ids)),
            ReviewForm.author_id == author_id,
            ReviewForm.state != ReviewState.REPLACED,
        )
        .order_by(ReviewForm.id)
    )
    return {form.assessment_id: form for form in rows}


def live_by_token(assessment_id: int, token_hash: str) -> ReviewForm | None:
    return Session().scalar(
        select(ReviewForm).where(
            ReviewForm.assessment_id == assessment_id,
            ReviewForm.token_hash == token_hash,
            ReviewForm.state == ReviewState.SUBMITTED,
        )
    )


def live_by_device(assessment_id: int, device_hash: str) -> ReviewForm | None:
    """A citizen's form from this device."""
    return Session().scalar(
        select(ReviewForm).where(
            ReviewForm.assessment_id == assessment_id,
            ReviewForm.evaluation == Evaluation.SOCIAL,
            ReviewForm.device_hash == device_hash,
            ReviewForm.state == ReviewState.SUBMITTED,
        )
    )


def score_records(assessment_id: int) -> Sequence[ScoreRecord]:
    """Every score the seller ever had in this year, newest first."""
    wanted = (
        select(ScoreRecord)
        .where(ScoreRecord.assessment_id == assessment_id)
        .order_by(ScoreRecord.number.desc())
    )
    return Session().scalars(wanted).all()


def all_score_records(after: int = 0, most: int = 200) -> Sequence[ScoreRecord]:
    """Every score of the region, oldest first, by its key."""
    wanted = select(ScoreRecord).where(ScoreRecord.id > after).order_by(ScoreRecord.id).limit(most)
    return Session().scalars(wanted).all()
