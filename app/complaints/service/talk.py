"""Messages between consumer, seller, station and regulator."""

from datetime import datetime

from app.accounts.models import User
from app.complaints import queries, rules
from app.complaints.models import Complaint, Message
from app.complaints.service import steps
from app.complaints.terms import ComplaintAction, Side, Step
from app.infra import audit
from app.infra.i18n import _l


def leave_message(
    complaint: Complaint, text: str, *, by: User | None, form_key: str, now: datetime
) -> Message:
    """A word to the others; ``by`` None is the consumer. The same form sent twice is one message.

    Raises ``rules.Ended``.
    """
    steps.hold(complaint)
    form_hash = steps.hash_of_form(form_key)
    known = queries.message_by_form(complaint.id, form_hash)
    if known is not None:
        return known
    rules.check_open(complaint.state)
    side = steps.side_of(by) if by else Side.CONSUMER
    actor = by or steps.CONSUMER
    message = steps.write(
        complaint, Step.MESSAGE, side=side, author=actor.audit_name, text=text, now=now, form_hash=form_hash
    )
    if side is Side.CONSUMER:
        complaint.spoke_at = now
    audit.record(ComplaintAction.MESSAGE_LEFT, complaint, by=actor, now=now, side=side.value)
    _tell_others(complaint, message, now=now)
    return message


def _tell_others(complaint: Complaint, message: Message, *, now: datetime) -> None:
    title = _l("投诉 %(code)s 有新留言", code=complaint.code)
    key = f"message {message.id}"
    if message.side is not Side.MERCHANT:
        steps.tell_shop(complaint, title, _l("打开查看并回复。"), key=key, now=now)
    if message.side is not Side.OFFICER and complaint.reached_bureau_at is not None:
        steps.tell_office(complaint, title, _l("打开查看并回复。"), key=key, now=now)
