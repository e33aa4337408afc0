"""A park's labels on its first page: today's count beside what it may order, and the newest batches."""

from collections.abc import Iterator
from datetime import datetime

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import Sight
from app.kernel.clock import local_day, start_of
from app.labels import queries
from app.regions import queries as regions

RANK, SHOWN = 15, 4


def sights(user: User, now: datetime) -> Iterator[Sight]:
    """For parks; a shop's newest batch stands on its label page."""
    if user.role is not Role.PARK or user.organisation_id is None:
        return
    facts = {
        "ordered": queries.ordered_in_park(user.organisation_id, start_of(local_day(now))),
        "most": regions.policy().park_labels_a_day,
        "batches": queries.page_of(park_id=user.organisation_id).rows[:SHOWN],
    }
    yield Sight("labels/sight.html", facts, RANK)
