"""Taking a complaint in: the seller's promise starts; the law's clock only if it came by a published channel."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.exc import IntegrityError

from app.complaints import deadlines, queries, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import About, Channel, ComplaintAction, Side, State, Step
from app.infra import audit, seals
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local
from app.regions import queries as regions

SECRET_LENGTH = 12
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What a consumer says. ``form_key`` is the form's own random key: the same form sent twice is one complaint."""

    merchant_id: int
    about: About
    happened: str
    wanted: str
    phone: str
    form_key: str
    channel: Channel
    may_pass_on: bool = False
    name: str | None = None
    amount: Decimal | None = None
    order_said: str | None = None
    label_batch_id: int | None = None
    label_serial: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """``secret`` is shown to the consumer and not kept."""

    complaint: Complaint
    secret: str
    is_new: bool


def receive(told: Told, *, by: Actor = steps.CONSUMER, now: datetime) -> Receipt:
    """Take a complaint in, or find the one that this very form already made."""
    form_hash, secret = steps.hash_of_form(told.form_key), _secret_of(told.form_key)
    known = queries.by_form(form_hash)
    if known is not None:
        return Receipt(known, secret, is_new=False)
    complaint = _row(told, form_hash, secret, now)
    try:
        with Session().begin_nested():
            Session().add(complaint)
    except IntegrityError:  # the same form, at the same moment
        known = queries.by_form(form_hash)
        if known is None:
            raise
        return Receipt(known, secret, is_new=False)
    _begin(complaint, by=by, now=now)
    return Receipt(complaint, secret, is_new=True)


def _secret_of(form_key: str) -> str:
    """The receipt's secret, made from the form's key: a form sent twice gets the same one, and none is stored."""
    mac = hmac.digest(seals.derive("complaint receipts"), form_key.encode(), "sha256")
    return "".join(codes.ALPHABET[byte % len(codes.ALPHABET)] for byte in mac[:SECRET_LENGTH])


def _row(told: Told, form_hash: str, secret: str, now: datetime) -> Complaint:
    code = f"TS{local(now):%y}-{codes.fresh(CODE_LENGTH)}"
    return Complaint(
        code=code, secret_hash=codes.digest(secret, salt=code), form_hash=form_hash, merchant_id=told.merchant_id,
        label_batch_id=told.label_batch_id, label_serial=told.label_serial, channel=told.channel, name=told.name,
        phone=told.phone, may_pass_on=told.may_pass_on, about=told.about, happened=told.happened, wanted=told.wanted,
        amount=told.amount, order_said=told.order_said, state=State.RECEIVED, received_at=now,
    )  # fmt: skip


def _begin(complaint: Complaint, *, by: Actor, now: datetime) -> None:
    policy, calendar = regions.policy(), regions.calendar()
    steps.start(complaint, deadlines.answer_by(now, policy.answer_hours))
    steps.start(complaint, deadlines.settle_by(now, policy.settle_workdays, calendar))
    steps.write(
        complaint, Step.RECEIVED, side=Side.CONSUMER, author=by.audit_name, text=complaint.happened, now=now
    )
    audit.record(
        ComplaintAction.RECEIVED, complaint, by=by, now=now, channel=complaint.channel.value,
        about=complaint.about.value, merchant_id=complaint.merchant_id,
    )  # fmt: skip
    title = _l("新投诉 %(code)s", code=complaint.code)
    steps.tell_shop(
        complaint,
        title,
        _l("请在 %(hours)d 小时内答复消费者。", hours=policy.answer_hours),
        key="new",
        now=now,
    )
    steps.tell_park(complaint, title, _l("园区内有商家收到投诉，请关注进展。"), key="new", now=now)
    if rules.reaches_bureau(complaint.channel, qr_is_published=policy.qr_is_published_channel):
        reach_bureau(complaint, now=now)


def reach_bureau(complaint: Complaint, *, now: datetime) -> None:
    """From now on the law's clock runs. Raises ``rules.MoveRefused``."""
    steps.move(complaint, State.TO_BUREAU)
    complaint.reached_bureau_at = now
    steps.start(complaint, deadlines.decide_by(now, regions.calendar()))
    steps.tell_office(
        complaint, _l("投诉 %(code)s 待决定是否受理", code=complaint.code),
        _l("请在 %(days)d 个工作日内作出决定并告知消费者。", days=deadlines.DECISION_WORKDAYS), key="bureau", now=now,
    )  # fmt: skip
