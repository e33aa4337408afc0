"""What reports ask of the regulator today, and their line in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.clocks.rules import is_late
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.regions import queries as regions
from app.reports.models import Report
from app.reports.queries import ReportShelf

NAV = (NavEntry("reports.index", _l("举报"), "flag", frozenset({Role.OFFICER, Role.ADMIN}), 16),)
RANKS = {"bad": 2, "warn": 12}
OPEN = 26


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """The regulator: clues to check, the nearest deadline named. Nobody else hears of reports."""
    if not user.is_regulator:
        return
    running = clocks.waiting_of(Report.__tablename__)
    if not running:
        return
    nearest = running[0]
    due, tone = counting.standing(nearest, now, regions.calendar())
    late = is_late(nearest.due_at, now) and nearest.paused_at is None
    shelf = ReportShelf.LATE if late else ReportShelf.OPEN
    yield Todo(
        title=_("核查举报线索"), url=url_for("reports.index", shelf=shelf.value), due=due, tone=tone,
        rank=RANKS.get(tone, OPEN), count=len(running), icon="flag",
    )  # fmt: skip
