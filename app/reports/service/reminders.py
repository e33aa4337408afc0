"""What the timetable does with reports: say once that one is late, and forget in time who sent it."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.clocks import queries as clocks
from app.infra import audit, dropping
from app.infra.i18n import _l
from app.infra.scope import Session
from app.reports import queries
from app.reports.models import Report, ReportFile
from app.reports.service import steps
from app.reports.terms import ReportAction


def tell_overdue(now: datetime) -> None:
    """Late and not yet told, so that a missed night swallows nothing and a second run tells nobody twice."""
    late = clocks.late_and_untold(Report.__tablename__, now)
    reports = queries.by_ids([one.subject_id for one in late])
    for deadline in late:
        report = reports[deadline.subject_id]
        steps.tell_office(
            report, _l("举报 %(code)s 核查超期", code=report.code), _l("法定期限已过，请马上处理。"),
            key=f"late {deadline.id}", now=now,
        )  # fmt: skip
        deadline.told_at = now


def forget_reporters(now: datetime, *, kept: timedelta) -> None:
    """Who sent it and the evidence go when their time is over; what was reported and decided stays.

    Source: 个人信息保护法 art. 19 and 47.
    """
    for report in queries.decided_before(now - kept):
        report.name = report.phone = report.phone_index = None
        report.forgotten_at = now
        dropped = _drop_evidence(report)
        audit.record(ReportAction.FORGOTTEN, report, by=audit.SYSTEM, now=now, files=dropped)


def _drop_evidence(report: Report) -> int:
    files = [one.file_id for one in report.files]
    Session().execute(delete(ReportFile).where(ReportFile.report_id == report.id))
    return dropping.drop(files)
