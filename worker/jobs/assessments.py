"""Scores a whole year, one seller a transaction; and brings newcomers into the year that is open."""

from collections.abc import Callable
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts import service as account_service
from app.assessments import planning, queries, service, signs
from app.assessments.errors import ScoringClosed
from app.assessments.kinds import AssessmentJob
from app.infra import clock, retention
from app.infra.audit import SYSTEM, Actor
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.infra.retention import Kept
from app.kernel.kinds import JobName

TOLD_EVERY = 20  # sellers between two words on progress


def score_cycle(job: Job) -> None:
    """Runs twice without harm: who has a score keeps it, and who is not complete is passed over."""
    cycle = queries.cycle_by_id(int(job.args["cycle_id"]))
    if cycle is None:
        return
    by: Actor = accounts.user(int(job.args["by_id"])) or SYSTEM
    left = queries.open_ids(cycle.id)
    with unit_of_work():
        job.total, job.done = len(left), 0
    for number, assessment_id in enumerate(left, 1):
        try:
            with unit_of_work():
                service.score_if_complete(assessment_id, by=by, now=clock.now())
                if number % TOLD_EVERY == 0:
                    job.done = number
        except ScoringClosed:  # the year moved on meanwhile: what is scored stays
            return
    with unit_of_work():
        job.done = len(left)
        service.finish_scoring(cycle, work=job.code, by=by, now=clock.now())


def enter_newcomers(now: datetime) -> None:
    """Sellers that are not in the open year yet come into it."""
    cycle = queries.current_cycle()
    if cycle is not None:
        service.enrol_newcomers(cycle, by=SYSTEM, now=now)


def remind_late(now: datetime) -> None:
    """Who still has something to do in a phase that is ending is told, each mark once."""
    planning.remind_current(now)


def forget_marks(now: datetime) -> None:
    """Device and network marks whose time in the register is over."""
    signs.forget_marks(before=now - retention.kept_for(Kept.REVIEW_MARKS), now=now)
    account_service.forget_sign_ins(before=now - retention.kept_for(Kept.SIGN_IN_MARKS))


JOBS: dict[JobName, Callable[[Job], None]] = {AssessmentJob.SCORE_CYCLE: score_cycle}
