"""What the bureau does with a report: take it up, ask for more time, decide, tell a real-name reporter, note, unmask."""

from datetime import datetime

from app.accounts.models import User
from app.clocks import queries as running
from app.clocks import service as clocks
from app.infra import audit, receipts
from app.infra.i18n import _, _l
from app.notices import service as notices
from app.notices.terms import Purpose
from app.reports import queries, rules
from app.reports.models import Report, ReportFile
from app.reports.service import steps
from app.reports.terms import (
    ReportAction,
    ReportClock,
    ReportGround,
    ReportOutcome,
    ReportSide,
    ReportState,
    ReportStep,
)


def take(report: Report, *, by: User, now: datetime) -> None:
    """An officer takes it up. Raises ``rules.ReportMoveRefused``."""
    steps.hold(report)
    steps.move(report, ReportState.CHECKING)
    report.taken_by, report.taken_at = by.audit_name, now
    _write(report, ReportStep.TAKEN, by, "", now, private=True)
    audit.record(ReportAction.TAKEN, report, by=by, now=now)


def extend(report: Report, *, by: User, why: str, approved_by: str, now: datetime) -> None:
    """Fifteen working days more, once, with the head's approval. Raises ``clocks.rules.ExtendRefused``.

    Source: 市场监督管理行政处罚程序规定 art. 18.
    """
    steps.hold(report)
    rules.check_move(report.state, ReportState.DECIDED)
    for deadline in running.running(report, ReportClock.CHECK):
        clocks.extend(deadline, why=why, by=by, now=now)
    _write(report, ReportStep.EXTENDED, by, f"{why}（{approved_by}）", now, private=True)
    audit.record(ReportAction.EXTENDED, report, by=by, now=now, why=why, approved_by=approved_by)


def decide(
    report: Report, *, by: User, outcome: ReportOutcome, ground: ReportGround | None, text: str,
    case_number: str | None = None, now: datetime,
) -> None:  # fmt: skip
    """The end of checking. ``text`` is the reason, which the reporter reads.

    Raises ``rules.ReportMoveRefused``, ``rules.GroundNeeded``, ``rules.ReasonTooShort``.
    """
    steps.hold(report)
    rules.check_decision(outcome, ground, text)
    steps.move(report, ReportState.DECIDED)
    report.outcome, report.ground, report.reason = outcome, ground, text
    report.case_number, report.decided_at = case_number, now
    clocks.meet(report, ReportClock.CHECK, now=now)
    _write(report, ReportStep.DECIDED, by, text, now)
    audit.record(
        ReportAction.DECIDED, report, by=by, now=now, outcome=outcome.value, ground=ground, case_number=case_number
    )  # fmt: skip
    _send_word(report, by=by, now=now)


def _send_word(report: Report, *, by: User, now: datetime) -> None:
    """A real-name reporter gets a text message; the reasons stand behind number and secret code."""
    if not (report.name and report.phone):
        return
    words = _l("您的举报 %(code)s 已有处理结果，请凭编号和查询码查看。", code=report.code)
    notices.send_sms(
        report.phone, words, key=f"{report.code} decided {now}", purpose=Purpose.CASE, required=True, now=now
    )
    tell_reporter(report, by=by, how=str(_("短信通知")), now=now)


def tell_reporter(report: Report, *, by: User, how: str, now: datetime) -> None:
    """Note that a real-name reporter was told of the result, and how: by text message, and once more where that did not arrive.

    The same way of telling the same result is noted once.

    Raises ``rules.NotDecided``, ``rules.NobodyToTell``. Source: 市场监督管理投诉举报处理办法 art. 36.
    """
    steps.hold(report)
    rules.check_told(report.state, has_name=bool(report.name and report.phone))
    form_hash = receipts.hash_of_form(f"told {report.decided_at} {how}")
    if queries.line_by_form(report.id, form_hash) is not None:
        return
    report.told_at = report.told_at or now
    steps.write(
        report,
        ReportStep.TOLD,
        by=by,
        side=ReportSide.BUREAU,
        text=how,
        now=now,
        private=False,
        form_hash=form_hash,
    )
    audit.record(ReportAction.TOLD, report, by=by, now=now, how=how)


def note(report: Report, text: str, *, by: User, private: bool, form_key: str, now: datetime) -> None:
    """For the bureau's eyes, or a question to the reporter. The same form sent twice is one line."""
    steps.hold(report)
    form_hash = receipts.hash_of_form(form_key)
    if queries.line_by_form(report.id, form_hash) is not None:
        return
    step = ReportStep.NOTE if private else ReportStep.ASKED
    steps.write(
        report, step, by=by, side=ReportSide.BUREAU, text=text, now=now, private=private, form_hash=form_hash
    )
    audit.record(ReportAction.NOTED, report, by=by, now=now, private=private)


def unmask(report: Report, *, by: User, reason: str, now: datetime) -> tuple[str, str]:
    """Name and phone in full, once, with the reason on record. Nothing is changed but the record."""
    audit.record(ReportAction.UNMASKED, report, by=by, now=now, reason=reason)
    return report.name or "", report.phone or ""


def note_evidence_seen(report: Report, file: ReportFile, *, by: User, now: datetime) -> None:
    """Each look at what a reporter sent is on record. Source: 市场监督管理投诉举报处理办法 art. 37."""
    audit.record(ReportAction.EVIDENCE_SEEN, report, by=by, now=now, file=file.file.code)


def _write(
    report: Report, step: ReportStep, by: User, text: str, now: datetime, *, private: bool = False
) -> None:
    steps.write(report, step, by=by, side=ReportSide.BUREAU, text=text, now=now, private=private)
