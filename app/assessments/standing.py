"""Where a year stands: who still has to do what. One query a question, however many sellers there are."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.assessments.duty_queries import is_free_for
from app.assessments.kinds import EVALUATION_OF, AssessmentState, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.assessments.terms import Evaluation
from app.infra.counts import Count
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.regions.models import Organisation


@dataclass(frozen=True, slots=True)
class Late:
    """An office and how many sellers it has not dealt with yet."""

    name: str
    left: int


def sellers(cycle_id: int) -> dict[AssessmentState, int]:
    rows = Session().execute(
        select(Assessment.state, func.count())
        .where(Assessment.cycle_id == cycle_id)
        .group_by(Assessment.state)
    )
    return dict.fromkeys(AssessmentState, 0) | dict(rows.tuples().all())


def covered(cycle_id: int) -> dict[Evaluation, tuple[int, int]]:
    """For each evaluation: how many sellers have at least one form, and how many forms there are."""
    rows = Session().execute(
        select(ReviewForm.evaluation, func.count(ReviewForm.assessment_id.distinct()), func.count())
        .join(ReviewForm.assessment)
        .where(Assessment.cycle_id == cycle_id, ReviewForm.state == ReviewState.SUBMITTED)
        .group_by(ReviewForm.evaluation)
    )
    return dict.fromkeys(Evaluation, (0, 0)) | {name: (sellers, forms) for name, sellers, forms in rows}


def forms_of(assessment_ids: Sequence[int]) -> dict[int, dict[Evaluation, int]]:
    """Submitted forms of each of these sellers, by evaluation."""
    rows = Session().execute(
        select(ReviewForm.assessment_id, ReviewForm.evaluation, func.count())
        .where(ReviewForm.assessment_id.in_(assessment_ids), ReviewForm.state == ReviewState.SUBMITTED)
        .group_by(ReviewForm.assessment_id, ReviewForm.evaluation)
    )
    found: dict[int, dict[Evaluation, int]] = {one: {} for one in assessment_ids}
    for assessment_id, evaluation, count in rows:
        found[assessment_id][evaluation] = count
    return found


def late_stations(cycle_id: int) -> Sequence[Late]:
    """Stations whose sellers have no department form yet, most first."""
    rows = Session().execute(
        select(Organisation.name, func.count())
        .select_from(Assessment)
        .join(Assessment.merchant)
        .join(Merchant.station)
        .where(_open(cycle_id), ~_has_form(Evaluation.DEPARTMENT))
        .group_by(Organisation.id)
        .order_by(func.count().desc(), Organisation.id)
    )
    return [Late(name, left) for name, left in rows]


def late_panels(cycle_id: int) -> Sequence[Late]:
    """Panels whose sellers are complete in the 70 block and not scored yet, most first."""
    rows = Session().execute(
        select(Organisation.name, func.count())
        .select_from(Assessment)
        .join(Assessment.panel)
        .where(_ready(cycle_id))
        .group_by(Organisation.id)
        .order_by(func.count().desc(), Organisation.id)
    )
    return [Late(name, left) for name, left in rows]


def ready(cycle_id: int, panel_id: int | None = None) -> Count:
    """Sellers that could be scored now, of one panel or of all."""
    wanted = select(func.count()).select_from(Assessment).where(_ready(cycle_id))
    if panel_id is not None:
        wanted = wanted.where(Assessment.panel_id == panel_id)
    return Count(("assessments ready", cycle_id, panel_id), wanted)


def left(cycle_id: int, user: User) -> Count:
    """How many sellers still want a form of this person."""
    wanted = select(func.count()).select_from(wanted_of(cycle_id, user).subquery())
    return Count(("forms left", cycle_id, user.id), wanted)


def left_for(cycle_id: int, user: User) -> int:
    return left(cycle_id, user).value()


class Own(enum.StrEnum):
    """A reviewer's own lists: what still wants a form, what was begun (corrections too), what was submitted."""

    LEFT = "left"
    DRAFTS = "drafts"
    DONE = "done"


