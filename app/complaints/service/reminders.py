"""What the timetable does: say once that something is late, and count again what was counted on a guess, forget in time."""

from datetime import datetime

from app.complaints import deadlines, queries, rules
from app.complaints.deadlines import STATUTORY, Term
from app.complaints.models import Deadline
from app.complaints.service import steps
from app.complaints.terms import Clock, ComplaintAction
from app.infra import audit
from app.infra.i18n import _l
from app.kernel.workdays import Calendar
from app.regions import queries as regions


def tell_overdue(now: datetime) -> None:
    """Tell the people of everything that is late and untold.

    Asks "late and not yet told", so a missed night swallows nothing and a second run tells nobody twice.
    """
    for deadline in queries.late_and_untold(now):
        complaint = deadline.complaint
        title = _l("投诉 %(code)s 超期了", code=complaint.code)
        key = f"late {deadline.clock.value}"
        if deadline.clock in STATUTORY:
            steps.tell_office(complaint, title, _l("法定期限已过，请马上处理。"), key=key, now=now)
        else:
            steps.tell_shop(complaint, title, _l("承诺的时间已过，请马上答复消费者。"), key=key, now=now)
            steps.tell_park(complaint, title, _l("商家没有按承诺处理，请督促。"), key=key, now=now)
            steps.tell_office(complaint, title, _l("商家没有按承诺处理，请督促。"), key=key, now=now)
        deadline.told_at = now


def recount(now: datetime) -> None:
    """Deadlines counted before a year's holidays were known, once they are; nothing that is met is touched."""
    calendar = regions.calendar()
    for deadline in queries.provisional():
        term = _term(deadline, calendar)
        if not term.provisional:
            deadline.due_at, deadline.due_on = term.due_at, term.due_on
            deadline.counted, deadline.provisional = term.counted, False


def forget_consumers(now: datetime) -> None:
    """Name, phone and address go when their time is over; what happened stays, about nobody.

    Source: 个人信息保护法 art. 19 and 47.
    """
    for complaint in queries.closed_before(now - rules.KEPT):
        complaint.name, complaint.phone, complaint.address = None, "", None
        complaint.forgotten_at = now
        audit.record(ComplaintAction.FORGOTTEN, complaint, by=audit.SYSTEM, now=now)


def _term(deadline: Deadline, calendar: Calendar) -> Term:
    if deadline.clock is Clock.DECIDE:
        return deadlines.decide_by(deadline.started_at, calendar)
    if deadline.clock is Clock.MEDIATE:
        return deadlines.mediate_by(deadline.started_at, calendar)
    return deadlines.settle_by(deadline.started_at, len(deadline.counted["counted"]), calendar)
