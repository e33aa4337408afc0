"""What the top slice shows on first pages: the map of aspects, how a park's sellers stand, and whether the house is well."""

from collections.abc import Iterator
from datetime import datetime

from app.accounts.models import User
from app.desk import aspects, health, park
from app.infra.desk import Sight


def sights(user: User, now: datetime) -> Iterator[Sight]:
    yield from park.sights(user, now)
    yield from aspects.sights(user, now)
    yield from health.sights(user, now)
