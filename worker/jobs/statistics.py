"""Keeps the figures up to date, and writes lists of single complaints."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from app.accounts import queries as accounts
from app.infra import clock, storage
from app.infra.db import unit_of_work
from app.infra.i18n import _l, number_text
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.notices import service as notices
from app.regions import queries as regions
from app.statistics import counting, queries, service, sheets
from app.statistics.jobs import StatisticsJob
from app.statistics.models import Export
from app.statistics.queries import Whose
from app.statistics.rules import Period

TOLD_EVERY = 2_000


def count_complaints(now: datetime) -> None:
    """Months in which something happened since the last time."""
    counting.refresh(now)


def write_export(job: Job) -> None:
    """Piece by piece into a file. Killed half way, it begins again; a file that is there is not made twice."""
    with unit_of_work():
        export = queries.export_by_id(int(job.args["export_id"]))
        if export is None or export.file_id is not None:
            return
        period, whose = Period(export.first, export.last), Whose(export.merchant_id, export.park_id)
        job.total, job.done = queries.exported_count(period, whose), 0
    name = f"complaints-{export.first:%Y%m}-{export.last:%Y%m}.csv"
    path = storage.scratch(name)
    try:
        rows = 0
        with path.open("w", encoding="utf-8", newline="") as out:
            for piece, rows in _pieces(period, whose):
                out.write(piece)
                if rows - job.done >= TOLD_EVERY:
                    _note(job, rows)
        with unit_of_work():
            file = storage.keep_made(path, media_type="text/csv; charset=utf-8", name=name, now=clock.now())
            job.done = rows
            if service.keep_export(export, file, rows):
                _tell(export, rows)
    finally:
        path.unlink(missing_ok=True)


def _pieces(period: Period, whose: Whose) -> Iterator[tuple[str, int]]:
    """Text, and how many complaints are in it and all before it."""
    count = 0
    calendar = regions.calendar()

    def rows() -> Iterator[list[Any]]:
        nonlocal count
        yield sheets.list_heads()
        for complaint, answer in queries.exported(period, whose):
            count += 1
            yield sheets.list_row(complaint, answer, calendar)

    for piece in sheets.written(rows()):
        yield piece, count


def _note(job: Job, rows: int) -> None:
    with unit_of_work():
        job.done = rows


def _tell(export: Export, rows: int) -> None:
    person = accounts.user(export.asked_by_id)
    if person is not None:
        notices.tell(
            person, _l("投诉清单做好了，共 %(count)s 件", count=number_text(rows)), _l("可以下载了。"),
            f"/statistics/exports/{export.code}", key=f"export {export.code}", now=clock.now(),
        )  # fmt: skip


JOBS: dict[JobName, Callable[[Job], None]] = {StatisticsJob.EXPORT: write_export}
