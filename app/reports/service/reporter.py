"""What the reporter does with number and secret code: add facts, put contact details right, take them back."""

from collections.abc import Sequence
from datetime import datetime

from app.clocks import service as clocks
from app.infra import audit, receipts, seals
from app.infra.i18n import _l
from app.infra.uploads import Clean
from app.kernel import codes
from app.reports import queries
from app.reports.models import Report
from app.reports.service import steps
from app.reports.terms import (
    CHECK_RULE,
    PHONES,
    ReportAction,
    ReportClock,
    ReportSide,
    ReportState,
    ReportStep,
)


def add_facts(
    report: Report, text: str, *, files: Sequence[Clean] = (), form_key: str, now: datetime
) -> None:
    """New facts to the same report: merged, and the time counted anew from now. The same form twice is one line.

    Source: 市场监督管理投诉举报处理办法 art. 35 para. 2.
    """
    steps.hold(report)
    form_hash = receipts.hash_of_form(form_key)
    if queries.line_by_form(report.id, form_hash) is not None:
        return
    if report.state is ReportState.DECIDED:
        steps.move(report, ReportState.RECEIVED)
        report.outcome = report.ground = report.reason = report.decided_at = report.told_at = None
    steps.write(
        report, ReportStep.ADDED, by=steps.REPORTER, side=ReportSide.REPORTER, text=text, now=now, form_hash=form_hash
    )  # fmt: skip
    steps.keep(report, files, side=ReportSide.REPORTER, now=now)
    clocks.lift(report, ReportClock.CHECK, now=now)
    clocks.start(report, CHECK_RULE, at=now)
    audit.record(ReportAction.FACTS_ADDED, report, by=steps.REPORTER, now=now, files=len(files))
    steps.tell_office(
        report, _l("举报 %(code)s 有补充", code=report.code), _l("举报人补充了新的事实，核查期限重新计算。"),
        key=f"added {form_hash}", now=now,
    )  # fmt: skip


def change_contact(report: Report, *, name: str | None, phone: str | None, now: datetime) -> None:
    """Put name and phone right. Source: 个人信息保护法 art. 46."""
    steps.hold(report)
    report.name, report.phone = name, phone
    report.phone_index = seals.blind_index(phone, purpose=PHONES) if phone else None
    audit.record(ReportAction.CONTACT_CHANGED, report, by=steps.REPORTER, now=now, erased=False)


def erase_contact(report: Report, *, now: datetime) -> None:
    """From now on the report is anonymous; what was reported stays. Source: 个人信息保护法 art. 47."""
    steps.hold(report)
    report.name = report.phone = report.phone_index = None
    audit.record(ReportAction.CONTACT_CHANGED, report, by=steps.REPORTER, now=now, erased=True)


def renew_secret(report: Report, *, now: datetime) -> str:
    """Another secret code; the one before opens nothing any more."""
    secret = receipts.fresh_secret()
    report.secret_hash = codes.digest(secret, salt=report.code)
    audit.record(ReportAction.SECRET_RENEWED, report, by=steps.REPORTER, now=now)
    return secret


def link(report: Report, complaint_code: str, *, now: datetime) -> None:
    """The reporter also complained: two cases of one letter (市场监督管理投诉举报处理办法 art. 9). The first link stays."""
    if report.complaint_code is None:
        report.complaint_code = complaint_code
        audit.record(ReportAction.LINKED, report, by=steps.REPORTER, now=now, complaint=complaint_code)
