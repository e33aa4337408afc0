"""Where the year stands, on people's first page: one's own score for a shop, the whole field for the office."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import explanation, queries, standing
from app.assessments.kinds import EVALUATION_OF, AssessmentState
from app.infra.counts import Count
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
    told = {name: count.value() for name, count in standing.of_year(cycle.id).items()}
    yield Sight("assessments/sight_year.html", {"cycle": cycle, **told}, RANK)


def counts(user: User, _now: datetime) -> Iterable[Count]:
    """The forms this person still owes; the year's numbers; what this panel (the administrator: any) could score now."""
    cycle = queries.current_cycle() if user.role in EVALUATION_OF or user.role in OFFICE else None
    if cycle is None:
        return
    if user.role in EVALUATION_OF:
        yield standing.left(cycle.id, user)
    if user.role in OFFICE:
        yield from standing.of_year(cycle.id).values()
    if user.role in (Role.PANELIST, Role.ADMIN):
        yield standing.ready(cycle.id, user.organisation_id if user.role is Role.PANELIST else None)
