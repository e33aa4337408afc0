"""Between asking and the answer: a request is taken in, something lacks, it is not taken in, or the answer needs longer.

Source: 市场监督管理信用修复管理办法 art. 14 (two working days; what lacks is told once; a refusal is approved and has its reason),
art. 16 (from taking in, two or seven working days; once ten more, approved).
"""

from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.honours import queries, rules, stages
from app.honours.models import RepairRequest
from app.honours.repairing import LAW, TAKE_IN
from app.honours.terms import HonourAction, HonourClock, RepairState
from app.infra import audit, storage
from app.infra.i18n import _, _l
from app.infra.papers import Paper
from app.notices import service as messages
from app.regions import queries as regions


def take_in(request: RepairRequest, *, by: User, now: datetime) -> None:
    """From now on the days for the answer run. Raises ``rules.RepairDecided``, ``stages.RepairTakenIn``."""
    queries.hold_request(request)
    stages.check_not_taken_in(request.stage)
    request.taken_in_at, request.taken_in_by = now, by.name
    clock_service.meet(request, HonourClock.TAKE_IN, now=now)
    days = rules.repair_workdays(request.entry.source_kind)
    rule = Rule(HonourClock.REPAIR, Unit.WORKDAYS, days, LAW, extension=rules.REPAIR_EXTENSION)
    clock_service.start(request, rule, at=now)
    audit.record(HonourAction.REPAIR_TAKEN_IN, request, by=by, now=now)
    _tell_shop(request, _l("您的信用修复申请已受理"), _time_left(request, now), "taken-in", now)


def tell_lacking(request: RepairRequest, lacking: str, *, by: User, now: datetime) -> None:
    """Everything that lacks, told once; until it is there the office's two days do not run.

    Raises ``rules.RepairDecided``, ``stages.RepairTakenIn``, ``stages.LackTold``.
    """
    queries.hold_request(request)
    stages.check_lack(request.stage)
    request.lacking, request.lacking_at, request.lacking_by = lacking, now, by.name
    clock_service.meet(request, HonourClock.TAKE_IN, now=now)
    audit.record(HonourAction.REPAIR_LACK_TOLD, request, by=by, now=now, lacking=lacking)
    _tell_shop(request, _l("信用修复申请还缺材料，请补正"), lacking, "lacking", now)


def complete(request: RepairRequest, added: str, paper: Paper | None, *, by: User, now: datetime) -> None:
    """The seller sends what lacked; the two days begin again. Raises what ``stages.check_complete`` raises."""
    queries.hold_request(request)
    stages.check_complete(request.stage)
    file = (
        storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now) if paper else None
    )
    request.added, request.added_at, request.added_file_id = added, now, file.id if file else None
    clock_service.start(request, TAKE_IN, at=now)
    audit.record(HonourAction.REPAIR_COMPLETED, request, by=by, now=now)
    messages.tell_all(
        accounts.of_role(Role.ADMIN, Role.OFFICER), _l("信用修复申请已补正，请决定是否受理"), request.entry.name,
        f"/honours/repairs/{request.code}", key=f"repair-completed-{request.code}", now=now,
    )  # fmt: skip


def decline(request: RepairRequest, reason: str, approved_by: str, *, by: User, now: datetime) -> None:
    """It is not taken in: that is the end of it, and the seller may ask anew at any time.

    Raises ``rules.RepairDecided``, ``stages.RepairTakenIn``.
    """
    queries.hold_request(request)
    stages.check_not_taken_in(request.stage)
    request.state, request.declined_at, request.declined_approved_by = RepairState.REFUSED, now, approved_by
    request.answer, request.decided_at, request.decided_by, request.decider_id = reason, now, by.name, by.id
    clock_service.meet(request, HonourClock.TAKE_IN, HonourClock.REPAIR, now=now)
    audit.record(
        HonourAction.REPAIR_DECLINED, request, by=by, now=now, reason=reason, approved_by=approved_by
    )
    _tell_shop(request, _l("您的信用修复申请不予受理"), reason, "declined", now)


def extend(request: RepairRequest, why: str, approved_by: str, *, by: User, now: datetime) -> None:
    """Ten working days more, once, before the time is over, with the head's approval.

    Raises ``rules.RepairDecided``, ``stages.RepairNotTakenIn``, ``clocks.rules.ExtendRefused``.
    """
    queries.hold_request(request)
    stages.check_may_decide(request.stage)
    for deadline in clocks.running(request, HonourClock.REPAIR):
        clock_service.extend(deadline, why=why, by=by, now=now)
    request.extended_at, request.extended_for, request.extended_approved_by = now, why, approved_by
    audit.record(HonourAction.REPAIR_EXTENDED, request, by=by, now=now, why=why, approved_by=approved_by)
    _tell_shop(request, _l("答复您的信用修复申请要延长十个工作日"), why, "extended", now)


def _time_left(request: RepairRequest, now: datetime) -> object:
    """Said in each reader's language: until when the answer is there."""
    (running,) = clocks.running(request, HonourClock.REPAIR)

    def said() -> str:
        text, _tone = counting.standing(running, now, regions.calendar())
        return _("答复期限：%(left)s", left=text)

    return said


def _tell_shop(request: RepairRequest, title: object, text: object, what: str, now: datetime) -> None:
    messages.tell_all(
        accounts.of_merchant(request.merchant_id), title, text, "/honours/mine", key=f"repair-{what}-{request.code}", now=now,
    )  # fmt: skip
