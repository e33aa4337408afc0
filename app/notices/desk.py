"""What stands around every signed-in page: the bell, and how much is unread; and what the administrator must mend."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.counts import Count
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.notices import queries
from app.notices.terms import DeliveryState

NAV = (NavEntry("deliveries.index", _l("通知送达"), "send", frozenset({Role.OFFICER, Role.ADMIN}), 80),)
OPEN = 30


def around(user: User) -> dict[str, Any]:
    return {"inbox_url": url_for("notices.inbox"), "inbox_count": queries.unread(user.id).value()}


def todos(user: User, _now: datetime) -> Iterable[Todo]:
    """Words that did not go out are the administrator's to look at."""
    if user.role is not Role.ADMIN:
        return
    count = queries.failed().value()
    if count:
        yield Todo(
            title=_("有通知没有发出"), url=url_for("deliveries.index", state=DeliveryState.FAILED.value), tone="warn",
            rank=OPEN, count=count, icon="send",
        )  # fmt: skip


def counts(user: User, _now: datetime) -> Iterable[Count]:
    yield queries.unread(user.id)
    if user.role is Role.ADMIN:
        yield queries.failed()
