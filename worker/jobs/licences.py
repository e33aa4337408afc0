"""Looks at uploaded papers, apart; and the dated chores of the licences slice, which the region's chores call."""

import json
import logging
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.infra import apart, clock, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.licences import kind_queries, originals, queries, readings, service
from app.licences.models import Reading
from app.licences.terms import LicenceJob, ReadingTrouble

log = logging.getLogger(__name__)
SECONDS = 120


def read(job: Job) -> None:
    """From waiting to read or failed; twice does no harm.

    The engine is loaded in the child, afresh for each paper: it costs a second or two, and the worker itself
    stays small and cannot be brought down by a picture.
    """
    reading = queries.reading_by_id(int(job.args["reading_id"]))
    if reading is None or reading.looked_at is not None:
        return
    with tempfile.TemporaryDirectory() as folder:
        answer = _look(reading, Path(folder))
        pages = [Path(folder) / f"{number}.jpg" for number in range(1, int(answer["pages"]) + 1)]
        with unit_of_work():
            readings.note(reading, answer, pages, now=clock.now())


def _look(reading: Reading, folder: Path) -> dict[str, Any]:
    what = "read" if kind_queries.current().may_be_read(reading.kind) else "pages"
    told = (str(storage.path_of(reading.file)), reading.file.media_type, str(folder), what)
    try:
        answer: dict[str, Any] = json.loads(apart.run("app.licences.reading.look", *told, seconds=SECONDS))
    except apart.ApartTooLong:
        return {"pages": 0, "fields": {}, "trouble": ReadingTrouble.TOO_LONG}
    except apart.ApartFailed as trouble:
        log.warning("reading %s: %s", reading.code, trouble)
        return {"pages": 0, "fields": {}, "trouble": ReadingTrouble.NOTHING}
    return answer


def close_expired(now: datetime) -> None:
    """Papers whose last valid day has passed."""
    service.expire(by=SYSTEM, now=now)


def let_originals_go(now: datetime) -> None:
    """Originals of papers that are long over."""
    originals.let_go(now)


def remind_of_expiry(now: datetime) -> None:
    """60, 30, 7 and 1 days before the last valid day, and on it."""
    service.remind(now=now)


JOBS: dict[JobName, Callable[[Job], None]] = {LicenceJob.READ: read}
