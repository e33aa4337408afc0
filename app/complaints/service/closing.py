"""Ending a case: with the consumer's word, or against it with four eyes; and telling both sides that mediation ended."""

from datetime import datetime

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import queries as running_clocks
from app.clocks import service as clocks
from app.complaints import around, deadlines, handing, office_rules, policy, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.side_models import Closing
from app.complaints.terms import Clock, ComplaintAction, Outcome, Step
from app.infra import audit
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.notices import service as notices


def close(complaint: Complaint, *, by: User, outcome: Outcome, text: str, now: datetime) -> bool:
    """End it, or, against the consumer's word, propose the end to a second officer; whether it has ended.

    ``text`` is the reason, and both sides read it. Raises ``rules.MoveRefused``, ``rules.EndRefused``,
    ``rules.WordMissing``, ``rules.ReasonMissing``, ``rules.SilenceTooShort``, ``office_rules.ProposalWaits``.
    """
    steps.hold(complaint)
    _check(complaint, outcome, text, now)
    if office_rules.needs_second(outcome, complaint.word):
        _propose(complaint, by=by, outcome=outcome, text=text, now=now)
        return False
    _end(complaint, by=by, outcome=outcome, text=text, now=now)
    return True


def confirm(complaint: Complaint, *, by: User, now: datetime) -> None:
    """The second pair of eyes agrees: it ends as proposed. Raises ``office_rules.SamePerson``, ``office_rules.AlreadyDecided`` and what ``close`` does."""
    steps.hold(complaint)
    proposal = _waiting(complaint)
    office_rules.check_second(proposal.proposer_id, by.id)
    _check(complaint, proposal.outcome, proposal.text, now)
    proposal.decided_at, proposal.decider_name, proposal.confirmed = now, by.audit_name, True
    _end(
        complaint,
        by=by,
        outcome=proposal.outcome,
        text=proposal.text,
        now=now,
        proposer=proposal.proposer_name,
    )


def refuse(complaint: Complaint, *, by: User, reason: str, now: datetime) -> None:
    """The second pair of eyes does not agree: the case goes on. Raises ``office_rules.SamePerson``, ``office_rules.AlreadyDecided``."""
    steps.hold(complaint)
    proposal = _waiting(complaint)
    office_rules.check_second(proposal.proposer_id, by.id)
    proposal.decided_at, proposal.decider_name = now, by.audit_name
    proposal.confirmed, proposal.reason = False, reason
    _note(complaint, Step.MESSAGE, by, f"不同意结案，退回继续办理：{reason}", now)
    audit.record(
        ComplaintAction.END_REFUSED, complaint, by=by, now=now, outcome=proposal.outcome.value, reason=reason
    )
    proposer = accounts.user(proposal.proposer_id)
    notices.tell_all(
        [proposer] if proposer else [], _l("投诉 %(code)s 的结案没有通过复核", code=complaint.code), reason,
        f"/complaints/{complaint.code}", key=f"{complaint.code} end refused {now}", now=now,
    )  # fmt: skip


def tell_end(complaint: Complaint, *, by: User, text: str, now: datetime) -> None:
    """Both sides have been told that mediation ended, and how. Raises ``office_rules.AlreadyDecided`` if that is done.

    Source: 市场监督管理投诉举报处理办法 art. 23 para. 2.
    """
    steps.hold(complaint)
    if not running_clocks.running(complaint, Clock.NOTIFY):
        raise office_rules.AlreadyDecided
    clocks.meet(complaint, Clock.NOTIFY, now=now)
    _write(complaint, Step.END_TOLD, by, text, now)
    audit.record(ComplaintAction.END_TOLD, complaint, by=by, now=now)


def _check(complaint: Complaint, outcome: Outcome, text: str, now: datetime) -> None:
    rules.check_end(complaint.state, outcome)
    rules.check_word(outcome, complaint.word, text)
    if outcome is Outcome.SILENT:
        days = policy.in_force(now).promises.silence_days
        rules.check_silence(complaint.answered_at, complaint.spoke_at, days, now)


def _propose(complaint: Complaint, *, by: User, outcome: Outcome, text: str, now: datetime) -> None:
    if around.waiting_closing(complaint) is not None:
        raise office_rules.ProposalWaits
    add(
        Closing(
            complaint_id=complaint.id, outcome=outcome, text=text, proposed_at=now, proposer_id=by.id,
            proposer_name=by.audit_name,
        )
    )  # fmt: skip
    _note(complaint, Step.END_PROPOSED, by, text, now)
    audit.record(
        ComplaintAction.END_PROPOSED, complaint, by=by, now=now, outcome=outcome.value, word=complaint.word
    )
    others = [one for one in accounts.of_role(Role.OFFICER, Role.ADMIN) if one.id != by.id]
    notices.tell_all(
        others, _l("投诉 %(code)s 的结案要您复核", code=complaint.code),
        _l("结果与消费者的话不一致，要由第二位市场监管人员确认。"), f"/complaints/{complaint.code}",
        key=f"{complaint.code} end proposed {now}", now=now,
    )  # fmt: skip


def _end(
    complaint: Complaint, *, by: User, outcome: Outcome, text: str, now: datetime, proposer: str = ""
) -> None:
    clocks.meet(complaint, Clock.MEDIATE, now=now)
    steps.end(complaint, outcome, now=now)
    if outcome is Outcome.MEDIATION_ENDED:
        clocks.start(complaint, deadlines.NOTIFY, at=now)
    if outcome is Outcome.TO_ENFORCEMENT:
        handing.to_enforcement(complaint, by=by, text=text, now=now)
    _write(complaint, Step.CLOSED, by, text, now)
    facts = {"proposer": proposer} if proposer else {}
    audit.record(
        ComplaintAction.CLOSED, complaint, by=by, now=now, outcome=outcome.value, word=complaint.word, **facts
    )
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 已结案", code=complaint.code), _l("打开查看结果。"), key=f"closed {now}", now=now
    )  # fmt: skip
    steps.tell_consumer(
        complaint, _l("投诉 %(code)s 已结案。结果、理由和其他途径请用查询码查看。", code=complaint.code), key=f"closed {now}",
        now=now,
    )  # fmt: skip


def _waiting(complaint: Complaint) -> Closing:
    waiting = select(Closing).where(Closing.complaint_id == complaint.id, Closing.decided_at.is_(None))
    proposal = Session().scalar(waiting.with_for_update())
    if proposal is None:
        raise office_rules.AlreadyDecided
    return proposal


def _note(complaint: Complaint, step: Step, by: User, text: str, now: datetime) -> None:
    """What officers say to each other: it stays on the case, and neither side reads it."""
    steps.write(
        complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now, private=True
    )


def _write(complaint: Complaint, step: Step, by: User, text: str, now: datetime) -> None:
    steps.write(complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now)
