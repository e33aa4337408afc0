"""Where the year stands, on people's first page: one's own score for a shop, the whole field for the office."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import explanation, own_reviews, queries, standing, year
from app.assessments.desk import last_day
from app.assessments.kinds import EVALUATION_OF, AssessmentState, CycleState
from app.assessments.models import Cycle
from app.infra.counts import Count
from app.infra.desk import Sight

RANK = 20
OFFICE = frozenset({Role.OFFICER, Role.ADMIN, Role.PANELIST})
REVIEWERS = frozenset({Role.MONITOR, Role.INDUSTRY})


def sights(user: User, _now: datetime) -> Iterator[Sight]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        newest = queries.latest_of(user.merchant_id)
        if newest is not None and newest.state is AssessmentState.SCORED:
            yield Sight(
                "assessments/sight_own.html", {"assessment": newest, "told": explanation.of(newest)}, RANK
            )
        return
    cycle = queries.current_cycle()
    if user.role in REVIEWERS and cycle is not None:
        yield Sight("assessments/sight_reviews.html", _own_reviews(cycle, user), RANK)
    if user.role not in OFFICE or cycle is None:
        return
    told = {name: count.value() for name, count in standing.of_year(cycle.id).items()}
    yield Sight("assessments/sight_year.html", {"cycle": cycle, **told}, RANK)


def _own_reviews(cycle: Cycle, user: User) -> dict[str, object]:
    """How far this person is, and what it rated lowest."""
    takes_forms = cycle.state in year.TAKES_FORMS
    told = {name: count.value() for name, count in own_reviews.counts(cycle.id, user).items()}
    return told | {
        "cycle": cycle, "evaluation": EVALUATION_OF[user.role], "takes_forms": takes_forms,
        "until": last_day(cycle, CycleState.EVALUATION),
        "found": own_reviews.lowest(cycle.id, user) if told["submitted"] else (),
    }  # fmt: skip


def counts(user: User, _now: datetime) -> Iterable[Count]:
    """The forms this person still owes; the year's numbers; what this panel (the administrator: any) could score now."""
    cycle = queries.current_cycle() if user.role in EVALUATION_OF or user.role in OFFICE else None
    if cycle is None:
        return
    if user.role in EVALUATION_OF:
        yield standing.left(cycle.id, user)
    if user.role in REVIEWERS:
        yield from own_reviews.counts(cycle.id, user).values()
    if user.role in OFFICE:
        yield from standing.of_year(cycle.id).values()
    if user.role in (Role.PANELIST, Role.ADMIN):
        yield standing.ready(cycle.id, user.organisation_id if user.role is Role.PANELIST else None)
