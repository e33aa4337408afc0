"""How long a request for repair still waits, in a line: which time runs, and what is left of it."""

from collections.abc import Collection
from datetime import datetime

from app.clocks import counting
from app.clocks import queries as clocks
from app.honours.models import RepairRequest
from app.infra.i18n import _
from app.infra.phrases import word
from app.regions import queries as regions


def left(ids: Collection[int], now: datetime) -> dict[int, str]:
    """For each request whose time runs; one query."""
    if not ids:
        return {}
    running, calendar = clocks.by_subject(RepairRequest.__tablename__, ids), regions.calendar()
    return {
        one: _("%(clock)s：%(left)s", clock=word(rows[0].clock), left=counting.standing(rows[0], now, calendar)[0])
        for one, rows in running.items()
    }  # fmt: skip
