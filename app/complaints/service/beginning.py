"""How a case begins: the seller's promise; the law's clock only once it has come by a published channel."""

from datetime import datetime

from app.clocks import service as clocks
from app.clocks.terms import Unit
from app.complaints import deadlines, policy, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import Channel, Clock, ComplaintAction, SettleFrom, Side, State, Step
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.infra.scope import Session
from app.merchants.models import Merchant


def begin(complaint: Complaint, *, by: Actor, now: datetime) -> None:
    """The promises run, its people know; if it came by a published channel, it is at the bureau at once."""
    here = policy.in_force(now)
    complaint.station_id = Session().get_one(Merchant, complaint.merchant_id).station_id
    clocks.start(complaint, deadlines.answer_rule(here.promises, here.version), at=now)
    if here.promises.settle.from_ is SettleFrom.RECEIPT:
        clocks.start(complaint, deadlines.settle_rule(here.promises, here.version), at=now)
    steps.write(
        complaint, Step.RECEIVED, side=Side.CONSUMER, author=by.audit_name, text=complaint.happened, now=now
    )
    audit.record(
        ComplaintAction.RECEIVED, complaint, by=by, now=now, channel=complaint.channel.value,
        about=complaint.about.value, merchant_id=complaint.merchant_id,
    )  # fmt: skip
    title, answer = _l("新投诉 %(code)s", code=complaint.code), here.promises.answer
    steps.tell_shop(complaint, title, lambda: _please(answer.length, answer.unit), key="new", now=now)
    steps.tell_park(complaint, title, _l("园区内有商家收到投诉，请关注进展。"), key="new", now=now)
    if rules.reaches_bureau(complaint.channel, qr_is_published=here.qr_is_published):
        reach_bureau(complaint, now=now, why=_basis(complaint, here))


def reach_bureau(complaint: Complaint, *, now: datetime, why: str = "") -> None:
    """From now on the law's clock runs. ``why``: by which published channel. Raises ``rules.MoveRefused``."""
    steps.move(complaint, State.TO_BUREAU)
    complaint.reached_bureau_at = now
    clocks.lift(complaint, Clock.STATION, now=now)
    clocks.start(complaint, deadlines.DECIDE, at=now)
    if why:
        steps.write(complaint, Step.TO_BUREAU, side=Side.OFFICER, author="系统", text=why, now=now)
        audit.record(
            ComplaintAction.SENT_TO_BUREAU, complaint, by=audit.SYSTEM, now=now, side="channel", why=why
        )
    steps.tell_office(
        complaint, _l("投诉 %(code)s 待决定是否受理", code=complaint.code),
        _l("请在 %(days)d 个工作日内作出决定并告知消费者。", days=deadlines.DECIDE.length), key=f"bureau {now}", now=now,
    )  # fmt: skip


def _basis(complaint: Complaint, here: policy.CasePolicy) -> str:
    """Kept in Chinese, as what was announced is: it is part of the case's papers."""
    if complaint.channel is Channel.HOTLINE or here.setting is None:
        return ""
    return f"扫码渠道已由市场监管部门公布：{here.setting.announcement} {here.setting.url}".strip()


def _please(length: int, unit: Unit) -> str:
    return _("请在 %(length)d %(unit)s内答复消费者。", length=length, unit=word(unit))
