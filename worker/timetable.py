"""The whole timetable, on one page. It only promises rows and sends forgotten ones; workers do the work."""

import logging
import signal
import sys
import threading
from datetime import datetime

from app.infra import clock, jobs, scope
from app.infra.db import unit_of_work
from app.infra.jobs import RESEND_AFTER
from app.infra.scope import RegionRef
from app.kernel.clock import local
from app.regions import queries as regions
from app.regions.jobs import RegionJob
from worker.main import at_work, house

log = logging.getLogger(__name__)
EVERY = 15.0


def tick() -> None:
    """One round over all regions: send what waits, and once every half hour promise the chores."""
    with scope.house_scope():
        open_regions = regions.open_refs()
    for region in open_regions:
        with scope.region_scope(region):
            resend_forgotten(region, clock.real_now())
            promise_chores(clock.real_now())


def resend_forgotten(region: RegionRef, at: datetime) -> int:
    """Rows the queue lost, or whose worker died: sent again, not before their time, nor while somebody is at them."""
    with unit_of_work():
        held = at_work()
        forgotten = [job for job in jobs.forgotten(at) if job.id % 2**31 not in held]
        for job in forgotten:
            job.send_after = at + RESEND_AFTER
    return sum(jobs.send_one(region.id, job.id) for job in forgotten)


def promise_chores(at: datetime) -> None:
    """The key names the half hour, so that two timetables promise the same row."""
    there = local(at)
    half_hour = there.replace(minute=there.minute // 30 * 30)
    with unit_of_work():
        jobs.promise(RegionJob.CHORES, key=f"chores {half_hour:%Y-%m-%d %H:%M}")


def main() -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with house().app_context():
        while not stop.is_set():
            try:
                tick()
            except Exception:
                log.exception("a round of the timetable failed; the next one tries again")
            stop.wait(EVERY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
