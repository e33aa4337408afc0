"""Credit repair: a seller asks to be taken off the black list, an officer answers in the time the law gives.

Between the two it is taken in: ``intake``. Source: 市场监督管理信用修复管理办法 arts. 11–13 (conditions), 14, 16 (time), 17
(three working days to take down; here at once), 23 (deceit).
"""

from collections.abc import Sequence
from datetime import date, datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.honours import conditions, queries, rules, service, stages
from app.honours.conditions import Finding
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import Condition, HonourAction, HonourClock, RepairState
from app.infra import audit, storage
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.papers import Paper
from app.kernel import codes
from app.kernel.clock import local_day
from app.notices import service as messages

LAW = "市场监督管理信用修复管理办法（2025-12-25 起施行）"
TAKE_IN = Rule(HonourClock.TAKE_IN, Unit.WORKDAYS, stages.TAKE_IN_WORKDAYS, LAW)


def ask(entry: HonourEntry, text: str, paper: Paper | None, *, by: User, now: datetime) -> RepairRequest:
    """The seller asks. Raises what ``check_may_ask`` raises, and ``rules.RepairOpen``."""
    check_may_ask(entry, now)
    queries.hold_entry(entry)
    if queries.open_repair_of(entry.id) is not None:
        raise rules.RepairOpen
    file = (
        storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now) if paper else None
    )
    request = add(
        RepairRequest(
            code=codes.fresh(10), entry_id=entry.id, merchant_id=entry.merchant_id, text=text,
            file_id=file.id if file else None, asked_at=now, asked_by=by.name,
        )
    )  # fmt: skip
    clock_service.start(request, TAKE_IN, at=now)
    audit.record(HonourAction.REPAIR_ASKED, request, by=by, now=now, entry=entry.source_number)
    messages.tell_all(
        accounts.of_role(Role.ADMIN, Role.OFFICER), _l("收到一件信用修复申请"), entry.name,
        f"/honours/repairs/{request.code}", key=f"repair-{request.code}", now=now,
    )  # fmt: skip
    return request


def check_may_ask(entry: HonourEntry, now: datetime) -> None:
    """Raises ``rules.FellAlready``, ``rules.RepairExcluded``, ``rules.RepairTooEarly``, ``rules.RepairAfterDeceit``."""
    today = local_day(now)
    if not entry.stands_on(today):
        raise rules.FellAlready
    rules.check_may_ask_repair(entry.listed, entry.until, today)
    rules.check_deceit(_deceived_on(entry.merchant_id), today)


def waited(entry: HonourEntry, now: datetime) -> Finding:
    """Whether the shortest time of publication is over: reckoned, never ticked."""
    from_on = rules.repair_from(entry.listed)
    met = from_on is not None and local_day(now) >= from_on
    return Finding(Condition.WAITED, met, from_on.isoformat() if from_on else "")


def decide(
    request: RepairRequest, told: Sequence[Finding], *, grants: bool, answer: str, by: User, now: datetime
) -> None:
    """Answer condition by condition, with reasons; granted, the entry falls at once.

    Raises ``rules.RepairDecided``, ``stages.RepairNotTakenIn``, ``rules.ConditionsMissing``, ``rules.ConditionFails``,
    ``rules.NothingFails``.
    """
    queries.hold_request(request)
    stages.check_may_decide(request.stage)
    kind, said = request.entry.source_kind, {one.condition: one for one in told}
    if Condition.WAITED in conditions.of(kind):
        said[Condition.WAITED] = waited(request.entry, now)
    findings = [said[one] for one in conditions.of(kind) if one in said]
    conditions.check_complete(kind, findings)
    conditions.check_agrees(findings, grants=grants)
    request.state = RepairState.GRANTED if grants else RepairState.REFUSED
    request.answer, request.decided_at, request.decided_by, request.decider_id = answer, now, by.name, by.id
    request.findings = [one.kept() for one in findings]
    request.again_on = conditions.again_on(findings, local_day(now))
    clock_service.meet(request, HonourClock.REPAIR, now=now)
    audit.record(
        HonourAction.REPAIR_DECIDED, request, by=by, now=now, granted=grants, answer=answer, findings=request.findings,
        again_on=request.again_on,
    )  # fmt: skip
    if grants and request.entry.fell_at is None:
        service.repair(request.entry, by=by, note=answer, now=now)
    messages.tell_all(
        accounts.of_merchant(request.merchant_id), _l("信用修复申请有结果了"), answer, "/honours/mine",
        key=f"repair-decided-{request.code}", now=now,
    )  # fmt: skip


def _deceived_on(merchant_id: int) -> date | None:
    """When this seller was last refused, or lost a repair, for deceit: art. 23 speaks of the seller, not of one entry."""
    asked = queries.repairs_of(merchant_id)
    refused = [one.decided_at for one in asked if Condition.HONEST in conditions.failing(one.found)]
    found = [*refused, *(one.revoked_at for one in asked)]
    return max((local_day(one) for one in found if one is not None), default=None)
