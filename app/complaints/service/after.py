"""What the consumer may still say after the end: how it was, that it was wrong, and that it is not over."""

from datetime import datetime

from app.clocks import service as clocks
from app.complaints import deadlines, office_rules, policy
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import ComplaintAction, ConsumerWord, Satisfaction, Side, State, Step
from app.infra import audit
from app.infra.i18n import _l

RATED = {  # what the history keeps, as it was said
    Satisfaction.SATISFIED: "满意",
    Satisfaction.SO_SO: "还行",
    Satisfaction.UNSATISFIED: "不满意",
}


def rate(complaint: Complaint, satisfaction: Satisfaction, *, now: datetime) -> None:
    """How content the consumer is with the handling; the last word counts. Raises ``office_rules.NotEnded``."""
    steps.hold(complaint)
    _check_ended(complaint)
    if complaint.satisfaction is satisfaction:
        return
    complaint.satisfaction = satisfaction
    _write(complaint, Step.RATED, RATED[satisfaction], now)
    audit.record(
        ComplaintAction.RATED, complaint, by=steps.CONSUMER, now=now, satisfaction=satisfaction.value
    )


def object_to_end(complaint: Complaint, *, text: str, now: datetime) -> None:
    """The consumer disputes how it ended: written down, told to the office, counted. Raises ``office_rules.NotEnded``."""
    steps.hold(complaint)
    _check_ended(complaint)
    complaint.objected_at = complaint.objected_at or now
    _write(complaint, Step.OBJECTED, text, now)
    audit.record(ComplaintAction.OBJECTED, complaint, by=steps.CONSUMER, now=now)
    steps.tell_office(
        complaint, _l("消费者不认可投诉 %(code)s 的结果", code=complaint.code), _l("打开查看理由。"),
        key=f"objected {now}", now=now,
    )  # fmt: skip


def reopen(complaint: Complaint, *, text: str, now: datetime) -> None:
    """It is not over: the seller has not done what it said. Within the region's days. Raises ``office_rules.ReopenRefused``."""
    steps.hold(complaint)
    here = policy.in_force(now)
    to = office_rules.reopens_to(complaint.outcome, complaint.closed_at, here.promises.reopen_days, now)
    steps.open_again(complaint, State.TO_BUREAU if complaint.reached_bureau_at else to)
    complaint.word, complaint.spoke_at = ConsumerWord.NOT_SOLVED, now
    complaint.reopened += 1
    rule = deadlines.settle_rule(here.promises, here.version)
    clocks.start(complaint, deadlines.DECIDE if complaint.reached_bureau_at else rule, at=now)
    _write(complaint, Step.REOPENED, text, now)
    audit.record(ComplaintAction.REOPENED, complaint, by=steps.CONSUMER, now=now, times=complaint.reopened)
    title = _l("投诉 %(code)s 重新打开了", code=complaint.code)
    steps.tell_shop(
        complaint, title, _l("消费者说没有做到，请马上联系处理。"), key=f"reopened {now}", now=now
    )
    steps.tell_park(complaint, title, _l("请督促商家处理。"), key=f"reopened {now}", now=now)
    steps.tell_office(complaint, title, _l("打开查看理由。"), key=f"reopened {now}", now=now)


def _check_ended(complaint: Complaint) -> None:
    if complaint.state is not State.CLOSED:
        raise office_rules.NotEnded


def _write(complaint: Complaint, step: Step, text: str, now: datetime) -> None:
    steps.write(complaint, step, side=Side.CONSUMER, author=steps.CONSUMER.audit_name, text=text, now=now)
