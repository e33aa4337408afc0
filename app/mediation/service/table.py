"""Opening the table, agreeing to mediation, talking, and ending it without agreement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts import queries as accounts
from app.accounts.models import User
from app.complaints import service as complaints
from app.complaints.models import Complaint
from app.complaints.terms import Outcome, Side, State
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.phrases import word
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local
from app.mediation import queries, rules
from app.mediation.models import Mediation
from app.mediation.service import steps
from app.mediation.terms import EndGround, MediationAction, MediationState, Party

CODE_LENGTH = 6
BOTH_SIDES = frozenset(Party)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an account, or the consumer with number and secret code."""

    side: Side
    actor: Actor

    @property
    def party(self) -> Party | None:
        return steps.PARTIES.get(self.side)


def open_table(complaint: Complaint, *, by: User, now: datetime) -> Mediation:
    """Invite both sides. Opening it again is the same table. Raises ``rules.NotYet``.

    A consent that was given before (by phone, on paper) and written into the complaint counts.
    """
    known = queries.known(complaint.id)
    if known is not None:
        return known
    rules.check_opening(complaint.state)
    mediation = Mediation(
        code=f"TJ{local(now):%y}-{codes.fresh(CODE_LENGTH)}", complaint_id=complaint.id, opened_at=now, mediator_id=by.id,
        mediator=by.audit_name, state=MediationState.INVITED, consumer_agreed_at=complaint.consumer_agreed_at,
        merchant_agreed_at=complaint.merchant_agreed_at,
    )  # fmt: skip
    try:
        with Session().begin_nested():
            Session().add(mediation)
    except IntegrityError:  # two officers at the same moment
        again = queries.known(complaint.id)
        if again is None:
            raise
        return again
    mediation.complaint = complaint
    audit.record(MediationAction.OPENED, mediation, by=by, now=now, complaint=complaint.code)
    title = _l("投诉 %(code)s 请您参加线上调解", code=complaint.code)
    steps.tell_shop(mediation, title, _l("同意调解后，就可以在线上和消费者商量怎么解决。"), key="invited", now=now, required=True)  # fmt: skip
    steps.tell_consumer(
        mediation, _l("投诉 %(code)s 可以线上调解了，用查询码打开投诉，看看是否同意。", code=complaint.code), key="invited",
        now=now, required=True,
    )  # fmt: skip
    _begin_if_both(mediation, now=now)
    return mediation


def consent(mediation: Mediation, *, party: Party, by: Actor, now: datetime) -> None:
    """One side agrees to mediation; the time is kept, the first one stays. Raises ``rules.TableMoved``.

    Source: 市场监督管理投诉举报处理办法 art. 18.
    """
    steps.hold(mediation)
    if mediation.consent_of(party) is not None:
        return
    if mediation.state is not MediationState.INVITED:
        raise rules.TableMoved(now=mediation.state)
    if party is Party.CONSUMER:
        mediation.consumer_agreed_at = now
    else:
        mediation.merchant_agreed_at = now
    audit.record(MediationAction.CONSENTED, mediation, by=by, now=now, party=party.value)
    _begin_if_both(mediation, now=now)


def refuse(mediation: Mediation, *, party: Party, by: Actor, form_key: str, now: datetime) -> None:
    """One side does not want it. That ends nothing by itself: the mediator decides (art. 23 item 2)."""
    steps.hold(mediation)
    if not mediation.at_the_table:
        raise rules.TableMoved(now=mediation.state)
    side = steps.SIDES[party]
    if not steps.say(mediation, side, by.audit_name, "不同意调解", form_key=form_key, now=now):
        return
    audit.record(MediationAction.REFUSED, mediation, by=by, now=now, party=party.value)
    code = mediation.complaint.code
    steps.tell_mediator(
        mediation, _l("投诉 %(code)s 有一方不同意调解", code=code), _l("请核实后决定是否终止调解。"),
        key=f"refused {party.value}", now=now,
    )  # fmt: skip


def speak(mediation: Mediation, text: str, *, who: Speaker, form_key: str, now: datetime) -> None:
    """Say something at the table. The same form sent twice is said once. Raises ``rules.TableMoved``."""
    steps.hold(mediation)
    if not mediation.at_the_table:
        raise rules.TableMoved(now=mediation.state)
    if not steps.say(mediation, who.side, who.actor.audit_name, text, form_key=form_key, now=now):
        return
    audit.record(MediationAction.SPOKE, mediation, by=who.actor, now=now)
    title = _l("投诉 %(code)s 的调解有新发言", code=mediation.complaint.code)
    key = f"said {len(mediation.lines)}"
    if who.side is not Side.MERCHANT:
        steps.tell_shop(mediation, title, _l("打开查看。"), key=key, now=now)
    if who.side in (Side.CONSUMER, Side.MERCHANT):
        steps.tell_mediator(mediation, title, _l("打开查看。"), key=key, now=now)


def end(mediation: Mediation, *, ground: EndGround, reason: str, by: User, now: datetime) -> None:
    """It ends without agreement, on one of the law's grounds; so does the complaint, and both sides are told.

    Raises ``rules.ReasonShort``, ``rules.TableMoved`` and what ``complaints.service.close`` raises.
    Source: 市场监督管理投诉举报处理办法 art. 23.
    """
    rules.check_reason(reason)
    steps.hold(mediation)
    steps.move(mediation, MediationState.ENDED)
    mediation.ended_at, mediation.ground, mediation.end_reason = now, ground, reason
    audit.record(MediationAction.ENDED, mediation, by=by, now=now, ground=ground.value)
    if mediation.complaint.is_open:
        told = f"{word(ground)}\n{reason}"
        complaints.close(mediation.complaint, by=by, outcome=Outcome.MEDIATION_ENDED, text=told, now=now)
    title = _l("投诉 %(code)s 的调解已终止", code=mediation.complaint.code)
    text = _l("没有达成协议。不服的可以依法起诉或者申请仲裁。")
    steps.tell_shop(mediation, title, text, key="ended", now=now, required=True)


def _begin_if_both(mediation: Mediation, *, now: datetime) -> None:
    """Both have agreed: talking begins, and the complaint says so with both times."""
    if mediation.state is not MediationState.INVITED or not all(
        mediation.consent_of(one) for one in BOTH_SIDES
    ):
        return
    steps.move(mediation, MediationState.TALKING)
    complaint = mediation.complaint
    mediator = accounts.user(mediation.mediator_id) if mediation.mediator_id else None
    if complaint.state is State.ACCEPTED and mediator is not None:
        complaints.start_mediation(complaint, by=mediator, text="双方都同意线上调解。", now=now)
        complaint.consumer_agreed_at = mediation.consumer_agreed_at
        complaint.merchant_agreed_at = mediation.merchant_agreed_at
    Session().flush()
