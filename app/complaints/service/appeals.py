"""A seller against what is counted of it, decided by an officer who had no hand in the case."""

from datetime import datetime

from app.accounts.models import User
from app.clocks import service as clocks
from app.complaints import around, deadlines, office_rules, policy
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.side_models import Appeal
from app.complaints.terms import Clock, ComplaintAction
from app.infra import audit
from app.infra.db import add
from app.infra.i18n import _l


def appeal(complaint: Complaint, *, by: User, text: str, now: datetime) -> Appeal:
    """Against being counted, once, in time. Raises ``office_rules.AppealRefused``."""
    steps.hold(complaint)
    here = policy.in_force(now)
    office_rules.check_appeal(
        complaint.closed_at, made_before=around.appeal_of(complaint) is not None,
        is_counted=complaint.left_out_at is None, days=here.promises.appeal_days, now=now,
    )  # fmt: skip
    made = add(Appeal(complaint_id=complaint.id, text=text, made_at=now, maker_name=by.audit_name))
    clocks.start(complaint, deadlines.appeal_rule(here.promises, here.version), at=now)
    audit.record(ComplaintAction.APPEALED, complaint, by=by, now=now)
    steps.tell_office(
        complaint, _l("商家对投诉 %(code)s 的计入提出申诉", code=complaint.code),
        _l("要由没有办过这件投诉的人员决定。"), key="appeal", now=now,
    )  # fmt: skip
    return made


def decide_appeal(complaint: Complaint, *, by: User, granted: bool, reason: str, now: datetime) -> None:
    """Granted: the case leaves the seller's figures, and why is shown. Raises ``office_rules.NotImpartial``, ``office_rules.AlreadyDecided``."""
    steps.hold(complaint)
    made = around.appeal_of(complaint)
    if made is None or made.decided_at is not None:
        raise office_rules.AlreadyDecided
    office_rules.check_impartial(by.id, acted(complaint))
    made.decided_at, made.decider_name, made.granted, made.reason = now, by.audit_name, granted, reason
    if granted:
        complaint.left_out_at, complaint.left_out_why = now, reason
    clocks.meet(complaint, Clock.APPEAL, now=now)
    audit.record(ComplaintAction.APPEAL_DECIDED, complaint, by=by, now=now, granted=granted, reason=reason)
    title = (
        _l("投诉 %(code)s 的申诉成立，不再计入", code=complaint.code)
        if granted
        else _l("投诉 %(code)s 的申诉不成立", code=complaint.code)
    )
    steps.tell_shop(complaint, title, reason, key="appeal decided", now=now)


def acted(complaint: Complaint) -> set[int | None]:
    """Everybody who is on the case's record, and whoever has it."""
    return {entry.actor_id for entry in audit.of(complaint)} | {complaint.handler_id}
