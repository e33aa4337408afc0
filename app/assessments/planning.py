"""The planned days of a year, changed before they come; and the word to who is late."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import funnel, queries, standing, year
from app.assessments.errors import PhaseBegun
from app.assessments.kinds import EVALUATION_OF, AssessmentAction, CycleState
from app.assessments.locks import hold
from app.assessments.models import Cycle
from app.assessments.year import Phase
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _, _l, day_text
from app.kernel.clock import local_day
from app.notices import service as notices

MARKS = (14, 7, 3, 0)  # days before the end of a phase on which people are told; and once when it is over
CHUNK = 500


def phases_of(cycle: Cycle) -> tuple[Phase, ...]:
    return tuple(
        Phase(CycleState(one["state"]), date.fromisoformat(one["from"]), date.fromisoformat(one["to"]))
        for one in cycle.phases
    )


def begun(cycle: Cycle, today: date) -> frozenset[CycleState]:
    """Phases that the year has come to, or whose first planned day has come."""
    here = year.ORDER.index(cycle.state)
    return frozenset(
        phase.state
        for phase in phases_of(cycle)
        if phase.first <= today or year.ORDER.index(phase.state) <= here
    )


def replan(cycle: Cycle, days: Mapping[CycleState, tuple[date, date]], *, by: Actor, now: datetime) -> None:
    """New days for phases that have not begun. The same days again change nothing.

    Raises ``PhaseBegun``, ``PhasesRefused``.
    """
    hold(cycle)
    today = local_day(now)
    fixed, before = begun(cycle, today), phases_of(cycle)
    planned = tuple(Phase(one.state, *days.get(one.state, (one.first, one.last))) for one in before)
    for old, new in zip(before, planned, strict=True):
        if old != new and old.state in fixed:
            raise PhaseBegun(state=old.state)
    year.check_phases(planned)
    if planned == before:
        return
    cycle.phases = [year.phase_out(one) for one in planned]
    audit.record(
        AssessmentAction.CYCLE_REPLANNED, cycle, by=by, now=now,
        changed={new.state.value: f"{new.first}–{new.last}" for old, new in zip(before, planned, strict=True) if old != new},
    )  # fmt: skip


def remind_late(cycle: Cycle, now: datetime) -> None:
    """Chore: tell who still has something to do in a phase that is ending or over. Each mark is told once."""
    today = local_day(now)
    phases = {phase.state: phase for phase in phases_of(cycle)}
    evaluation = phases.get(CycleState.EVALUATION)
    if evaluation is not None and cycle.state in year.TAKES_FORMS and evaluation.first <= today:
        _remind_staff(cycle, evaluation, today, now)
    selfcheck = phases.get(CycleState.SELF_CHECK)
    if selfcheck is not None and selfcheck.first <= today and cycle.state is CycleState.SELF_CHECK:
        _remind_sellers(cycle, selfcheck, today, now)
    running = phases.get(cycle.state)
    if running is not None and running.last < today:
        notices.tell_all(
            accounts.of_role(Role.ADMIN), _l("评定阶段已过计划日期"), _l("请看各家进度，补齐后进入下一阶段。"),
            f"/cycles/{cycle.code}", key=f"phase over {cycle.code} {cycle.state.value}", now=now,
        )  # fmt: skip


def mark_of(last: date, today: date) -> int | None:
    """The nearest mark that has been reached; -1 when the phase is over, None while it is far from its end."""
    left = (last - today).days
    if left < 0:
        return -1
    return min((mark for mark in MARKS if left <= mark), default=None)


def _remind_staff(cycle: Cycle, phase: Phase, today: date, now: datetime) -> None:
    mark = mark_of(phase.last, today)
    if mark is None:
        return
    late = [user for user in accounts.of_role(*EVALUATION_OF) if standing.left_for(cycle.id, user)]
    _tell(late, _l("还有评价表没有填"), "/reviews", phase, f"forms {cycle.code} {mark}", now)


def _remind_sellers(cycle: Cycle, phase: Phase, today: date, now: datetime) -> None:
    mark = mark_of(phase.last, today)
    if mark is None:
        return
    people = accounts.of_all_merchants()
    late = [user for seller in funnel.without_selfcheck(cycle) for user in people.get(seller, ())]
    for start in range(0, len(late), CHUNK):
        part = late[start : start + CHUNK]
        _tell(part, _l("本年度自查还没有提交"), "/self-check", phase, f"selfcheck {cycle.code} {mark}", now)


def _tell(people: Sequence[User], title: object, url: str, phase: Phase, key: str, now: datetime) -> None:
    def text() -> str:
        return _("这一阶段到 %(day)s 为止，请尽快完成。", day=day_text(phase.last))

    notices.tell_all(people, title, text, url, key=key, now=now)


def remind_current(now: datetime) -> None:
    cycle = queries.current_cycle()
    if cycle is not None:
        remind_late(cycle, now)
