"""Writes results on paper; and the dated chores of the selfchecks slice, which the region's chores call."""

import logging
from collections.abc import Callable
from datetime import datetime

from app.infra import clock, pdf, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job
from app.kernel.kinds import JobName
from app.selfchecks import remediation, reopening, reports
from app.selfchecks.models import SelfCheckReport
from app.selfchecks.terms import ReportTrouble, SelfCheckJob

log = logging.getLogger(__name__)


def make_report(job: Job) -> None:
    """From waiting to ready or failed. Killed half way it begins again; one that is done stays as it is."""
    with unit_of_work():
        report = reports.by_id(int(job.args["report_id"]))
        if report is None or not reports.begin(report):
            return
    path = storage.scratch(f"report-{report.code}.pdf")
    try:
        _step(report, 1)
        reports.write(report, path, now=clock.now())
        _step(report, 2)
        with unit_of_work():
            reports.finish(report, path, now=clock.now())
    except pdf.PaperMissing:
        _give_up(report, ReportTrouble.NO_PAPER)
    except Exception:
        if job.tries >= MOST_TRIES:
            _give_up(report, ReportTrouble.UNEXPECTED)
        raise
    finally:
        for left in path.parent.glob(f"*-report-{report.code}.pdf"):  # a killed worker's too
            left.unlink(missing_ok=True)


def _step(report: SelfCheckReport, done: int) -> None:
    """In a transaction of its own, so that the page sees it."""
    with unit_of_work():
        report.done = done


def _give_up(report: SelfCheckReport, trouble: ReportTrouble) -> None:
    with unit_of_work():
        reports.fail(report, trouble, now=clock.now())


def forget_old_reports(now: datetime) -> None:
    """PDF reports older than a month."""
    reports.forget_old(now)


def remind_of_remediation(now: datetime) -> None:
    """Tell shops what they have to put right within two days or should have put right already, each once."""
    remediation.remind(now)


def reopen_what_rested_on_papers(now: datetime) -> None:
    """Items whose paper has expired or was replaced are to be looked at again, each once."""
    reopening.reopen(by=SYSTEM, now=now)


JOBS: dict[JobName, Callable[[Job], None]] = {SelfCheckJob.REPORT: make_report}
