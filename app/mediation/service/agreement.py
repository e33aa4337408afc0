"""Proposals, and both sides' word on one text."""

from dataclasses import dataclass
from datetime import date, datetime

from app.clocks import service as clocks
from app.complaints import service as complaints
from app.complaints.service.steps import hash_of_form
from app.complaints.terms import Clock, ConsumerWord, Side, Step
from app.infra import audit, jobs
from app.infra.audit import SYSTEM, Actor
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.mediation import queries, rules, seal
from app.mediation.jobs import MediationJob
from app.mediation.models import Confirmation, Mediation, Proposal
from app.mediation.service import steps
from app.mediation.service.table import Speaker
from app.mediation.terms import MediationAction, MediationState, Party
from app.regions import queries as regions


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be done, and until when."""

    terms: str
    perform_by: date


def propose(mediation: Mediation, offer: Offer, *, who: Speaker, form_key: str, now: datetime) -> None:
    """Put a whole agreement on the table; it takes the place of the one before.

    Raises ``rules.ConsentMissing``, ``rules.TableMoved``, ``rules.DayPassed``. The same form sent twice is one proposal.
    """
    steps.hold(mediation)
    rules.check_talking(mediation.state)
    rules.check_perform_by(offer.perform_by, local_day(now))
    form_hash = hash_of_form(form_key)
    if any(one.form_hash == form_hash for one in mediation.proposals):
        return
    text = _text(mediation, offer)
    number = queries.last_number(mediation.id) + 1
    add(
        Proposal(
            mediation_id=mediation.id, number=number, form_hash=form_hash, at=now, side=who.side,
            author=who.actor.audit_name, terms=offer.terms, perform_by=offer.perform_by, text=text,
            text_hash=rules.hash_of(text), confirmations=[],
        )
    )  # fmt: skip
    Session().refresh(mediation, ["proposals"])
    audit.record(
        MediationAction.PROPOSED,
        mediation,
        by=who.actor,
        now=now,
        number=number,
        text_hash=rules.hash_of(text),
    )
    title = _l("投诉 %(code)s 的调解有新方案", code=mediation.complaint.code)
    text_told = _l("请看方案全文，同意就确认。")
    if who.side is not Side.MERCHANT:
        steps.tell_shop(mediation, title, text_told, key=f"proposal {number}", now=now)
    if who.side is not Side.CONSUMER:
        steps.tell_consumer(
            mediation, _l("投诉 %(code)s 有了调解方案，请用查询码打开看看，同意就确认。", code=mediation.complaint.code),
            key=f"proposal {number}", now=now,
        )  # fmt: skip
    if who.side in (Side.CONSUMER, Side.MERCHANT):
        steps.tell_mediator(mediation, title, _l("打开查看。"), key=f"proposal {number}", now=now)


def confirm(mediation: Mediation, *, party: Party, text_hash: str, by: Actor, now: datetime) -> bool:
    """One side's word on exactly the text it read; whether both have given theirs now.

    Confirming twice is confirming once. Raises ``rules.TextChanged`` if another text lies on the table by now,
    ``rules.ConsentMissing``, ``rules.TableMoved``.
    """
    steps.hold(mediation)
    proposal = queries.newest_proposal(mediation.id)
    if mediation.has_agreement and mediation.text_hash == text_hash:
        return True
    rules.check_talking(mediation.state)
    if proposal is None or proposal.text_hash != text_hash:
        raise rules.TextChanged
    if party not in proposal.confirmed_by:
        add(
            Confirmation(
                proposal_id=proposal.id, party=party, author=by.audit_name, at=now, text_hash=text_hash
            )
        )
        Session().refresh(proposal, ["confirmations"])
        audit.record(
            MediationAction.CONFIRMED, mediation, by=by, now=now, party=party.value, text_hash=text_hash
        )
    if not rules.both(proposal.confirmed_by):
        _tell_the_other(mediation, party, proposal, now=now)
        return False
    _agree(mediation, proposal, now=now)
    return True


def _agree(mediation: Mediation, proposal: Proposal, *, now: datetime) -> None:
    """Both confirmed one text: it is signed, the sixty days are kept, the complaint is settled by the consumer's own word."""
    steps.move(mediation, MediationState.AGREED)
    mediation.agreed_at, mediation.text, mediation.text_hash = now, proposal.text, proposal.text_hash
    mediation.perform_by = proposal.perform_by
    mediation.signature = seal.sign(seal.statement_of(mediation))
    clocks.meet(mediation.complaint, Clock.MEDIATE, now=now)
    steps.note_in_case(mediation, Step.AGREED, Side.OFFICER, mediation.mediator, proposal.terms, now=now)
    if mediation.complaint.is_open:  # the consumer has confirmed "settled by this", in these words
        complaints.say_word(mediation.complaint, ConsumerWord.SOLVED, text="", now=now)
    audit.record(MediationAction.AGREED, mediation, by=SYSTEM, now=now, text_hash=proposal.text_hash)
    jobs.promise(MediationJob.PAPER, key=f"agreement {mediation.code}", mediation_id=mediation.id)
    title = _l("投诉 %(code)s 达成了调解协议", code=mediation.complaint.code)
    steps.tell_shop(mediation, title, _l("请在约定的日期前履行。"), key="agreed", now=now, required=True)
    steps.tell_mediator(mediation, title, _l("双方都已确认，协议书正在生成。"), key="agreed", now=now)
    steps.tell_consumer(
        mediation, _l("投诉 %(code)s 达成了调解协议。商家如不履行，打开投诉点一下就能告诉我们。", code=mediation.complaint.code),
        key="agreed", now=now, required=True,
    )  # fmt: skip


def _tell_the_other(mediation: Mediation, party: Party, proposal: Proposal, *, now: datetime) -> None:
    key = f"confirmed {proposal.number} {party.value}"
    code = mediation.complaint.code
    if party is Party.CONSUMER:
        steps.tell_shop(mediation, _l("投诉 %(code)s 消费者确认了调解方案", code=code), _l("您也确认，协议就成立了。"), key=key, now=now)  # fmt: skip
    else:
        steps.tell_consumer(
            mediation,
            _l("投诉 %(code)s 商家确认了调解方案，您也确认，协议就成立了。", code=code),
            key=key,
            now=now,
        )


def _text(mediation: Mediation, offer: Offer) -> str:
    complaint = mediation.complaint
    return rules.text_of(
        rules.Terms(
            number=mediation.code, complaint=complaint.code, bureau=regions.here().bureau_name,
            consumer=complaint.masked_name or "投诉人", merchant=complaint.merchant.name,
            uscc=complaint.merchant.uscc, agreed=offer.terms, perform_by=offer.perform_by,
        )
    )  # fmt: skip
