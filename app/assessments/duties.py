"""Giving the department's forms to officers: by station when the year opens, by hand after."""

from collections.abc import Sequence
from datetime import datetime
from itertools import cycle as around

from sqlalchemy import delete

from app.accounts.models import User
from app.assessments import duty_queries
from app.assessments.errors import NotOnDuty
from app.assessments.kinds import EVALUATION_OF, AssessmentAction
from app.assessments.locks import hold
from app.assessments.models import Assessment, ReviewDuty
from app.assessments.terms import Evaluation
from app.infra import audit
from app.infra.audit import Actor
from app.infra.scope import Session
from app.merchants.models import Merchant


def share_out(pairs: Sequence[tuple[Assessment, Merchant]], *, by: Actor, now: datetime) -> int:
    """The officers of each seller's station take turns; how many forms were given. Sellers whose station has no
    officer stay open to every officer."""
    turns = {
        station: around(people) for station, people in duty_queries.staff_by_station().items() if station
    }
    given = [
        ReviewDuty(
            assessment_id=assessment.id, evaluation=Evaluation.DEPARTMENT, given_at=now, given_by=by.audit_name,
            user_id=next(turns[merchant.station_id]),
        )
        for assessment, merchant in pairs
        if merchant.station_id in turns
    ]  # fmt: skip
    Session().add_all(given)
    Session().flush()
    return len(given)


def give(
    assessment: Assessment, person: User | None, *, evaluation: Evaluation, by: User, now: datetime
) -> None:
    """One evaluation of a seller to one person; to everyone of the role if ``person`` is None. Again changes nothing.

    Raises ``NotOnDuty`` when the person's role fills in another form.
    """
    hold(assessment)
    if person is not None and EVALUATION_OF.get(person.role) is not evaluation:
        raise NotOnDuty(role=evaluation)
    wanted = frozenset({person.id} if person else ())
    if duty_queries.people_of(assessment.id, evaluation) == wanted:
        return
    Session().execute(
        delete(ReviewDuty).where(
            ReviewDuty.assessment_id == assessment.id, ReviewDuty.evaluation == evaluation
        )
    )
    if person is not None:
        Session().add(
            ReviewDuty(
                assessment_id=assessment.id, evaluation=evaluation, user_id=person.id, given_at=now,
                given_by=by.audit_name,
            )
        )  # fmt: skip
    Session().flush()
    audit.record(
        AssessmentAction.DUTY_GIVEN, assessment, by=by, now=now, evaluation=evaluation.value,
        person=person.name if person else "",
    )  # fmt: skip
