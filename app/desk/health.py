"""Whether the house itself is well: for the administrator's first page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from redis.exceptions import RedisError
from sqlalchemy import func, select

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import clock, queue
from app.infra.counts import Count
from app.infra.desk import Sight
from app.infra.jobs import Job, JobState

RANK = 80
LONG = timedelta(minutes=10)


def sights(user: User, _now: datetime) -> Iterator[Sight]:
    """Queue, worker, and this region's work that waits too long or has failed."""
    if user.role is not Role.ADMIN:
        return
    told = {name: one.value() for name, one in _troubles().items()}
    yield Sight("desk/health.html", {"queue": queue_state(), **told}, RANK)


def counts(user: User, _now: datetime) -> Iterator[Count]:
    if user.role is Role.ADMIN:
        yield from _troubles().values()


def _troubles() -> dict[str, Count]:
    jobs = select(func.count(Job.id))
    waits = Job.state.in_((JobState.WAITING, JobState.RUNNING))
    late = jobs.where(waits, Job.promised_at < clock.real_now() - LONG)
    return {
        "failed": Count("jobs failed", jobs.where(Job.state == JobState.FAILED)),
        "late": Count("jobs late", late),
    }


def queue_state() -> str:
    """``ok``, ``no_worker`` or ``away``."""
    try:
        return "ok" if queue.has_worker() else "no_worker"
    except RedisError:
        return "away"
