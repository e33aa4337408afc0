"""What notices ask of people today, and their line in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.publicity import headings, queries
from app.publicity.models import Objection
from app.regions import queries as regions

NAV = (
    NavEntry(
        "publicity.index", _l("公示"), "eye", frozenset({Role.OFFICER, Role.ADMIN, Role.PANELIST}), 60
    ),
)  # fmt: skip


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Objections that this person may answer."""
    if not user.is_regulator:
        return
    waiting = [one for one in queries.oldest_unanswered() if one.notice.proposer_id != user.id]
    scored = queries.scored_by(user.id, {one.notice for one in waiting}) if waiting else frozenset()
    mine = [one for one in waiting if one.notice_id not in scored]
    if mine:
        first = mine[0]
        running = clocks.by_subject(Objection.__tablename__, [first.id]).get(first.id, [])
        due, tone = (
            counting.standing(running[0], now, regions.calendar()) if running else (_("待答复"), "warn")
        )
        yield Todo(
            title=_("答复公示异议"), url=url_for("publicity.show", code=first.notice.code), due=due,
            tone="bad" if tone == "bad" else "warn", rank=15 if tone != "bad" else 3, count=len(mine),
            text=headings.in_short(first.notice), icon="message-report",
        )  # fmt: skip
