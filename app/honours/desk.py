"""What the lists ask of people today, and their line in the side navigation."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.honours import noticed, queries, stages
from app.honours.models import RepairRequest
from app.honours.terms import RepairStage
from app.infra.counts import Count
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.kernel.clock import local_day
from app.publicity import headings
from app.publicity import queries as notices
from app.publicity.terms import NoticeKind
from app.regions import queries as regions

NAV = (
    NavEntry(
        "honours.index",
        _l("红黑榜"),
        "flag",
        frozenset({Role.OFFICER, Role.ADMIN}),
        64,
        also=("editions", "repairs"),
    ),
    NavEntry(
        "own_honours.mine",
        _l("黑榜和修复"),
        "flag",
        frozenset({Role.MERCHANT}),
        64,
        also=("editions", "repairs"),
    ),
)
RANKS, OPEN = {"bad": 3, "warn": 12}, 27


def counts(user: User, now: datetime) -> Iterable[Count]:
    if user.merchant_id is not None:
        yield _lacking(user.merchant_id)
        yield _noticed(user.merchant_id)


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Requests for repair; black-list notices that have run and wait for somebody who did not propose them."""
    if user.merchant_id is not None and (lacking := _lacking(user.merchant_id).value()):
        yield Todo(
            title=_("补正信用修复材料"), url=url_for("own_honours.mine"), count=lacking, tone="warn", rank=RANKS["warn"],
            icon="upload",
        )  # fmt: skip
    if user.merchant_id is not None and (running := _noticed(user.merchant_id).value()):
        yield Todo(
            title=_("正在公示，拟列入黑榜"), url=url_for("own_honours.mine"), count=running, tone="bad", rank=RANKS["bad"],
            text=_("有出入的，公示期内可以提出异议"), icon="flag",
        )  # fmt: skip
    if user.is_regulator:
        yield from _repairs(now)
    if user.role is not Role.ADMIN:
        return
    for notice in notices.ended(NoticeKind.BLACK_LIST, local_day(now)):
        if notice.proposer_id != user.id:
            yield Todo(
                title=_("公示期满，请作出决定"), url=url_for("publicity.show", code=notice.code), due=_("待决定"),
                tone="warn", rank=15, text=headings.in_short(notice), icon="gavel",
            )  # fmt: skip


def _lacking(merchant_id: int) -> Count:
    return Count(("honours.lacking", merchant_id), queries.lacking_of(merchant_id))


def _noticed(merchant_id: int) -> Count:
    return Count(("honours.noticed", merchant_id), noticed.count_of(merchant_id))


def _repairs(now: datetime) -> Iterable[Todo]:
    """What is to be taken in and what is to be decided; nobody here waits for what a seller has still to send."""
    waiting = queries.open_repairs()
    yield from _first(
        [one for one in waiting if one.stage in stages.WAITING_FOR_US], _("受理信用修复申请"), now
    )
    yield from _first(
        [one for one in waiting if one.stage is RepairStage.TAKEN_IN], _("答复信用修复申请"), now
    )


def _first(waiting: Sequence[RepairRequest], title: str, now: datetime) -> Iterable[Todo]:
    """One line for all of them, leading to whichever is due first."""
    if not waiting:
        return
    running = clocks.by_subject("repair_request", [one.id for one in waiting])
    due_at = {one: rows[0].due_at for one, rows in running.items()}
    first = min(waiting, key=lambda one: (due_at.get(one.id, now), one.id))
    rows = running.get(first.id, [])
    due, tone = counting.standing(rows[0], now, regions.calendar()) if rows else ("", "warn")
    yield Todo(
        title=title, url=url_for("editions.repair", code=first.code), count=len(waiting), due=due, tone=tone,
        rank=RANKS.get(tone, OPEN), text=first.entry.name, icon="refresh",
    )  # fmt: skip
