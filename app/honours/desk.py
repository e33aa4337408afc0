"""What the lists ask of people today, and their line in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.honours import queries
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.publicity import headings
from app.publicity import queries as notices
from app.publicity.terms import NoticeKind
from app.regions import queries as regions

NAV = (
    NavEntry("honours.index", _l("红黑榜"), "flag", frozenset({Role.OFFICER, Role.ADMIN}), 64),
    NavEntry("own_honours.mine", _l("黑榜和修复"), "flag", frozenset({Role.MERCHANT}), 64),
)
RANKS, OPEN = {"bad": 3, "warn": 12}, 27


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Requests for repair; black-list notices that have run and wait for somebody who did not propose them."""
    if user.is_regulator:
        yield from _repairs(now)
    if user.role is not Role.ADMIN:
        return
    for notice in notices.ended(NoticeKind.BLACK_LIST, local_day(now)):
        if notice.proposer_id != user.id:
            yield Todo(
                title=_("公示期满，请作出决定"), url=url_for("publicity.show", code=notice.code), due=_("待决定"),
                tone="warn", rank=15, text=headings.of(notice, current_region()), icon="gavel",
            )  # fmt: skip


def _repairs(now: datetime) -> Iterable[Todo]:
    waiting = queries.open_repairs()
    if waiting:
        running = clocks.by_subject("repair_request", [waiting[0].id]).get(waiting[0].id, [])
        due, tone = counting.standing(running[0], now, regions.calendar()) if running else ("", "warn")
        yield Todo(
            title=_("答复信用修复申请"), url=url_for("editions.repair", code=waiting[0].code), count=len(waiting), due=due,
            tone=tone, rank=RANKS.get(tone, OPEN), text=waiting[0].entry.name, icon="refresh",
        )  # fmt: skip
