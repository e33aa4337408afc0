"""A row before a job. Work that must happen is written down with its cause; the queue only carries it out.

Redis may be emptied and workers killed: rows still waiting are sent again. A job may therefore run twice
and every job is written so that this does no harm.
"""

import enum
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from redis.exceptions import RedisError
from sqlalchemy import BigInteger, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.infra import clock, queue
from app.infra.db import (
    Base,
    Json,
    RegionScoped,
    after_each_commit,
    promise_after_commit,
    this_region,
)
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.errors import DomainError
from app.kernel.kinds import JobName

log = logging.getLogger(__name__)
MOST_TRIES = 6
RESEND_AFTER = timedelta(seconds=45)
LONGEST_WAIT = timedelta(
    minutes=30
)  # the last pause between two tries is eleven minutes; later than this, a clock was wrong


class NotFailed(DomainError):
    """It waits, runs or is done already: there is nothing to try again."""

    code = "jobs.not_failed"


class JobState(enum.StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(RegionScoped, Base):
    """One promised piece of work. ``code`` is public (progress pages); ``args`` hold ids only.

    ``key`` makes a promise unique in its region: promising the same key again is the same job.
    ``done`` of ``total`` is progress in whatever unit the job counts.
    """

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("region_id", "key"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    key: Mapped[str | None]
    args: Mapped[Json]
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    promised_at: Mapped[datetime]
    send_after: Mapped[datetime] = mapped_column(index=True)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None]

    @property
    def audit_label(self) -> str:
        return self.name


OPEN = Job.state.in_([JobState.WAITING, JobState.RUNNING])


def promise(name: JobName, *, key: str | None = None, **args: int | str) -> Job:
    """Write the work down; it is sent after the commit. The same ``key`` twice is one job."""
    if key is not None and (known := by_key(key)) is not None:
        return known
    at = clock.real_now()
    job = Job(code=codes.fresh(12), name=name.value, key=key, args=args, promised_at=at, send_after=at)
    Session().add(job)
    Session().flush()
    promise_after_commit(job)
    return job


def by_code(code: str) -> Job | None:
    return Session().scalar(select(Job).where(Job.code == code))


def by_key(key: str) -> Job | None:
    return Session().scalar(select(Job).where(Job.key == key))


def forgotten(at: datetime) -> Sequence[Job]:
    """Waiting longer than they should, or running with nobody at work: oldest first.

    A time that lies too far ahead was written while the machine's clock was wrong: it holds nobody up.
    """
    late = or_(Job.send_after <= at, Job.send_after > at + LONGEST_WAIT)
    return Session().scalars(select(Job).where(OPEN, late).order_by(Job.id).limit(500)).all()


def failed() -> Sequence[Job]:
    return (
        Session()
        .scalars(select(Job).where(Job.state == JobState.FAILED).order_by(Job.id.desc()).limit(100))
        .all()
    )


def failed_page(*, after: int | None = None) -> Page[Job]:
    """One page of what was given up, newest first."""
    return newest_first(select(Job).where(Job.state == JobState.FAILED), Job.id, after)


def open_work() -> Sequence[tuple[str, int, int, datetime]]:
    """By name: how many wait, how many are being carried out, and since when the oldest was promised."""
    waits = func.count().filter(Job.state == JobState.WAITING)
    runs = func.count().filter(Job.state == JobState.RUNNING)
    counted = select(Job.name, waits, runs, func.min(Job.promised_at)).where(OPEN).group_by(Job.name)
    return [(row[0], row[1], row[2], row[3]) for row in Session().execute(counted.order_by(Job.name))]


def try_again(job_id: int) -> Job:
    """Wait once more, with all tries before it; sent after the commit. Raises ``NotFailed``."""
    locked = select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    job = Session().scalars(locked).one()
    if job.state is not JobState.FAILED:
        raise NotFailed
    job.state, job.tries, job.finished_at = JobState.WAITING, 0, None
    job.send_after = clock.real_now()
    promise_after_commit(job)
    return job


@after_each_commit
def send(promised: list[object]) -> None:
    """Hand promised jobs to the queue. A queue that is down is no harm: the rows wait."""
    for job in promised:
        if isinstance(job, Job):
            send_one(this_region(), job.id)


def send_one(region_id: int, job_id: int) -> bool:
    try:
        queue.push(region_id, job_id)
    except RedisError as trouble:
        log.warning("queue unreachable, job %s waits: %s", job_id, trouble)
        return False
    return True
