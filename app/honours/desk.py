"""What the lists ask of people today, and their line in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.publicity import queries as notices
from app.publicity.terms import NoticeKind

NAV = (NavEntry("honours.index", _l("红黑榜"), "flag", frozenset({Role.OFFICER, Role.ADMIN}), 64),)


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Black-list notices that have run and wait for somebody who did not propose them."""
    if user.role is not Role.ADMIN:
        return
    for notice in notices.ended(NoticeKind.BLACK_LIST):
        if notice.proposer_id != user.id:
            yield Todo(
                title=_("公示期满，请作出决定"), url=url_for("publicity.show", code=notice.code), due=_("待决定"),
                tone="warn", rank=15, text=notice.title, icon="gavel",
            )  # fmt: skip
