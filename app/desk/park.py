"""How a park's sellers stand, on the park's first page: self-checks, papers that ended or are about to, the weakest aspect."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.accounts.models import User
from app.accounts.terms import Role
from app.desk import aspects
from app.infra.desk import Sight
from app.kernel.clock import local_day
from app.licences import queries as licences
from app.merchants import queries as merchants

RANK, AHEAD = 12, timedelta(days=30)


def sights(user: User, now: datetime) -> Iterator[Sight]:
    if user.role is not Role.PARK or user.organisation_id is None:
        return
    today = local_day(now)
    facts = {
        "sellers": merchants.count(park_id=user.organisation_id),
        "ending": licences.ending_between(today, today + AHEAD, park_id=user.organisation_id),
        "run_out": licences.run_out_in(user.organisation_id),
        "map": aspects.draw(user.organisation_id, today),
    }
    yield Sight("desk/sight_park.html", facts, RANK)
