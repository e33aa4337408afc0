"""Taking a complaint in, or finding the one that the same form already made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.complaints import attachments, queries, weights
from app.complaints.models import Complaint, Message
from app.complaints.service import beginning, steps
from app.complaints.terms import About, Channel, State
from app.infra import receipts, seals
from app.infra.audit import Actor
from app.infra.scope import Session
from app.infra.uploads import Clean
from app.kernel import codes

SECRETS, PHONES = "complaint receipts", "complaint phones"


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
    told_version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """``secret`` is shown to the consumer and not kept."""

    complaint: Complaint
    secret: str
    is_new: bool


def receive(told: Told, *, files: Sequence[Clean] = (), by: Actor = steps.CONSUMER, now: datetime) -> Receipt:
    """Take a complaint in, or find the one that this very form already made."""
    form_hash = receipts.hash_of_form(told.form_key)
    secret = receipts.secret_of(told.form_key, purpose=SECRETS)
    known = queries.by_form(form_hash)
    if known is not None:
        return Receipt(known, secret, is_new=False)
    complaint = _row(told, form_hash, secret, now)
    weights.put_on(complaint, now=now)
    try:
        with Session().begin_nested():
            Session().add(complaint)
    except IntegrityError:  # the same form, at the same moment
        known = queries.by_form(form_hash)
        if known is None:
            raise
        return Receipt(known, secret, is_new=False)
    beginning.begin(complaint, by=by, now=now)
    _keep(complaint, files, now)
    return Receipt(complaint, secret, is_new=True)


def renew_secret(complaint: Complaint) -> str:
    """Another secret code; the one before opens nothing any more."""
    secret = receipts.fresh_secret()
    complaint.secret_hash = codes.digest(secret, salt=complaint.code)
    return secret


def phone_mark(phone: str) -> str:
    """What a phone is found by, without opening any."""
    return seals.blind_index(phone, purpose=PHONES)


def phone_marks(phone: str) -> tuple[str, ...]:
    """The same under earlier secrets too."""
    return seals.blind_indexes(phone, purpose=PHONES)


def _keep(complaint: Complaint, files: Sequence[Clean], now: datetime) -> None:
    if files:
        first = select(Message).where(Message.complaint_id == complaint.id).order_by(Message.id).limit(1)
        attachments.keep(complaint, Session().scalars(first).one(), files, now=now)


def _row(told: Told, form_hash: str, secret: str, now: datetime) -> Complaint:
    code = receipts.fresh_number("TS", now)
    return Complaint(
        code=code, secret_hash=codes.digest(secret, salt=code), form_hash=form_hash, merchant_id=told.merchant_id,
        label_batch_id=told.label_batch_id, label_serial=told.label_serial, channel=told.channel, name=told.name,
        phone=told.phone, phone_index=phone_mark(told.phone), may_pass_on=told.may_pass_on, about=told.about,
        happened=told.happened, wanted=told.wanted, amount=told.amount, order_said=told.order_said,
        state=State.RECEIVED, received_at=now, told_version_id=told.told_version_id,
    )  # fmt: skip
