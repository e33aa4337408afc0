"""The worker: takes job numbers from the queue and carries the rows out."""

import logging
import os
import sys
from datetime import timedelta
from typing import Any

from flask import Flask
from redis.exceptions import RedisError
from rq import Queue, Worker
from sqlalchemy import column, func, select, table

from app.factory import create_app
from app.infra import clock, engine, queue, scope
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job, JobState
from app.infra.scope import RegionRef
from app.kernel.kinds import JobName
from app.regions import queries as regions
from worker.jobs import JOBS

log = logging.getLogger(__name__)
LOCK_SPACE = 7_002
BACK_OFF = timedelta(seconds=20)
WORKER_TTL = 60  # seconds; RQ waits for work fifteen less at a time, and says in between that it lives
LOCKS = table("pg_locks", column("locktype"), column("classid"), column("objid"))
_app: Flask | None = None


def house() -> Flask:
    """The program, made once a process."""
    global _app  # noqa: PLW0603  (one app a process)
    if _app is None:
        _app = create_app()
    return _app


def carry_out(region_id: int, job_id: int) -> None:
    """Carry out one row, if it still wants it and nobody else is at it. Running it twice does no harm."""
    with house().app_context(), scope.house_scope():
        region = regions.ref_by_id(region_id)
    if region is None:
        log.warning("job %s: no region %s", job_id, region_id)
        return
    with house().app_context(), engine.get().connect() as lock:
        lock = lock.execution_options(isolation_level="AUTOCOMMIT")
        if not lock.scalar(select(func.pg_try_advisory_lock(LOCK_SPACE, job_id % 2**31))):
            log.info("job %s is being carried out already", job_id)
            return
        try:
            _run(region, job_id)
        finally:
            lock.scalar(select(func.pg_advisory_unlock(LOCK_SPACE, job_id % 2**31)))


def at_work() -> frozenset[int]:
    """The rows that workers have in their hands just now."""
    held = select(LOCKS.c.objid).where(LOCKS.c.locktype == "advisory", LOCKS.c.classid == LOCK_SPACE)
    return frozenset(scope.Session().scalars(held))


def _run(region: RegionRef, job_id: int) -> None:
    with scope.region_scope(region):
        with unit_of_work():
            # held, so that beginnings come one after the other and each is counted
            job = scope.Session().get(Job, job_id, with_for_update=True)
            if job is None or job.state in (JobState.DONE, JobState.FAILED):
                return
            if job.tries >= MOST_TRIES:  # its worker died every time: kept and shown, not tried for ever
                job.state, job.finished_at = JobState.FAILED, clock.real_now()
                job.trouble = job.trouble or "the worker died at every try"
                return
            job.state, job.tries = JobState.RUNNING, job.tries + 1
            job.started_at = clock.real_now()
        try:
            JOBS[_name(job.name)](job)
        except Exception as trouble:
            log.exception("job %s (%s) failed", job_id, job.name)
            _put_back(job, repr(trouble))
            return
        with unit_of_work():
            job.state, job.trouble = JobState.DONE, None
            job.finished_at = clock.real_now()


def _name(name: str) -> JobName:
    return next(known for known in JOBS if known.value == name)


def _put_back(job: Job, trouble: str) -> None:
    """Try again later, a little later each time; after the last try it is kept and shown as failed."""
    with unit_of_work():
        job.trouble = trouble[:500]
        if job.tries >= MOST_TRIES:
            job.state, job.finished_at = JobState.FAILED, clock.real_now()
        else:
            job.state = JobState.WAITING
            job.send_after = clock.real_now() + BACK_OFF * 2**job.tries


class HouseWorker(Worker):
    """RQ's worker, which also tells ``/healthz`` that it lives."""

    def heartbeat(self, *args: Any, **kwargs: Any) -> None:
        super().heartbeat(*args, **kwargs)
        queue.say_alive()


def main() -> int:
    """Work until told to stop. Imports everything first, so that a forked child starts at once."""
    house()
    os.register_at_fork(after_in_child=engine.forget_in_child)
    try:
        line = Queue(queue.QUEUE_NAME, connection=queue.redis())
        HouseWorker([line], connection=queue.redis(), worker_ttl=WORKER_TTL).work(logging_level="WARNING")
    except RedisError as trouble:
        print(f"队列连不上 The queue cannot be reached: {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
