"""What complaints ask of people today, and their lines in the side navigation."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints import counting, deadlines, queries
from app.complaints.models import Deadline
from app.complaints.queries import Shelf
from app.complaints.terms import Clock
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.kernel.workdays import Calendar
from app.regions import queries as regions

ROLES = frozenset({Role.MERCHANT, Role.PARK, Role.OFFICER, Role.ADMIN})
NAV = (NavEntry("complaints.index", _l("投诉"), "message-report", ROLES, 15),)
MOST = 5
LATE, SOON, OPEN = 2, 12, 25


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """A seller: what it has not answered. A park: its sellers' broken promises. The regulator: what is late or undecided."""
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        return _of_the_shop(queries.promises(merchant_id=user.merchant_id), now, regions.calendar())
    if user.role is Role.PARK and user.organisation_id is not None:
        return _late(queries.promises(park_id=user.organisation_id), now)
    return _of_the_office(queries.running_deadlines(), now) if user.is_regulator else ()


def _of_the_shop(running: Sequence[Deadline], now: datetime, calendar: Calendar) -> Iterable[Todo]:
    """One line a complaint: its nearest promise."""
    nearest = {one.complaint_id: one for one in reversed(running)}
    for one in sorted(nearest.values(), key=lambda deadline: deadline.due_at)[:MOST]:
        due, tone = counting.standing(one, now, calendar)
        yield Todo(
            title=_("答复投诉 %(code)s", code=one.complaint.code)
            if one.clock is Clock.ANSWER
            else _("处理好投诉 %(code)s", code=one.complaint.code),
            url=url_for("complaints.show", code=one.complaint.code),
            due=due, tone=tone, rank={"bad": LATE, "warn": SOON}.get(tone, OPEN), icon="message-report",
        )  # fmt: skip


def _late(running: Sequence[Deadline], now: datetime) -> Iterable[Todo]:
    count = len({one.complaint_id for one in running if deadlines.is_late(one.due_at, now)})
    if count:
        yield Todo(
            title=_("投诉超期没有处理"), url=url_for("complaints.index", shelf=Shelf.LATE.value), due=_("已超期"),
            tone="bad", rank=LATE, count=count, icon="alarm",
        )  # fmt: skip


def _of_the_office(running: Sequence[Deadline], now: datetime) -> Iterable[Todo]:
    yield from _late(running, now)
    undecided = [one for one in running if one.clock is Clock.DECIDE]
    if undecided:
        due, tone = counting.standing(undecided[0], now, regions.calendar())
        yield Todo(
            title=_("决定是否受理投诉"), url=url_for("complaints.index", shelf=Shelf.UNDECIDED.value), due=due,
            tone=tone, rank={"bad": LATE, "warn": SOON}.get(tone, OPEN), count=len(undecided), icon="gavel",
        )  # fmt: skip