def list_for(
    cycle_id: int,
    user: User,
    own: Own,
    *,
    station_id: int | None = None,
    words: str = "",
    after: int | None = None,
) -> Page[Assessment]:
    """One page of a person's own list; with the merchant and its rooms. ``words`` are looked for in its name."""
    shop = joinedload(Assessment.merchant)
    wanted = _own(cycle_id, user, own).options(shop.selectinload(Merchant.rooms))
    if station_id is not None or words:
        wanted = wanted.join(Assessment.merchant)
    if station_id is not None:
        wanted = wanted.where(Merchant.station_id == station_id)
    if words:
        wanted = wanted.where(
            or_(*(one.icontains(words, autoescape=True) for one in (Merchant.name, Merchant.uscc)))
        )
    return newest_first(wanted, Assessment.id, after)


def _own(cycle_id: int, user: User, own: Own) -> Select[Assessment]:
    of_year = select(Assessment).where(Assessment.cycle_id == cycle_id)
    match own:
        case Own.LEFT:
            return wanted_of(cycle_id, user)
        case Own.DRAFTS:
            return of_year.where(is_begun_by(user))
        case Own.DONE:
            return of_year.where(exists().where(*_mine(user), ReviewForm.state == ReviewState.SUBMITTED))


def is_begun_by(user: User) -> ColumnElement[bool]:
    """Of an assessment in a query that still takes forms: this person has a draft, be it of a correction."""
    takes = (Assessment.state == AssessmentState.OPEN) | Assessment.reassessing_at.is_not(None)
    return takes & exists().where(*_mine(user), ReviewForm.state == ReviewState.DRAFT)


def wanted_of(cycle_id: int, user: User) -> Select[Assessment]:
    """A department form is wanted once, of whom it was given to or of anybody; the others of each member."""
    evaluation = EVALUATION_OF[user.role]
    if evaluation is Evaluation.DEPARTMENT:
        there = _has_form(evaluation)
    else:
        there = exists().where(*_mine(user), ReviewForm.state == ReviewState.SUBMITTED)
    return select(Assessment).where(_open(cycle_id), ~there, is_free_for(user))


def _mine(user: User) -> tuple[ColumnElement[bool], ...]:
    return (
        ReviewForm.assessment_id == Assessment.id,
        ReviewForm.evaluation == EVALUATION_OF[user.role],
        ReviewForm.author_id == user.id,
    )


def _open(cycle_id: int) -> ColumnElement[bool]:
    return (Assessment.cycle_id == cycle_id) & (Assessment.state == AssessmentState.OPEN)


def _ready(cycle_id: int) -> ColumnElement[bool]:
    return _open(cycle_id) & _has_form(Evaluation.DEPARTMENT) & _has_form(Evaluation.MONITORING)


def _has_form(evaluation: Evaluation) -> ColumnElement[bool]:
    return exists().where(
        ReviewForm.assessment_id == Assessment.id,
        ReviewForm.evaluation == evaluation,
        ReviewForm.state == ReviewState.SUBMITTED,
    )


def of_year(cycle_id: int) -> dict[str, Count]:
    """The year in numbers: sellers in it, scored, with a department's form, with a monitor's, and up to the title's score."""
    told: dict[str, ColumnElement[bool]] = {
        "sellers": true(),
        "scored": Assessment.state == AssessmentState.SCORED,
        "department": _has_form(Evaluation.DEPARTMENT),
        "monitoring": _has_form(Evaluation.MONITORING),
        "eligible": Assessment.eligible.is_(True),
    }
    of_it = select(func.count()).select_from(Assessment).where(Assessment.cycle_id == cycle_id)
    return {name: Count((f"assessments {name}", cycle_id), of_it.where(fact)) for name, fact in told.items()}
