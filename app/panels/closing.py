"""Sittings of a year that is to be closed: votes that nobody has read out."""

from collections.abc import Iterator
from datetime import datetime

from app.assessments import closing
from app.assessments.closing import MOST_NAMED, Owed
from app.assessments.models import Cycle
from app.infra.i18n import _l
from app.panels import queries


@closing.told_by
def open_sittings(cycle: Cycle, now: datetime) -> Iterator[Owed]:
    """A sitting that stays open would keep its panel from sitting next year."""
    found = [one for one in queries.open_sittings() if one.cycle_id == cycle.id]
    named = [(one.panel.name, f"/panel/sittings/{one.code}") for one in found[:MOST_NAMED]]
    yield Owed(_l("评议会还没有计票"), len(found), named, blocks=True)
