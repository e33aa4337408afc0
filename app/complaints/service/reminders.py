"""What the timetable does: say once that something is late."""

from datetime import datetime

from app.complaints import queries
from app.complaints.deadlines import STATUTORY
from app.complaints.service import steps
from app.infra.i18n import _l


def tell_overdue(now: datetime) -> int:
    """Tell the people of everything that is late and untold; how many deadlines that were.

    Asks "late and not yet told", so a missed night swallows nothing and a second run tells nobody twice.
    """
    late = queries.late_and_untold(now)
    for deadline in late:
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
    return len(late)
