"""Whether the house itself is well: for the administrator's first page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from redis.exceptions import RedisError
from sqlalchemy import func, select

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import clock, queue
from app.infra.desk import Sight
from app.infra.jobs import Job, JobState
from app.infra.scope import Session

RANK = 80
LONG = timedelta(minutes=10)


def sights(user: User, _now: datetime) -> Iterator[Sight]:
    """Queue, worker, and this region's work that waits too long or has failed."""
    if user.role is not Role.ADMIN:
        return
    old = clock.real_now() - LONG
    counts = Session().execute(
        select(
            func.count().filter(Job.state == JobState.FAILED),
            func.count().filter(Job.state.in_((JobState.WAITING, JobState.RUNNING)), Job.promised_at < old),
        ).where(Job.state != JobState.DONE)
    )
    failed, late = counts.one()
    yield Sight("desk/health.html", {"queue": queue_state(), "failed": failed, "late": late}, RANK)


def queue_state() -> str:
    """``ok``, ``no_worker`` or ``away``."""
    try:
        return "ok" if queue.has_worker() else "no_worker"
    except RedisError:
        return "away"
