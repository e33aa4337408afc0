"""What the timetable does: say once that something is late, and forget in time."""

from collections.abc import Callable
from datetime import datetime

from app.complaints import contact, queries
from app.complaints.deadlines import OFFICE
from app.complaints.service import steps
from app.complaints.terms import Clock
from app.infra import audit, retention
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.infra.retention import Kept
from app.kernel.kinds import ClockName


def tell_overdue(now: datetime) -> None:
    """Tell the people of everything that is late and untold.

    Asks "late and not yet told", so a missed night swallows nothing and a second run tells nobody twice.
    """
    for deadline, complaint in queries.late_and_untold(now):
        title = _title(complaint.code, deadline.clock)
        key = f"late {deadline.clock.value} {deadline.id}"
        if deadline.clock in OFFICE:
            steps.tell_office(complaint, title, _l("期限已过，请马上处理。"), key=key, now=now)
        elif deadline.clock is Clock.STATION:
            steps.tell_park(complaint, title, _l("请马上把协调结果写下来。"), key=key, now=now)
            steps.tell_office(complaint, title, _l("园区服务站没有按时协调，请督促。"), key=key, now=now)
        else:
            steps.tell_shop(complaint, title, _l("承诺的时间已过，请马上答复消费者。"), key=key, now=now)
            steps.tell_park(complaint, title, _l("商家没有按承诺处理，请督促。"), key=key, now=now)
            steps.tell_office(complaint, title, _l("商家没有按承诺处理，请督促。"), key=key, now=now)
        deadline.told_at = now


def _title(code: str, clock: ClockName) -> Callable[[], str]:
    """Which of a case's times is over: two may be over in one minute."""
    return lambda: _("投诉 %(code)s 的“%(what)s”超期了", code=code, what=word(clock))


def forget_consumers(now: datetime) -> None:
    """Name, phone and address go when their time is over; what happened stays, about nobody.

    Source: 个人信息保护法 art. 19 and 47.
    """
    for complaint in queries.closed_before(now - retention.kept_for(Kept.COMPLAINT_CONTACT)):
        contact.forget(complaint, by=audit.SYSTEM, now=now)
