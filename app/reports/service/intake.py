"""Taking a report in: the bureau's clock starts, because a report is always made to the bureau."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.clocks import service as clocks
from app.infra import audit, receipts, seals
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.scope import Session
from app.infra.uploads import Clean
from app.kernel import codes
from app.reports import queries, rules
from app.reports.models import Report
from app.reports.service import steps
from app.reports.terms import (
    CHECK_RULE,
    PHONES,
    SIGNS,
    Offence,
    ReportAction,
    ReportChannel,
    ReportSide,
    ReportState,
    ReportStep,
)


@dataclass(frozen=True, slots=True)
class Clue:
    """What a reporter says. ``form_key`` is the form's own random key: the same form sent twice is one report.

    Nothing here that the law does not ask for (市场监督管理投诉举报处理办法 art. 28): name and phone may stay empty.
    """

    offence: Offence
    happened: str
    form_key: str
    channel: ReportChannel
    merchant_id: int | None = None
    seller_said: str | None = None
    name: str | None = None
    phone: str | None = None
    parcel: tuple[int, int] | None = None
    complaint_code: str | None = None
    told_version_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """``secret`` is shown to the reporter and not kept."""

    report: Report
    secret: str
    is_new: bool


def receive(
    clue: Clue, *, files: Sequence[Clean] = (), by: Actor = steps.REPORTER, now: datetime
) -> ReportReceipt:
    """Take a report in, or find the one that this very form already made. Raises ``rules.SellerMissing``."""
    if clue.merchant_id is None and not clue.seller_said:
        raise rules.SellerMissing
    form_hash = receipts.hash_of_form(clue.form_key)
    secret = receipts.secret_of(clue.form_key, purpose=SIGNS)
    known = queries.by_form(form_hash)
    if known is not None:
        return ReportReceipt(known, secret, is_new=False)
    report = _row(clue, form_hash, secret, now)
    try:
        with Session().begin_nested():
            Session().add(report)
    except IntegrityError:  # the same form, at the same moment
        known = queries.by_form(form_hash)
        if known is None:
            raise
        return ReportReceipt(known, secret, is_new=False)
    _begin(report, files, by=by, now=now)
    return ReportReceipt(report, secret, is_new=True)


def hand_over(
    *,
    complaint_code: str,
    merchant_id: int,
    offence: Offence,
    text: str,
    form_key: str,
    by: User,
    now: datetime,
) -> Report:
    """An officer found a clue in a complaint: it is checked like any other, under its own number.

    Who complained is not copied: the complaint has it. Source: 市场监督管理投诉举报处理办法 art. 27.
    """
    clue = Clue(
        offence, text, form_key, ReportChannel.HANDED, merchant_id=merchant_id, complaint_code=complaint_code
    )
    return receive(clue, by=by, now=now).report


def _row(clue: Clue, form_hash: str, secret: str, now: datetime) -> Report:
    code = receipts.fresh_number("JB", now)
    batch_id, serial = clue.parcel or (None, None)
    return Report(
        code=code, secret_hash=codes.digest(secret, salt=code), form_hash=form_hash, merchant_id=clue.merchant_id,
        seller_said=clue.seller_said, label_batch_id=batch_id, label_serial=serial,
        complaint_code=clue.complaint_code, channel=clue.channel, name=clue.name, phone=clue.phone,
        phone_index=phone_mark(clue.phone) if clue.phone else None, offence=clue.offence,
        happened=clue.happened, state=ReportState.RECEIVED, received_at=now, told_version_id=clue.told_version_id,
    )  # fmt: skip


def _begin(report: Report, files: Sequence[Clean], *, by: Actor, now: datetime) -> None:
    side = ReportSide.BUREAU if report.channel is ReportChannel.HANDED else ReportSide.REPORTER
    clocks.start(report, CHECK_RULE, at=now)
    steps.write(report, ReportStep.RECEIVED, by=by, side=side, text=report.happened, now=now)
    steps.keep(report, files, side=side, now=now)
    audit.record(
        ReportAction.RECEIVED, report, by=by, now=now, channel=report.channel.value, offence=report.offence.value
    )  # fmt: skip
    steps.tell_office(
        report, _l("新举报 %(code)s", code=report.code),
        _l("请在 %(days)d 个工作日内核查，决定是否立案。举报人信息要保密。", days=CHECK_RULE.length), key="new", now=now,
    )  # fmt: skip


def phone_mark(phone: str) -> str:
    """What a reporter's phone is found by, without opening any."""
    return seals.blind_index(phone, purpose=PHONES)
