"""A result on paper: asked for by whoever may read it, made by a job, kept for a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from flask_babel import force_locale
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.accounts.models import User
from app.infra import audit, jobs, retention, storage
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.retention import Kept
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local_day
from app.notices import service as notices
from app.selfchecks import comparison, queries
from app.selfchecks.export import paper, whole
from app.selfchecks.models import SelfCheck, SelfCheckReport
from app.selfchecks.terms import ReportState, ReportTrouble, SelfCheckAction, SelfCheckJob

STEPS = 3  # gathered, laid out, kept
A_SECOND_CLICK = timedelta(minutes=1)


def _whole() -> Select[SelfCheckReport]:
    check = joinedload(SelfCheckReport.selfcheck).joinedload(SelfCheck.merchant)
    return select(SelfCheckReport).options(check, joinedload(SelfCheckReport.file))


def by_code(code: str) -> SelfCheckReport | None:
    """With its self-check, the shop and the file."""
    return Session().scalar(_whole().where(SelfCheckReport.code == code))


def by_id(report_id: int) -> SelfCheckReport | None:
    return Session().scalar(_whole().where(SelfCheckReport.id == report_id))


def ask(
    selfcheck: SelfCheck, language: str, *, by: User, now: datetime, short: bool = False
) -> SelfCheckReport:
    """Promise a report, or the two pages of it. The same person asking again within a minute, or while it is made, gets
    the same one."""
    queries.lock_shop(selfcheck.merchant_id)
    wanted = select(SelfCheckReport).where(
        SelfCheckReport.selfcheck_id == selfcheck.id, SelfCheckReport.language == language,
        SelfCheckReport.asked_by == by.id, SelfCheckReport.code.startswith(SelfCheckReport.SHORT).is_(short),
    )  # fmt: skip
    last = Session().scalar(wanted.order_by(SelfCheckReport.id.desc()).limit(1))
    if last is not None and (last.under_way or now - last.asked_at < A_SECOND_CLICK):
        return last
    code = f"{SelfCheckReport.SHORT if short else ''}{codes.fresh(10)}"
    made = add(
        SelfCheckReport(code=code, selfcheck_id=selfcheck.id, language=language, asked_at=now, asked_by=by.id)
    )
    audit.record(SelfCheckAction.REPORT_ASKED, made, by=by, now=now, selfcheck=selfcheck.code)
    jobs.promise(SelfCheckJob.REPORT, key=f"selfcheck.report {made.code}", report_id=made.id)
    return made


def begin(report: SelfCheckReport) -> bool:
    """False if it is there already, or given up."""
    Session().refresh(report, ["state"], with_for_update=True)
    if not report.under_way:
        return False
    report.state, report.done = ReportState.MAKING, 0
    return True


def write(report: SelfCheckReport, path: Path, *, now: datetime) -> None:
    """The PDF in the language it was asked for. Raises ``pdf.PaperMissing``."""
    check = report.selfcheck
    found = whole.gather(check, today=local_day(now), now=now)
    if found is None:
        raise LookupError(f"self-check {check.code} was not handed in")
    written = paper.summary if report.is_short else paper.report
    with force_locale(report.language):
        path.write_bytes(written(found, comparison.of(check)))


def finish(report: SelfCheckReport, path: Path, *, now: datetime) -> None:
    """Keep the file and tell who asked, once."""
    if report.state is not ReportState.MAKING:
        return
    name = f"self-check-{'summary-' if report.is_short else ''}{report.selfcheck.code}.pdf"
    report.file = storage.keep_made(path, media_type="application/pdf", name=name, now=now)
    report.state, report.done, report.made_at = ReportState.READY, STEPS, now
    _tell(report, _l("自查报告做好了"), now=now)


def fail(report: SelfCheckReport, trouble: ReportTrouble, *, now: datetime) -> None:
    report.state, report.trouble = ReportState.FAILED, trouble
    _tell(report, _l("自查报告没有做成"), now=now)


def _tell(report: SelfCheckReport, title: object, *, now: datetime) -> None:
    person = accounts.user(report.asked_by) if report.asked_by else None
    if person is not None:
        notices.tell(
            person, title, report.selfcheck.merchant.name,
            f"/self-check/{report.selfcheck.code}/reports/{report.code}",
            key=f"selfcheck report {report.code} {report.state.value}", now=now,
        )  # fmt: skip


def forget_old(now: datetime) -> int:
    """Reports nobody will look for any more; how many. Their files go with the unclaimed ones."""
    kept = retention.kept_for(Kept.MADE_PAPERS)
    old: Sequence[SelfCheckReport] = (
        Session().scalars(select(SelfCheckReport).where(SelfCheckReport.asked_at < now - kept)).all()
    )
    for report in old:
        Session().delete(report)
    Session().flush()
    return len(old)
