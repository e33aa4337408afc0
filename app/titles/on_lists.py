"""What the red list says beside a name: that something about the title is undecided."""

from collections.abc import Collection
from datetime import date

from app.honours import marks
from app.titles import queries


@marks.told_by
def disputed(merchant_ids: Collection[int], day: date) -> frozenset[int]:
    told = queries.standings(merchant_ids, day)
    return frozenset(one for one, standing in told.items() if standing.disputed)
