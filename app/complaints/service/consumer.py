"""What the consumer does with number and secret code: say whether it is solved, withdraw, turn to the bureau."""

from datetime import datetime

from app.clocks import service as clocks
from app.complaints import rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.service.beginning import reach_bureau
from app.complaints.terms import Clock, ComplaintAction, ConsumerWord, Outcome, Side, State, Step
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _l

STEPS = {
    ConsumerWord.SOLVED: Step.SAID_SOLVED,
    ConsumerWord.PARTLY_SOLVED: Step.SAID_PARTLY,
    ConsumerWord.NOT_SOLVED: Step.SAID_NOT_SOLVED,
}
ENDS = {ConsumerWord.SOLVED: Outcome.SOLVED, ConsumerWord.PARTLY_SOLVED: Outcome.PARTLY_SOLVED}


def say_word(complaint: Complaint, word: ConsumerWord, *, text: str, now: datetime) -> None:
    """Solved or partly solved ends it; not solved keeps it open and says so. Saying it twice is saying it once.

    Raises ``rules.MoveRefused``.
    """
    steps.hold(complaint)
    outcome = ENDS.get(word)
    if complaint.word is word and complaint.state in (State.CLOSED, State.DISPUTED):
        return
    complaint.word, complaint.spoke_at = word, now
    if outcome is not None:
        clocks.meet(complaint, Clock.SETTLE, Clock.MEDIATE, now=now)
        steps.end(complaint, outcome, now=now)
    elif complaint.state not in rules.TALKING_ON:
        steps.move(complaint, State.DISPUTED)
    _write(complaint, STEPS[word], text, now)
    audit.record(ComplaintAction.WORD_SAID, complaint, by=steps.CONSUMER, now=now, word=word.value)
    title, told = (
        (_l("投诉 %(code)s 消费者说解决了", code=complaint.code), _l("这件投诉已结案，谢谢您的处理。"))
        if outcome
        else (
            _l("投诉 %(code)s 消费者说没有解决", code=complaint.code),
            _l("请再看看消费者的诉求，重新答复。"),
        )
    )
    steps.tell_shop(complaint, title, told, key=f"word {now}", now=now)


def withdraw(complaint: Complaint, *, text: str, now: datetime) -> None:
    """The consumer takes it back. Raises ``rules.MoveRefused``."""
    steps.hold(complaint)
    steps.end(complaint, Outcome.WITHDRAWN, now=now)
    _write(complaint, Step.WITHDRAWN, text, now)
    audit.record(ComplaintAction.WITHDRAWN, complaint, by=steps.CONSUMER, now=now)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 已撤回", code=complaint.code), _l("消费者撤回了投诉。"), key="withdrawn", now=now
    )  # fmt: skip


def send_to_bureau(
    complaint: Complaint, *, by: Actor = steps.CONSUMER, side: Side = Side.CONSUMER, text: str,
    name: str | None = None, address: str | None = None, now: datetime,
) -> None:  # fmt: skip
    """转 12315: from this moment the law's clock runs. Name and address are what art. 10 asks for.

    A missing one is a ground to decline (art. 16 item 5), not a mistake in the form.

    Raises ``rules.MoveRefused``.
    """
    steps.hold(complaint)
    reach_bureau(complaint, now=now)
    complaint.name, complaint.address = name or complaint.name, address or complaint.address
    steps.write(complaint, Step.TO_BUREAU, side=side, author=by.audit_name, text=text, now=now)
    audit.record(ComplaintAction.SENT_TO_BUREAU, complaint, by=by, now=now, side=side.value)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 已转市场监管部门", code=complaint.code),
        _l("市场监管部门将决定是否受理。您仍然可以继续答复和处理。"), key="bureau", now=now,
    )  # fmt: skip


def _write(complaint: Complaint, step: Step, text: str, now: datetime) -> None:
    steps.write(complaint, step, side=Side.CONSUMER, author=steps.CONSUMER.audit_name, text=text, now=now)
