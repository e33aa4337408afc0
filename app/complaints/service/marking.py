"""An officer's suspicion: kept with its reason, seen by officers alone, and deciding nothing by itself."""

from datetime import datetime

from app.accounts.models import User
from app.complaints import around, office_rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.side_models import Mark
from app.complaints.terms import ComplaintAction
from app.infra import audit
from app.infra.db import add


def mark(complaint: Complaint, *, by: User, reason: str, now: datetime) -> None:
    """Hold it for malicious or professional. Marking twice is marking once."""
    steps.lock(complaint)
    if around.standing_mark(complaint) is None:
        add(Mark(complaint_id=complaint.id, reason=reason, made_at=now, maker_name=by.audit_name))
        audit.record(ComplaintAction.MARKED, complaint, by=by, now=now, reason=reason)


def unmark(complaint: Complaint, *, by: User, why: str, now: datetime) -> None:
    """The suspicion did not hold. Raises ``office_rules.AlreadyDecided``."""
    steps.lock(complaint)
    known = around.standing_mark(complaint)
    if known is None:
        raise office_rules.AlreadyDecided
    known.lifted_at, known.lifter_name, known.lifted_why = now, by.audit_name, why
    audit.record(ComplaintAction.UNMARKED, complaint, by=by, now=now, why=why)
