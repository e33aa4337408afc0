"""A row before a job. Work that must happen is written down with its cause; the queue only carries it out.

Redis may be emptied and workers killed: rows still waiting are sent again. A job may therefore run twice
and every job is written so that this does no harm.
"""

import enum
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from redis.exceptions import RedisError
from sqlalchemy import BigInteger, UniqueConstraint, select
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
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.kinds import JobName

log = logging.getLogger(__name__)
MOST_TRIES = 6
RESEND_AFTER = timedelta(seconds=45)


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
    """Waiting longer than they should, or running with nobody at work: oldest first."""
    return (
        Session()
        .scalars(
            select(Job)
            .where(Job.state.in_([JobState.WAITING, JobState.RUNNING]), Job.send_after <= at)
            .order_by(Job.id)
            .limit(500)
        )
        .all()
    )


def failed() -> Sequence[Job]:
    return (
        Session()
        .scalars(select(Job).where(Job.state == JobState.FAILED).order_by(Job.id.desc()).limit(100))
        .all()
    )


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
