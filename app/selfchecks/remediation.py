"""What changes a remediation task: opening, closing, reminding."""

from collections.abc import Collection
from datetime import date, datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import audit
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.notices import service as notices
from app.selfchecks import proof_queries, queries, rules, versions
from app.selfchecks.models import Remediation, RemediationComment, SelfCheck
from app.selfchecks.terms import AnswerValue, ClosedHow, RemediationAction, RemediationState, Result


def plan(
    selfcheck: SelfCheck, result: Result, *, by: User, now: datetime, asked: Collection[str] | None = None
) -> None:
    """One task a gap. A gap that already has an open task keeps it and its day; what is no gap any more is closed.

    ``asked``: the items the result is over, if not all; tasks of other items are left alone.
    """
    open_now = {task.item_code: task for task in queries.open_remediation(selfcheck.merchant_id)}
    gaps = {gap.code: gap for gap in result.gaps}
    done_here = {task.item_code: task for task in queries.tasks_on(selfcheck) if not task.is_open}
    for code, task in open_now.items():
        if code not in gaps and (asked is None or code in asked):
            _end(task, ClosedHow.LATER_CHECK, "", by=by, now=now)
    for code, gap in gaps.items():
        due = rules.due_on(local_day(now), gap.fix_days)
        if code in done_here:
            _open_again(done_here[code], due, by=by, now=now)
        elif code not in open_now:
            Session().add(
                Remediation(
                    code=codes.fresh(10), selfcheck_id=selfcheck.id, merchant_id=selfcheck.merchant_id,
                    item_code=code, due_on=due, opened_at=now, state=RemediationState.OPEN,
                )
            )  # fmt: skip
    Session().flush()


def _open_again(task: Remediation, due: date, *, by: User, now: datetime) -> None:
    """Put right after the first pass, and no more so when the whole is handed in."""
    audit.record(RemediationAction.REOPENED, task, by=by, now=now, closed_at=task.closed_at, note=task.note)
    task.state, task.due_on, task.reminded = RemediationState.OPEN, due, 0
    task.closed_at = task.closed_by = task.closed_how = None


def close(
    task: Remediation, *, note: str, by: User, now: datetime, value: AnswerValue = AnswerValue.MET
) -> SelfCheck | None:
    """It has been put right, and how; the shop's result is brought up to date with ``value``, which is given back.

    A second click changes nothing. Raises ``rules.TaskClosed`` for somebody else's words, which would go nowhere.
    Source of the new result: docs/decisions/0006.
    """
    Session().refresh(task, ["state", "note"], with_for_update=True)
    if not task.is_open and task.note == note:
        return None
    rules.check_task_open(task.state)
    _end(task, ClosedHow.BY_HAND, note, by=by, now=now)
    Session().flush()
    return versions.bring_up_to_date(task, value, note=note, by=by, now=now)


def work_on(task: Remediation, *, owner: str, steps_done: Collection[int], by: User, now: datetime) -> None:
    """Who sees to it, and which steps are behind. Steps that the item does not have are passed over.

    Raises ``rules.TaskClosed``.
    """
    Session().refresh(task, ["state"], with_for_update=True)
    rules.check_task_open(task.state)
    item = queries.guide_of(task.selfcheck).item(task.item_code)
    steps = sorted({step for step in steps_done if 1 <= step <= (len(item.fix) if item else 0)})
    if (owner, steps) == (task.owner, task.steps_done):
        return
    task.owner, task.steps_done = owner, steps
    audit.record(RemediationAction.WORKED, task, by=by, now=now, owner=owner, steps_done=steps)
    Session().flush()


def comment(task: Remediation, text: str, *, by: User, now: datetime) -> None:
    """A word on the task; everybody else concerned is told of it. The same again is one."""
    last = next(iter(proof_queries.comments_on(task)), None)
    if last is not None and (last.text, last.said_by) == (text, by.name):
        return
    said = add(
        RemediationComment(
            remediation_id=task.id, text=text, said_at=now, said_by=by.name, said_as=by.role, writer_id=by.id
        )
    )  # fmt: skip
    audit.record(RemediationAction.COMMENTED, task, by=by, now=now, text=text)
    shop = merchants.by_id(task.merchant_id)
    if shop is None:
        return
    notices.tell_all(
        _concerned(task, shop, but=by), _l("“%(shop)s”的整改有新留言", shop=shop.name),
        f"{by.name}：{text}", f"/remediation/{task.code}",
        key=f"remediation:{task.code}:comment:{said.id}", now=now,
    )  # fmt: skip


def _concerned(task: Remediation, shop: Merchant, *, but: User) -> list[User]:
    """The shop's people, its park's, the officers of its station (of the region, if the station has none), and whoever
    has written before; not who writes now.
    """
    officers = [one for one in accounts.of_organisation(shop.station_id) if one.role is Role.OFFICER]
    people = [
        *accounts.of_merchant(shop.id), *(accounts.of_organisation(shop.park_id) if shop.park_id else ()),
        *(officers or accounts.of_role(Role.OFFICER)), *proof_queries.writers_on(task),
    ]  # fmt: skip
    return [one for one in dict.fromkeys(people) if one.id != but.id]


def _end(task: Remediation, how: ClosedHow, note: str, *, by: User, now: datetime) -> None:
    task.state, task.closed_how, task.note = RemediationState.DONE, how, note
    task.closed_at, task.closed_by = now, by.name
    audit.record(RemediationAction.CLOSED, task, by=by, now=now, how=how.value, note=note)


def remind(now: datetime) -> int:
    """Tell each shop of tasks that are due soon or overdue and not yet told; how many. Each stage is told once."""
    today = local_day(now)
    tasks = queries.to_remind(today)
    for task in tasks:
        task.reminded = rules.reminder_due(task.due_on, today)
        _tell(task, late=task.due_on < today, now=now)
    Session().flush()
    return len(tasks)


def _tell(task: Remediation, *, late: bool, now: datetime) -> None:
    item = queries.guide_of(task.selfcheck).item(task.item_code)
    title = _l("整改已超期，请尽快处理") if late else _l("整改快到期了")
    notices.tell_all(
        accounts.of_merchant(task.merchant_id), title, item.ask if item else task.item_code,
        f"/remediation/{task.code}", key=f"remediation:{task.code}:{'late' if late else 'soon'}", now=now,
    )  # fmt: skip
