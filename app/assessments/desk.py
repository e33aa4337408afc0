"""The year on people's first page, their lines in the side navigation, the phases as steps."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import own_reviews, queries, standing, year
from app.assessments.kinds import EVALUATION_OF, AssessmentState, CycleState
from app.assessments.models import Cycle
from app.clocks import counting
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l, _n, when_text, who_text
from app.infra.phrases import word
from app.kernel.clock import local_day

NAV = (
    NavEntry("reviews.index", _l("填评价表"), "pencil", frozenset({Role.OFFICER}), 40),
    NavEntry("reviews.index", _l("填评价表"), "pencil", frozenset(EVALUATION_OF) - {Role.OFFICER}, 40, also=("forms",)),
    NavEntry(
        "cycles.index", _l("年度评定"), "trophy", frozenset({Role.ADMIN, Role.OFFICER, Role.PANELIST}), 45,
        also=("assessments", "forms", "rubrics"),
    ),
    NavEntry("assessments.mine", _l("年度评定"), "trophy", frozenset({Role.MERCHANT}), 45, also=("forms",)),
)  # fmt: skip
SOON_DAYS = 7


def stages(cycle: Cycle) -> list[tuple[str, str, str]]:
    """The phases as done, now or later, with their planned days."""
    here = year.ORDER.index(cycle.state)
    found = []
    for place, phase in enumerate(cycle.phases):
        first, last = (counting.short_day(date.fromisoformat(phase[end])) for end in ("from", "to"))
        state = "done" if place < here else "now" if place == here else "later"
        found.append(
            (word(CycleState(phase["state"])), state, _("%(first)s 至 %(last)s", first=first, last=last))
        )
    return found


def moves(cycle: Cycle) -> list[tuple[str, str]]:
    """What really happened: the phase, when it began and who moved to it."""
    return [
        (
            word(CycleState(one["state"])),
            f"{when_text(datetime.fromisoformat(one['at']))} · {who_text(one['by'])}",
        )
        for one in cycle.moves
    ]


def last_day(cycle: Cycle, state: CycleState) -> date | None:
    """The last planned day of a phase."""
    return next((date.fromisoformat(one["to"]) for one in cycle.phases if one["state"] == state.value), None)


def todos(user: User, now: datetime) -> Iterator[Todo]:
    cycle = queries.current_cycle()
    if cycle is None:
        if user.role is Role.ADMIN:
            yield Todo(_("开始本年度评定"), url_for("cycles.open_cycle"), icon="trophy", rank=40)
        return
    if user.role in EVALUATION_OF and cycle.state in year.TAKES_FORMS:
        yield from _forms_left(cycle, user, now)
    if user.role in (Role.PANELIST, Role.ADMIN) and cycle.state in year.TAKES_FORMS:
        yield from _to_score(cycle, user)
    if user.role is Role.ADMIN:
        yield from _phase_over(cycle, now)
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        yield from _own_score(cycle, user)


def _forms_left(cycle: Cycle, user: User, now: datetime) -> Iterator[Todo]:
    left = standing.left_for(cycle.id, user)
    end = last_day(cycle, CycleState.EVALUATION)
    evaluation = word(EVALUATION_OF[user.role])
    if left and end is not None:
        due, tone, rank = until(end, now)
        yield Todo(
            _("填%(evaluation)s表", evaluation=evaluation), url_for("reviews.index"), due=due, tone=tone, rank=rank,
            count=left, icon="clipboard-check",
        )  # fmt: skip
    if not user.is_regulator:
        yield from _next_few(cycle, user)


def _next_few(cycle: Cycle, user: User) -> Iterator[Todo]:
    """By name: what this person has begun, then whom nobody has rated yet; with the rooms to look at."""
    for one, is_begun in own_reviews.next_up(cycle.id, user):
        rooms = [f"{word(room.platform)} {room.name}" for room in one.merchant.rooms]
        yield Todo(
            _("评价%(name)s", name=one.merchant.name), url_for("reviews.fill", code=one.code),
            text=" · ".join([*rooms, one.merchant.goods]), due=_("草稿") if is_begun else "", tone="warn" if is_begun else "calm",
            rank=36 if is_begun else 40, icon="building-store",
        )  # fmt: skip


def _to_score(cycle: Cycle, user: User) -> Iterator[Todo]:
    panel_id = user.organisation_id if user.role is Role.PANELIST else None
    ready = standing.ready(cycle.id, panel_id).value()
    if ready:
        url = url_for("assessments.index", state=AssessmentState.OPEN.value)
        yield Todo(_("评价表已齐，可以算分"), url, rank=30, count=ready, icon="scale")


def _phase_over(cycle: Cycle, now: datetime) -> Iterator[Todo]:
    end, to = last_day(cycle, cycle.state), year.next_state(cycle.state)
    if end is not None and to is not None and local_day(now) > end:
        due, tone, rank = until(end, now)
        title = _("评定该进入“%(state)s”阶段了", state=word(to))
        yield Todo(
            title, url_for("cycles.move", code=cycle.code), due=due, tone=tone, rank=rank, icon="calendar-due"
        )


def _own_score(cycle: Cycle, user: User) -> Iterator[Todo]:
    one = queries.latest_of(user.merchant_id or 0)
    if one is not None and one.cycle_id == cycle.id and one.total is not None:
        title = _("%(year)s 年度评定得分 %(total)s 分", year=cycle.year, total=f"{one.total:.2f}")
        tone = "good" if one.eligible else "calm"
        yield Todo(
            title, url_for("assessments.mine"), tone=tone, rank=60, icon="trophy", text=_("看每一分怎么来的")
        )


def until(end: date, now: datetime) -> tuple[str, str, int]:
    """What is left of a planned time: the words, the tone, the rank among to-dos."""
    today = local_day(now)
    left = (end - today).days
    if left < 0:
        return _n("已过计划日期 %(num)d 天", "已过计划日期 %(num)d 天", -left), "bad", 5
    if left == 0:
        return _("今天截止"), "warn", 10
    return (
        counting.until_day(end, today),
        "warn" if left <= SOON_DAYS else "calm",
        15 if left <= SOON_DAYS else 35,
    )
