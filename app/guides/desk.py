"""What the guide puts into the side navigation and on a seller's first page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.guides import news
from app.guides.law_names import law_name
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l, day_text, say
from app.kernel.clock import local_day
from app.merchants import queries as merchants

NAV = (NavEntry("guides.index", _l("工作指南"), "book", frozenset(Role), 40, also=("guide_drafts",)),)
CHANGE_RANK = 52


def todos(user: User, now: datetime) -> Iterator[Todo]:
    """For a shop: the law that is about to change under its items."""
    if user.role is not Role.MERCHANT or user.merchant_id is None:
        return
    shop, today = merchants.plain(user.merchant_id), local_day(now)
    for change in news.changes_for(shop, today) if shop else ():
        if change.is_near(today):
            yield Todo(
                title=_("%(law)s将有变化", law=law_name(change.law)), url=url_for("guides.changes"), icon="scale",
                text=say(change.note, change.note_en), due=_("%(day)s 起", day=day_text(change.on)),
                rank=CHANGE_RANK,
            )  # fmt: skip
