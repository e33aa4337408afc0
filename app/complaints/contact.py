"""What a consumer may do with what we hold of them: see it, put it right, take consent back, have it erased.

Source: 个人信息保护法 art. 15 and 44 to 47.
"""

from datetime import datetime

from app.complaints import attachments
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.service.intake import phone_mark
from app.complaints.terms import ComplaintAction
from app.infra import audit, retention
from app.infra.retention import Kept
from app.kernel.errors import DomainError


class EraseRefused(DomainError):
    """``reason``: open (the case needs it), bureau (so does the regulator, who keeps it afterwards), archive (it was before the bureau; the law keeps it, ``until`` then), done."""

    code = "complaints.erase_refused"


def check_erase(complaint: Complaint) -> None:
    """Once the case is over, unless the bureau had it: its papers are kept for their time, and only kept.

    Source: 个人信息保护法 art. 47 para. 2. Raises ``EraseRefused``.
    """
    if complaint.forgotten_at is not None:
        raise EraseRefused(reason="done", until=None)
    if complaint.is_open:
        raise EraseRefused(reason="bureau" if complaint.reached_bureau_at else "open", until=None)
    if complaint.reached_bureau_at is not None:
        raise EraseRefused(reason="archive", until=kept_until(complaint))


def kept_until(complaint: Complaint) -> datetime | None:
    """When name, phone, address and files go by themselves; None while the case runs, or when they are gone."""
    if complaint.closed_at is None or complaint.forgotten_at is not None:
        return None
    return complaint.closed_at + retention.kept_for(Kept.COMPLAINT_CONTACT)


def correct(
    complaint: Complaint,
    *,
    name: str | None,
    phone: str,
    address: str | None,
    may_pass_on: bool,
    now: datetime,
) -> None:
    """What was is not kept: the record says only which of them changed."""
    steps.hold(complaint)
    after = {"name": name, "phone": phone, "address": address, "may_pass_on": may_pass_on}
    changed = sorted(field for field, value in after.items() if getattr(complaint, field) != value)
    if not changed:
        return
    complaint.name, complaint.phone, complaint.address = name, phone, address
    complaint.phone_index, complaint.may_pass_on = phone_mark(phone), may_pass_on
    audit.record(ComplaintAction.CONTACT_CORRECTED, complaint, by=steps.CONSUMER, now=now, changed=changed)


def erase(complaint: Complaint, *, now: datetime) -> None:
    """Name, phone, address and files go at once; what happened stays, about nobody. Raises ``EraseRefused``."""
    steps.hold(complaint)
    check_erase(complaint)
    forget(complaint, by=steps.CONSUMER, now=now)


def forget(complaint: Complaint, *, by: audit.Actor, now: datetime) -> None:
    """Whoever asked for it: the consumer now, or the timetable when the time is over."""
    complaint.name, complaint.phone, complaint.address, complaint.phone_index = None, "", None, None
    complaint.order_said, complaint.may_pass_on, complaint.forgotten_at = None, False, now
    dropped = attachments.drop_all(complaint)
    audit.record(ComplaintAction.FORGOTTEN, complaint, by=by, now=now, files=dropped)
