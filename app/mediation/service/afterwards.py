"""After an agreement: its paper, whether it was kept, and what happens when it was not."""

from datetime import datetime

from app.accounts.models import User
from app.clocks import queries as clock_reads
from app.clocks import service as clocks
from app.clocks.terms import Rule, Unit
from app.complaints import service as complaints
from app.complaints.service import steps as complaint_steps
from app.complaints.terms import Side, Step
from app.infra import audit
from app.infra.audit import SYSTEM, Actor
from app.infra.i18n import _l
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.kernel.clock import local_day
from app.kernel.errors import DomainError
from app.mediation import queries, rules
from app.mediation.models import Mediation
from app.mediation.service import steps
from app.mediation.terms import MediationAction, MediationClock, MediationState, Party

BREACH = Rule(MediationClock.BREACH, Unit.WORKDAYS, rules.BREACH_WORKDAYS, f"policy/{rules.BREACH_WORKDAYS}d")


def keep_paper(mediation: Mediation, file: StoredFile, *, now: datetime) -> bool:
    """The printed agreement; a second printing changes nothing. Whether it is the first."""
    steps.hold(mediation)
    if mediation.paper_id is not None:
        return False
    mediation.paper_id = file.id
    Session().flush()
    audit.record(MediationAction.PAPER_MADE, mediation, by=SYSTEM, now=now, sha256=file.sha256)
    return True


def report_breach(mediation: Mediation, *, party: Party, by: Actor, now: datetime) -> None:
    """One tap: the other side has not done what was agreed. It goes to the officers' queue with a clock.

    Reporting it again changes nothing. Raises ``rules.TableMoved`` when there is no agreement, or it was kept;
    ``rules.NotDueYet`` until the agreed day is over.
    """
    steps.hold(mediation)
    if mediation.state is MediationState.BROKEN:
        return
    rules.check_move(mediation.state, MediationState.BROKEN)
    if mediation.perform_by is not None:
        rules.check_over(mediation.perform_by, local_day(now))
    steps.move(mediation, MediationState.BROKEN)
    mediation.breach_at, mediation.breach_by = now, party
    clocks.start(mediation, BREACH, at=now)
    side = steps.SIDES[party]
    steps.note_in_case(mediation, Step.BREACH, side, by.audit_name, "报告对方没有履行调解协议。", now=now)
    if party is Party.CONSUMER and not mediation.complaint.is_open:
        _open_again(mediation, now=now)
    audit.record(MediationAction.BREACH_REPORTED, mediation, by=by, now=now, party=party.value)
    code = mediation.complaint.code
    title = _l("投诉 %(code)s 的调解协议没有履行", code=code)
    complaint_steps.tell_office(
        mediation.complaint, title, _l("请核实，并督促履行或告知其他途径。"), key=f"{mediation.code} breach", now=now
    )  # fmt: skip
    if party is Party.CONSUMER:
        steps.tell_shop(
            mediation, title, _l("消费者报告协议没有履行，请马上履行或说明。"), key="breach", now=now
        )
    else:
        steps.tell_consumer(
            mediation, _l("投诉 %(code)s：商家报告调解协议没有履行，请用查询码查看。", code=code), key="breach", now=now
        )  # fmt: skip


def _open_again(mediation: Mediation, *, now: datetime) -> None:
    """What was settled by the agreement is not settled; after the region's days it is disputed instead."""
    text = "调解协议没有履行。"
    try:
        with Session().begin_nested():
            complaints.reopen(mediation.complaint, text=text, now=now)
    except DomainError:
        complaints.object_to_end(mediation.complaint, text=text, now=now)


def report_kept(mediation: Mediation, *, by: Actor, now: datetime) -> None:
    """The consumer says that it was done. Raises ``rules.TableMoved``."""
    steps.hold(mediation)
    if mediation.state is MediationState.KEPT:
        return
    steps.move(mediation, MediationState.KEPT)
    mediation.cleared_at = now
    clocks.meet(mediation, MediationClock.BREACH, now=now)
    audit.record(MediationAction.BREACH_CLEARED, mediation, by=by, now=now, kept=True)


def clear_breach(mediation: Mediation, *, kept: bool, result: str, by: User, now: datetime) -> None:
    """An officer has looked into it: carried out after all, or not, and both were told of court and arbitration.

    Raises ``rules.ReasonShort``, ``rules.TableMoved``. Source: 市场监督管理投诉举报处理办法 art. 25.
    """
    rules.check_reason(result)
    steps.hold(mediation)
    steps.move(mediation, MediationState.KEPT if kept else MediationState.UNKEPT)
    mediation.breach_result, mediation.cleared_at = result, now
    clocks.meet(mediation, MediationClock.BREACH, now=now)
    steps.note_in_case(mediation, Step.BREACH, Side.OFFICER, by.audit_name, result, now=now)
    audit.record(MediationAction.BREACH_CLEARED, mediation, by=by, now=now, kept=kept)
    title = _l("投诉 %(code)s 的协议履行情况已核实", code=mediation.complaint.code)
    steps.tell_shop(mediation, title, _l("打开查看。"), key="cleared", now=now)
    steps.tell_consumer(
        mediation, _l("投诉 %(code)s 的协议履行情况已核实，请用查询码查看。", code=mediation.complaint.code), key="cleared",
        now=now,
    )  # fmt: skip


def tell_overdue(now: datetime) -> None:
    """Late and not yet told: the office hears of a breach that nobody has looked into."""
    for deadline in clock_reads.late_and_untold("mediation", now):
        mediation = queries.by_id(deadline.subject_id)
        if mediation is not None:
            complaint_steps.tell_office(
                mediation.complaint, _l("投诉 %(code)s 的协议履行还没有核实", code=mediation.complaint.code),
                _l("核实的时间已过，请马上处理。"), key=f"{mediation.code} breach late {deadline.id}", now=now,
            )  # fmt: skip
        deadline.told_at = now
