"""A request to another region: only question and answer cross the wall, carried by a job and on record.

Each region keeps its own row of the same code. The case itself is never seen from the other side.
"""

from dataclasses import dataclass
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import service as clocks
from app.complaints import around, deadlines, office_rules, policy
from app.complaints.jobs import ComplaintJob
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.side_models import Assistance
from app.complaints.terms import Clock, ComplaintAction
from app.infra import audit, jobs
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import current_region
from app.kernel import codes
from app.kernel.clock import local
from app.notices import service as notices

CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Letter:
    """What crosses: nothing of the case but what the officer wrote."""

    code: str
    from_region_code: str
    from_region_name: str
    title: str
    text: str
    asked_at: datetime
    asker_name: str
    answer: str | None
    answered_at: datetime | None
    answerer_name: str | None


def ask(
    complaint: Complaint, *, to_code: str, to_name: str, title: str, text: str, by: User, now: datetime
) -> Assistance:
    """Ask another region's office. The same question again, while it waits for its answer, is the one that was asked.

    Raises ``office_rules.NoSuchOne`` for one's own.
    """
    if to_code == current_region().code:
        raise office_rules.NoSuchOne(what="region")
    steps.lock(complaint)
    same = (to_code, title, text)
    for known in around.assistance_of(complaint):
        if known.answer is None and (known.other_region_code, known.title, known.text) == same:
            return known
    asked = add(
        Assistance(
            code=f"XZ{local(now):%y}-{codes.fresh(CODE_LENGTH)}", is_ours=True, complaint_id=complaint.id,
            other_region_code=to_code, other_region_name=to_name, title=title, text=text, asked_at=now,
            asker_name=by.audit_name,
        )
    )  # fmt: skip
    _start(asked, now)
    audit.record(ComplaintAction.ASSISTANCE_ASKED, complaint, by=by, now=now, code=asked.code, to=to_code)
    jobs.promise(ComplaintJob.CARRY_REQUEST, key=f"carry {asked.code}", code=asked.code, to=to_code)
    return asked


def take_in(letter: Letter, *, now: datetime) -> None:
    """In the region that is asked: the request stands on its officers' desks. A second delivery changes nothing."""
    if around.assistance(letter.code) is not None:
        return
    received = add(
        Assistance(
            code=letter.code, is_ours=False, complaint_id=None, other_region_code=letter.from_region_code,
            other_region_name=letter.from_region_name, title=letter.title, text=letter.text,
            asked_at=letter.asked_at, asker_name=letter.asker_name,
        )
    )  # fmt: skip
    _start(received, now)
    audit.record(
        ComplaintAction.ASSISTANCE_RECEIVED, received, by=audit.SYSTEM, now=now, from_=letter.from_region_code
    )
    _tell(
        received,
        _l("%(name)s请求协查", name=letter.from_region_name),
        _l("请在期限内查明并答复。"),
        "asked",
        now,
    )


def answer(request: Assistance, *, by: User, text: str, now: datetime) -> None:
    """In the region that was asked; once. Raises ``office_rules.AlreadyDecided``."""
    if request.is_ours or request.answered_at is not None:
        raise office_rules.AlreadyDecided
    request.answer, request.answered_at, request.answerer_name = text, now, by.audit_name
    clocks.meet(request, Clock.ASSIST, now=now)
    audit.record(ComplaintAction.ASSISTANCE_ANSWERED, request, by=by, now=now)
    jobs.promise(
        ComplaintJob.CARRY_ANSWER,
        key=f"answer {request.code}",
        code=request.code,
        to=request.other_region_code,
    )


def take_back(letter: Letter, *, now: datetime) -> None:
    """In the region that asked: the answer has come. A second delivery changes nothing."""
    request = around.assistance(letter.code)
    if request is None or request.answered_at is not None:
        return
    request.answer, request.answerer_name = letter.answer, letter.answerer_name
    request.answered_at = letter.answered_at
    clocks.meet(request, Clock.ASSIST, now=letter.answered_at or now)
    audit.record(ComplaintAction.ASSISTANCE_ANSWERED, request, by=audit.SYSTEM, now=now)
    _tell(
        request, _l("%(name)s答复了协查", name=request.other_region_name), _l("打开查看。"), "answered", now
    )


def tell_overdue(now: datetime) -> None:
    """Once, on whichever side it is late."""
    for deadline, request in around.late_requests(now):
        title, text = _l("协查 %(code)s 超期了", code=request.code), _l("打开查看。")
        _tell(request, title, text, f"late {deadline.id}", now)
        deadline.told_at = now


def _start(request: Assistance, now: datetime) -> None:
    here = policy.in_force(now)
    clocks.start(request, deadlines.assist_rule(here.promises, here.version), at=now)


def _tell(request: Assistance, title: object, text: object, key: str, now: datetime) -> None:
    notices.tell_all(
        accounts.of_role(Role.OFFICER, Role.ADMIN), title, text, f"/complaints/assistance/{request.code}",
        key=f"{request.code} {key}", now=now,
    )  # fmt: skip
