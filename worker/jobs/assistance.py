"""Carry a request for assistance, and its answer, to the other region: read through the door, written on the other side."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from app.complaints.jobs import ComplaintJob
from app.complaints.service import helping
from app.complaints.service.helping import Letter
from app.complaints.side_models import Assistance
from app.infra import clock, scope
from app.infra.db import unit_of_work
from app.infra.door import through_door
from app.infra.jobs import Job
from app.infra.scope import RegionRef, Session
from app.kernel.kinds import JobName
from app.regions import queries as regions


def carry_request(job: Job) -> None:
    _carry(job, helping.take_in)


def carry_answer(job: Job) -> None:
    _carry(job, helping.take_back)


def _carry(job: Job, take: Callable[..., None]) -> None:
    """Twice is once: the other side knows the code."""
    code, target = str(job.args["code"]), _region(str(job.args["to"]))
    letter = _read(code, scope.current_region())
    with scope.region_scope(target), unit_of_work():
        now: datetime = clock.now()
        take(letter, now=now)


def _read(code: str, here: RegionRef) -> Letter:
    """Through the door, so that it stands on record what crossed the wall and why."""
    with through_door(who=f"协查 {here.code}", why=code):
        mine = Assistance.region_id == here.id
        found = Session().scalars(select(Assistance).where(Assistance.code == code, mine)).one()
        return Letter(
            code=found.code, from_region_code=here.code, from_region_name=here.name, title=found.title,
            text=found.text, asked_at=found.asked_at, asker_name=found.asker_name, answer=found.answer,
            answered_at=found.answered_at, answerer_name=found.answerer_name,
        )  # fmt: skip


def _region(code: str) -> RegionRef:
    with scope.house_scope():
        found = regions.ref_by_code(code)
    if found is None:
        raise LookupError(code)
    return found


JOBS: dict[JobName, Callable[[Job], None]] = {
    ComplaintJob.CARRY_REQUEST: carry_request,
    ComplaintJob.CARRY_ANSWER: carry_answer,
}
