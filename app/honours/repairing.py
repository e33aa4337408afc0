"""Credit repair: a seller asks to be taken off the black list, an officer answers in the time the law gives.

Source: 市场监督管理信用修复管理办法 arts. 11 (conditions), 14, 16 (time), 17 (three working days to take down; here at once).
"""

from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.honours import queries, rules, service
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import HonourAction, HonourClock, RepairState
from app.infra import audit, storage
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.papers import Paper
from app.kernel import codes
from app.kernel.clock import local_day
from app.notices import service as messages

LAW = "市场监督管理信用修复管理办法（2025-12-25 起施行）"


def ask(entry: HonourEntry, text: str, paper: Paper | None, *, by: User, now: datetime) -> RepairRequest:
    """The seller asks. Raises ``rules.FellAlready``, ``rules.RepairTooEarly``, ``rules.RepairOpen``."""
    if not entry.stands_on(local_day(now)):
        raise rules.FellAlready
    rules.check_may_ask_repair(entry.source_kind, entry.source_on, local_day(now))
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
    days = rules.repair_workdays(entry.source_kind)
    rule = Rule(HonourClock.REPAIR, Unit.WORKDAYS, days, LAW, extension=rules.REPAIR_EXTENSION)
    clock_service.start(request, rule, at=now)
    audit.record(HonourAction.REPAIR_ASKED, request, by=by, now=now, entry=entry.source_number)
    messages.tell_all(
        accounts.of_role(Role.ADMIN, Role.OFFICER), _l("收到一件信用修复申请"), entry.name,
        f"/honours/repairs/{request.code}", key=f"repair-{request.code}", now=now,
    )  # fmt: skip
    return request


def decide(request: RepairRequest, *, grants: bool, answer: str, by: User, now: datetime) -> None:
    """Answer with reasons; granted, the entry falls at once. Raises ``rules.RepairDecided``."""
    queries.hold_request(request)
    if request.state is not RepairState.OPEN:
        raise rules.RepairDecided
    request.state = RepairState.GRANTED if grants else RepairState.REFUSED
    request.answer, request.decided_at, request.decided_by = answer, now, by.name
    clock_service.meet(request, HonourClock.REPAIR, now=now)
    audit.record(HonourAction.REPAIR_DECIDED, request, by=by, now=now, granted=grants, answer=answer)
    if grants and request.entry.fell_at is None:
        service.repair(request.entry, by=by, note=answer, now=now)
    messages.tell_all(
        accounts.of_merchant(request.merchant_id), _l("信用修复申请有结果了"), answer, "/honours/mine",
        key=f"repair-decided-{request.code}", now=now,
    )  # fmt: skip
