"""What the seller does: answer, and say that it is settled."""

import enum
from datetime import datetime

from app.accounts.models import User
from app.clocks import service as clocks
from app.complaints import deadlines, policy, rules
from app.complaints.models import Complaint, Message
from app.complaints.service import steps
from app.complaints.terms import Clock, ComplaintAction, SettleFrom, Side, State, Step
from app.infra import audit
from app.infra.i18n import _l


class Stance(enum.StrEnum):
    """What the seller's answer comes to."""

    AGREES = "agrees"
    PROPOSES = "proposes"
    REFUSES = "refuses"


def answer(complaint: Complaint, *, by: User, stance: Stance, text: str, now: datetime) -> Message:
    """The seller's answer. At the bureau the state stays; the promise is kept all the same.

    Raises ``rules.MoveRefused``, ``rules.Ended``.
    """
    message = _act(complaint, State.ANSWERED, Step.ANSWERED, by=by, text=text, now=now)
    clocks.meet(complaint, Clock.ANSWER, now=now)
    complaint.answered_at = now
    here = policy.in_force(now)
    if stance is not Stance.REFUSES and here.promises.settle.from_ is SettleFrom.ANSWER:
        clocks.start(complaint, deadlines.settle_rule(here.promises, here.version), at=now)
    audit.record(ComplaintAction.ANSWERED, complaint, by=by, now=now, stance=stance.value)
    steps.tell_park(
        complaint, _l("投诉 %(code)s 商家已答复", code=complaint.code), _l("等待消费者表态。"), key=f"answered {now}", now=now
    )  # fmt: skip
    return message


def settle(complaint: Complaint, *, by: User, text: str, now: datetime) -> Message:
    """The seller has done what it promised; the consumer is asked whether that is so.

    Raises ``rules.MoveRefused``, ``rules.Ended``.
    """
    message = _act(complaint, State.SETTLED, Step.SETTLED, by=by, text=text, now=now)
    clocks.meet(complaint, Clock.ANSWER, Clock.SETTLE, now=now)
    complaint.answered_at = now
    audit.record(ComplaintAction.SETTLED, complaint, by=by, now=now)
    return message


def _act(complaint: Complaint, to: State, step: Step, *, by: User, text: str, now: datetime) -> Message:
    steps.hold(complaint)
    rules.check_open(complaint.state)
    if complaint.state not in rules.TALKING_ON:
        steps.move(complaint, to)
    message = steps.write(complaint, step, side=Side.MERCHANT, author=by.audit_name, text=text, now=now)
    if complaint.reached_bureau_at is not None:
        steps.tell_office(
            complaint, _l("投诉 %(code)s 商家有了答复", code=complaint.code), _l("打开查看。"),
            key=f"{step.value} {now}", now=now,
        )  # fmt: skip
    return message
