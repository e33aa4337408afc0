"""What every act on a report is made of: hold it, move it, write a line, keep evidence, tell the bureau's people."""

from collections.abc import Iterable
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import storage
from app.infra.audit import Actor, Passer
from app.infra.db import add
from app.infra.scope import Session
from app.infra.uploads import Clean
from app.merchants import queries as merchants
from app.notices import service as notices
from app.reports import rules
from app.reports.models import Report, ReportFile, ReportLine
from app.reports.terms import ReportSide, ReportState, ReportStep

REPORTER = Passer("举报人")
CHANGING = ["state", "outcome", "decided_at", "told_at", "taken_at", "name", "phone", "forgotten_at"]


def hold(report: Report) -> None:
    """Lock the row and read it again: of two people who act at once, the second sees what the first did."""
    Session().refresh(report, CHANGING, with_for_update=True)


def move(report: Report, to: ReportState) -> None:
    """The one door of ``state``. Raises ``rules.ReportMoveRefused``."""
    rules.check_move(report.state, to)
    report.state = to


def write(
    report: Report, step: ReportStep, *, by: Actor, side: ReportSide, text: str, now: datetime,
    private: bool = False, form_hash: str | None = None,
) -> ReportLine:  # fmt: skip
    """A line of the history. The reporter is never named in it."""
    author = by.audit_name if side is ReportSide.BUREAU else REPORTER.audit_name
    return add(
        ReportLine(
            report_id=report.id, step=step, side=side, author=author, text=text, at=now, private=private,
            form_hash=form_hash,
        )
    )  # fmt: skip


def keep(report: Report, files: Iterable[Clean], *, side: ReportSide, now: datetime) -> None:
    """Evidence under the report's own number: what the sender called a file may name the sender."""
    for number, one in enumerate(files, start=1):
        kept = storage.keep(
            one.content,
            media_type=one.media_type,
            name=f"{report.code}-{now:%m%d%H%M}-{number}.{one.ending}",
            now=now,
        )
        add(
            ReportFile(
                report_id=report.id, file_id=kept.id, original_sha256=one.original_sha256, side=side, at=now
            )
        )


def tell_office(report: Report, title: object, text: object, *, key: str, now: datetime) -> None:
    """The people of the seller's station; if there is none, every officer. Nobody else hears of it (art. 37)."""
    merchant = merchants.by_id(report.merchant_id) if report.merchant_id is not None else None
    office = accounts.of_organisation(merchant.station_id) if merchant else ()
    people: list[User] = [one for one in office if one.is_regulator] or list(accounts.of_role(Role.OFFICER))
    notices.tell_all(people, title, text, f"/reports/{report.code}", key=f"{report.code} {key}", now=now)
