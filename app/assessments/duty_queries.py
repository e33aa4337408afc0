"""Reads of who is to fill in what."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments.kinds import EVALUATION_OF, AssessmentState, ReviewState
from app.assessments.models import Assessment, ReviewDuty, ReviewForm
from app.assessments.terms import Evaluation
from app.infra.scope import Session
from app.regions import queries as regions
from app.regions.terms import OrganisationKind


def people_of(assessment_id: int, evaluation: Evaluation) -> frozenset[int]:
    """Who was given this evaluation of this seller; nobody where everyone of the role may."""
    wanted = select(ReviewDuty.user_id).where(
        ReviewDuty.assessment_id == assessment_id, ReviewDuty.evaluation == evaluation
    )
    return frozenset(Session().scalars(wanted))


def duties_of(assessment_id: int) -> Sequence[ReviewDuty]:
    """All of a seller, with their people."""
    wanted = (
        select(ReviewDuty)
        .where(ReviewDuty.assessment_id == assessment_id)
        .options(joinedload(ReviewDuty.user))
        .order_by(ReviewDuty.evaluation, ReviewDuty.id)
    )
    return Session().scalars(wanted).all()


def stands_in(user: User) -> bool:
    """People of the bureau itself, and not of one of its stations, may take anybody's place."""
    office = regions.organisation(user.organisation_id) if user.organisation_id else None
    return user.role is Role.OFFICER and office is not None and office.kind is OrganisationKind.BUREAU


def is_free_for(user: User) -> ColumnElement[bool]:
    """Of an assessment in a query: this person was given the form, or nobody was, or the person stands in for all."""
    if stands_in(user):
        return true()
    of_it = (ReviewDuty.assessment_id == Assessment.id, ReviewDuty.evaluation == EVALUATION_OF[user.role])
    return ~exists().where(*of_it) | exists().where(*of_it, ReviewDuty.user_id == user.id)


def staff_by_station() -> Mapping[int | None, list[int]]:
    """Officers by the station they belong to, oldest account first."""
    rows = Session().execute(
        select(User.organisation_id, User.id).where(User.role == Role.OFFICER).order_by(User.id)
    )
    found: dict[int | None, list[int]] = {}
    for station_id, user_id in rows:
        found.setdefault(station_id, []).append(user_id)
    return found


def late_people(cycle_id: int) -> Sequence[tuple[str, int]]:
    """Who was given department forms that are not there yet: name and how many, most first."""
    done = exists().where(
        ReviewForm.assessment_id == Assessment.id, ReviewForm.evaluation == ReviewDuty.evaluation,
        ReviewForm.state == ReviewState.SUBMITTED,
    )  # fmt: skip
    rows = Session().execute(
        select(User.name, func.count())
        .select_from(ReviewDuty)
        .join(Assessment, Assessment.id == ReviewDuty.assessment_id)
        .join(User, User.id == ReviewDuty.user_id)
        .where(Assessment.cycle_id == cycle_id, Assessment.state == AssessmentState.OPEN, ~done)
        .group_by(User.id, User.name)
        .order_by(func.count().desc(), User.id)
    )
    return [(name, count) for name, count in rows]
