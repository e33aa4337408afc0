"""What notices ask of people today, and their line in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.infra.scope import current_region
from app.publicity import headings, queries

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
        yield Todo(
            title=_("答复公示异议"), url=url_for("publicity.show", code=mine[0].notice.code), due=_("待答复"),
            tone="warn", rank=15, count=len(mine), text=headings.of(mine[0].notice, current_region()), icon="message-report",
        )  # fmt: skip
