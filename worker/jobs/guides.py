"""Tells shops of changes of law a few hundred at a time; and the dated chore that promises it."""

from collections.abc import Callable
from datetime import datetime

from app.guides import news, service
from app.guides.jobs import GuideJob
from app.infra import clock
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.merchants.terms import MerchantKind


def tell_of_law_changes(now: datetime) -> None:
    """What changes in the law under a shop's items within sixty days, each change once a person."""
    news.promise_to_tell(now)


def take_up_amendments(now: datetime) -> None:
    """Changes of law that have come into force go into the guides, each once."""
    service.take_up_amendments(by=SYSTEM, now=now)


def tell_shops(job: Job) -> None:
    """Batch by batch, each in a transaction of its own. Killed half way it begins again: nobody is told twice."""
    kind, after = MerchantKind(job.args["kind"]), 0
    with unit_of_work():
        job.total, job.done = news.count(kind), 0
    while True:
        with unit_of_work():
            last = news.tell_batch(kind, after=after, now=clock.now())
            job.done = min(job.done + news.BATCH, job.total)
        if last is None:
            return
        after = last


JOBS: dict[JobName, Callable[[Job], None]] = {GuideJob.LAW_NEWS: tell_shops}
