"""What the regulator does: accept or decline, mediate, note, unmask. Ending a case is in ``closing``."""

from datetime import datetime

from app.accounts.models import User
from app.clocks import service as clocks
from app.complaints import deadlines, queries, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import Clock, ComplaintAction, Ground, Outcome, Side, State, Step
from app.infra import audit
from app.infra.i18n import _l


def accept(complaint: Complaint, *, by: User, text: str, now: datetime) -> None:
    """Take it on; sixty days of mediation begin. Raises ``rules.MoveRefused``.

    Source: 市场监督管理投诉举报处理办法 art. 15 and 23.
    """
    steps.hold(complaint)
    steps.move(complaint, State.ACCEPTED)
    clocks.meet(complaint, Clock.DECIDE, now=now)
    clocks.start(complaint, deadlines.MEDIATE, at=now)
    _write(complaint, Step.ACCEPTED, by, text, now)
    audit.record(ComplaintAction.ACCEPTED, complaint, by=by, now=now)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 已受理", code=complaint.code), _l("市场监管部门已受理，将组织调解。"), key="accepted", now=now
    )  # fmt: skip
    steps.tell_consumer(
        complaint, _l("投诉 %(code)s 已受理，市场监管部门将组织调解。用查询码查看进展。", code=complaint.code),
        key=f"accepted {now}", now=now,
    )  # fmt: skip


def decline(complaint: Complaint, *, by: User, ground: Ground, text: str, now: datetime) -> None:
    """Not accepted, on one of the law's grounds and with reasons. Raises ``rules.MoveRefused``, ``rules.EndRefused``.

    Source: the same order, art. 15 para. 2 and art. 16.
    """
    steps.hold(complaint)
    rules.check_end(complaint.state, Outcome.NOT_ACCEPTED)
    clocks.meet(complaint, Clock.DECIDE, now=now)
    steps.end(complaint, Outcome.NOT_ACCEPTED, now=now)
    complaint.ground = ground
    _write(complaint, Step.NOT_ACCEPTED, by, text, now)
    audit.record(ComplaintAction.NOT_ACCEPTED, complaint, by=by, now=now, ground=ground.value)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 不予受理", code=complaint.code), _l("市场监管部门作出了不予受理决定。"), key="declined", now=now
    )  # fmt: skip
    steps.tell_consumer(
        complaint, _l("投诉 %(code)s 不予受理。理由和其他途径请用查询码查看。", code=complaint.code),
        key=f"declined {now}", now=now,
    )  # fmt: skip


def start_mediation(complaint: Complaint, *, by: User, text: str, now: datetime) -> None:
    """Both sides have agreed to mediation; when is kept. Raises ``rules.MoveRefused``.

    Source: the same order, art. 18.
    """
    steps.hold(complaint)
    steps.move(complaint, State.MEDIATING)
    complaint.consumer_agreed_at = complaint.merchant_agreed_at = now
    _write(complaint, Step.MEDIATION, by, text, now)
    audit.record(ComplaintAction.MEDIATION_STARTED, complaint, by=by, now=now)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 开始调解", code=complaint.code), _l("请留意市场监管部门的联系。"), key="mediation", now=now
    )  # fmt: skip


def note(complaint: Complaint, text: str, *, by: User, form_key: str, now: datetime) -> None:
    """For the regulator's eyes only; also after the end. The same form sent twice is one note."""
    steps.hold(complaint)
    form_hash = steps.hash_of_form(form_key)
    if queries.message_by_form(complaint.id, form_hash) is not None:
        return
    steps.write(
        complaint, Step.MESSAGE, side=Side.OFFICER, author=by.audit_name, text=text, now=now, private=True,
        form_hash=form_hash,
    )  # fmt: skip
    audit.record(ComplaintAction.NOTED, complaint, by=by, now=now)


def unmask(complaint: Complaint, *, by: User, reason: str, now: datetime) -> str:
    """The phone in full, once, with the reason on record. Nothing is changed but the record."""
    audit.record(ComplaintAction.UNMASKED, complaint, by=by, now=now, reason=reason)
    return complaint.phone


def _write(complaint: Complaint, step: Step, by: User, text: str, now: datetime) -> None:
    steps.write(complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now)
