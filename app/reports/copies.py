"""All that is held of one report, for the person who made it. Source: 个人信息保护法 art. 45 (to see and to copy)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.infra import audit, phrases, retention, told
from app.infra.copies import Form
from app.infra.retention import Kept
from app.kernel.clock import minute_text
from app.notices import queries as notices
from app.regions import queries as regions
from app.reports.models import Report
from app.reports.service import steps
from app.reports.terms import ReportAction, ReportSide


def kept_until(report: Report) -> datetime | None:
    """When contact and evidence go by themselves; None while it is not decided, or when they are gone."""
    if report.decided_at is None or report.forgotten_at is not None:
        return None
    return report.decided_at + retention.kept_for(Kept.REPORT_CONTACT)


def take(report: Report, *, form: Form = Form.JSON, now: datetime) -> dict[str, Any]:
    """The copy; that it was taken is on record."""
    audit.record(ReportAction.COPY_TAKEN, report, by=steps.REPORTER, now=now, form=form.value)
    until, here = kept_until(report), regions.here()
    words = told.beside(report.told_version_id, bureau=here.bureau_name, hotline=here.hotline)
    return {
        "number": report.code,
        "offence": phrases.word(report.offence),
        "state": phrases.word(report.state),
        "outcome": phrases.word(report.outcome) if report.outcome else None,
        "reason": report.reason,
        "submitted_at": minute_text(report.received_at),
        "seller": report.merchant.name if report.merchant else report.seller_said,
        "contact": {"name": report.name, "phone": report.phone},
        "happened": report.happened,
        "history": [
            {"at": minute_text(one.at), "step": phrases.word(one.step), "text": one.text}
            for one in report.lines
            if not one.private
        ],
        "files": [
            {"name": one.file.name, "bytes": one.file.size, "sha256_as_sent": one.original_sha256}
            for one in report.files
            if one.side is ReportSide.REPORTER
        ],
        "messages_sent": [
            {
                "at": minute_text(one.wanted_at),
                "way": phrases.word(one.port),
                "state": phrases.word(one.state),
            }
            for one in notices.about(report.code)
        ],
        "told": asdict(words) if words else None,
        "kept_until": minute_text(until) if until else None,
        "erased_at": minute_text(report.forgotten_at) if report.forgotten_at else None,
    }
