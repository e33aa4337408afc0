"""What the selfchecks slice puts on people's first page and into the side navigation."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.guides.terms import GRAVEST_FIRST
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l, say
from app.kernel.clock import local_day
from app.selfchecks import queries, rules, versions
from app.selfchecks.models import Remediation, SelfCheck

RESULTS, ANSWERING = ("results", "selfcheck_reports", "exports"), ("first_pass", "proofs")  # blueprints
NAV = (
    NavEntry(
        "selfchecks.home",
        _l("自查"),
        "clipboard-check",
        frozenset({Role.MERCHANT}),
        10,
        also=(*RESULTS, *ANSWERING),
    ),
    NavEntry("remediation.index", _l("整改"), "list-check", frozenset({Role.MERCHANT}), 12),
    NavEntry(
        "results.index",
        _l("自查结果"),
        "clipboard-check",
        frozenset({Role.OFFICER, Role.ADMIN, Role.PARK}),
        30,
        also=(*RESULTS, "remediation"),
    ),
)
SHOWN = 5
CHECK_RANK, OVERDUE_RANK, SOON_RANK, OPEN_RANK, REST_RANK = 20, 5, 12, 30, 35


def todos(user: User, now: datetime) -> Iterator[Todo]:
    """For a shop: the self-check it should go on with, and the nearest things to put right."""
    if user.role is not Role.MERCHANT or user.merchant_id is None:
        return
    draft = queries.draft_of(user.merchant_id)
    if draft is not None:
        yield _go_on(draft)
    else:
        yield from _begin(queries.latest_submitted(user.merchant_id))
    yield from _to_put_right(queries.open_remediation(user.merchant_id), local_day(now))


def _begin(last: SelfCheck | None) -> Iterator[Todo]:
    """The first self-check, or another one when a new version of the guide asks something that has no answer yet."""
    there, icon = url_for("selfchecks.home"), "clipboard-check"
    if last is None:
        text = _("对照指南逐条看一遍，随时可停，做完就知道要改什么")
        yield Todo(title=_("做第一次自查"), url=there, rank=CHECK_RANK, icon=icon, text=text)
        return
    if asked := versions.asked_since(last):
        text = _("只问新增和改动的条目，其余的答案会带过来")
        yield Todo(title=_("工作指南有新版"), url=there, rank=CHECK_RANK, count=asked, icon=icon, text=text)


def _go_on(draft: SelfCheck) -> Todo:
    text = _("还没有提交")
    if draft.scopes is not None:
        told = rules.progress(queries.guide_of(draft).applicable(draft.scopes), queries.values_of(draft))
        text = _("已答 %(answered)d / %(all)d 条，还没有提交", answered=told.answered, all=told.applicable)
    return Todo(
        title=_("继续自查"), url=url_for("selfchecks.show", code=draft.code), text=text, tone="warn",
        rank=CHECK_RANK, icon="clipboard-check",
    )  # fmt: skip


def _to_put_right(tasks: Sequence[Remediation], today: date) -> Iterator[Todo]:
    for task in gravest_first(tasks)[:SHOWN]:
        yield todo_of(task, today)
    rest = len(tasks) - SHOWN
    if rest > 0:
        yield Todo(
            title=_("其余待整改"),
            url=url_for("remediation.index"),
            count=rest,
            rank=REST_RANK,
            icon="list-check",
        )


def gravest_first(tasks: Sequence[Remediation]) -> Sequence[Remediation]:
    """Soonest first; of what is due on one day, the graver item."""

    def place(task: Remediation) -> tuple[date, int]:
        item = queries.guide_of(task.selfcheck).item(task.item_code)
        return task.due_on, GRAVEST_FIRST[item.severity] if item else len(GRAVEST_FIRST)

    return sorted(tasks, key=place)


def todo_of(task: Remediation, today: date) -> Todo:
    """A task as a line of a to-do list."""
    item = queries.guide_of(task.selfcheck).item(task.item_code)
    title = say(item.ask, item.ask_en) if item else task.item_code
    loudness = rules.reminder_due(task.due_on, today)
    return Todo(
        title=_("整改：%(what)s", what=title), url=url_for("remediation.show", code=task.code),
        due=due_text(task.due_on, today), tone=("calm", "warn", "bad")[loudness],
        rank=(OPEN_RANK, SOON_RANK, OVERDUE_RANK)[loudness],
    )  # fmt: skip


def due_text(due: date, today: date) -> str:
    return _("今天就要改") if due == today else counting.until_day(due, today)
