"""What complaints ask of people today, and their lines in the side navigation."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.complaints import around, queries
from app.complaints.deadlines import PROMISES
from app.complaints.lists import Shelf
from app.complaints.permissions import station_of
from app.complaints.queries import Waited
from app.complaints.terms import Clock
from app.infra.counts import Count
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.kernel.workdays import Calendar
from app.regions import queries as regions

ROLES = frozenset({Role.MERCHANT, Role.PARK, Role.OFFICER, Role.ADMIN})
OFFICE, ADMIN = frozenset({Role.OFFICER, Role.ADMIN}), frozenset({Role.ADMIN})
NAV = (
    NavEntry("complaints.index", _l("投诉"), "message-report", ROLES, 15),
    NavEntry("assistance.index", _l("协查"), "building", OFFICE, 17),
    NavEntry("wordings.index", _l("标准答复"), "file-text", OFFICE, 60),
    NavEntry("complaint_settings.show", _l("投诉渠道和承诺"), "settings", ADMIN, 96),
)
PARKS = PROMISES | {Clock.STATION}
MOST = 5
LATE, SOON, OPEN = 2, 12, 25


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """A seller: what it has not answered. A park: what it was asked, and its sellers' broken promises. The office: all that waits."""
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        running = queries.promises(merchant_id=user.merchant_id)
        return _of_the_shop(running, now, regions.calendar()) if running else ()
    if user.role is Role.PARK and user.organisation_id is not None:
        return _of_the_park(user.organisation_id, now)
    return _of_the_office(user, now) if user.is_regulator else ()


def counts(user: User, now: datetime) -> Iterable[Count]:
    if user.role is Role.PARK and user.organisation_id is not None:
        yield queries.late(now, park_id=user.organisation_id, clocks=PARKS)
    if user.is_regulator:
        yield queries.late(now, station_id=station_of(user), own_id=user.id)
        yield around.to_confirm(user, station_of(user))


def _of_the_shop(running: Sequence[Waited], now: datetime, calendar: Calendar) -> Iterable[Todo]:
    """One line a complaint: its nearest promise."""
    nearest = {one.complaint.id: one for one in reversed(running)}
    for one in sorted(nearest.values(), key=lambda waited: waited.deadline.due_at)[:MOST]:
        title = (
            _("答复投诉 %(code)s", code=one.complaint.code)
            if one.deadline.clock is Clock.ANSWER
            else _("处理好投诉 %(code)s", code=one.complaint.code)
        )
        yield _one(title, one, now, calendar)


def _of_the_park(park_id: int, now: datetime) -> Iterable[Todo]:
    yield from _late(queries.late(now, park_id=park_id, clocks=PARKS).value())
    calendar = regions.calendar()
    asked = queries.running_deadlines(park_id=park_id, clocks=frozenset({Clock.STATION}))
    for one in asked[:MOST]:
        yield _one(_("协调投诉 %(code)s", code=one.complaint.code), one, now, calendar)


def _of_the_office(user: User, now: datetime) -> Iterable[Todo]:
    """What is late stands on top; then decisions, seconds, appeals, ends to be told, other regions."""
    whose = {"station_id": station_of(user), "own_id": user.id}
    yield from _late(queries.late(now, **whose).value())
    calendar, waiting = regions.calendar(), queries.queues(**whose)
    for clock, shelf, title, icon in (
        (Clock.DECIDE, Shelf.UNDECIDED, _("决定是否受理投诉"), "gavel"),
        (Clock.APPEAL, Shelf.APPEALS, _("决定商家申诉"), "scale"),
        (Clock.NOTIFY, Shelf.TO_TELL, _("告知双方终止调解"), "send"),
    ):
        if clock in waiting:
            due, tone = counting.standing(waiting[clock].nearest, now, calendar)
            yield _several(title, shelf, waiting[clock].count, due, tone, icon)
    if seconds := around.to_confirm(user, station_of(user)).value():
        yield _several(_("复核投诉结案"), Shelf.TO_CONFIRM, seconds, "", "calm", "check")
    if asked := around.asked_of_us():
        due, tone = counting.standing(asked[0], now, calendar)
        yield Todo(
            title=_("答复外县区的协查请求"), url=url_for("assistance.index"), count=len(asked), due=due, tone=tone,
            rank=_rank(tone), icon="building",
        )  # fmt: skip


def _late(count: int) -> Iterable[Todo]:
    if count:
        yield _several(_("投诉超期没有处理"), Shelf.LATE, count, _("已超期"), "bad", "alarm")


def _one(title: str, waited: Waited, now: datetime, calendar: Calendar) -> Todo:
    due, tone = counting.standing(waited.deadline, now, calendar)
    url = url_for("complaints.show", code=waited.complaint.code)
    return Todo(title=title, url=url, due=due, tone=tone, rank=_rank(tone), icon="message-report")


def _several(title: str, shelf: Shelf, count: int, due: str, tone: str, icon: str) -> Todo:
    url = url_for("complaints.index", shelf=shelf.value)
    return Todo(title=title, url=url, due=due, tone=tone, rank=_rank(tone), count=count, icon=icon)


def _rank(tone: str) -> int:
    return {"bad": LATE, "warn": SOON}.get(tone, OPEN)
