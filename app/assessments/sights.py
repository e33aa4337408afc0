"""Where the year stands, on people's first page: one's own score for a shop, the whole field for the office."""

from collections.abc import Iterator
from datetime import datetime

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import explanation, queries, standing
from app.assessments.kinds import AssessmentState
from app.assessments.terms import Evaluation
from app.infra.desk import Sight

RANK = 20
OFFICE = frozenset({Role.OFFICER, Role.ADMIN, Role.PANELIST})


def sights(user: User, _now: datetime) -> Iterator[Sight]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        newest = queries.latest_of(user.merchant_id)
        if newest is not None and newest.state is AssessmentState.SCORED:
            yield Sight(
                "assessments/sight_own.html", {"assessment": newest, "told": explanation.of(newest)}, RANK
            )
        return
    cycle = queries.current_cycle()
    if user.role not in OFFICE or cycle is None:
        return
    states, covered = standing.sellers(cycle.id), standing.covered(cycle.id)
    facts = {
        "cycle": cycle, "sellers": sum(states.values()), "scored": states[AssessmentState.SCORED],
        "department": covered[Evaluation.DEPARTMENT][0], "monitoring": covered[Evaluation.MONITORING][0],
        "eligible": standing.eligible_count(cycle.id),
    }  # fmt: skip
    yield Sight("assessments/sight_year.html", facts, RANK)
