"""Chores of the complaints slice."""

from datetime import datetime

from app.complaints import attachments, recovery, service
from app.complaints.service import helping
from app.infra import clock, retention
from app.infra.retention import Kept


def tell_overdue_complaints(now: datetime) -> None:
    """Late and not yet told."""
    service.tell_overdue(now)
    helping.tell_overdue(now)


def forget_consumers(now: datetime) -> None:
    """Whose time in the register is over."""
    service.forget_consumers(now)


def forget_sent_files(now: datetime) -> None:
    """Photographs and PDFs whose time in the register is over, bytes and all."""
    attachments.forget(before=now - retention.kept_for(Kept.COMPLAINT_FILES), now=now)


def index_phones(now: datetime) -> None:
    """Cases from before a lost secret could be found by the phone."""
    recovery.index_phones()


def forget_one_time_codes(now: datetime) -> None:
    """Codes for a lost secret that are long past."""
    recovery.forget(before=clock.now() - retention.kept_for(Kept.RECOVERY))
