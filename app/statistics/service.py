"""Asking for a list of single complaints, and keeping it."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.infra import audit, dropping, jobs, receipts
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.kernel import codes
from app.statistics import queries
from app.statistics.jobs import StatisticsJob
from app.statistics.models import Export
from app.statistics.queries import Whose
from app.statistics.rules import Period
from app.statistics.terms import StatisticsAction

CODE_LENGTH = receipts.SECRET_LENGTH
CODES = "complaint lists"


def ask_export(
    period: Period, whose: Whose, *, by: User, reason: str = "", form_key: str | None = None, now: datetime
) -> Export:
    """Promise the file; its page shows how far it is. ``reason`` stays on record.

    The same form sent twice, or again for the same months after going back, is one list: its code is made of the key.
    """
    code = _code(form_key, period, by) if form_key else codes.fresh(CODE_LENGTH)
    if form_key and (known := queries.export_by_code(code)) is not None:
        return known
    export = Export(
        code=code, asked_by_id=by.id, asked_at=now, first=period.first, last=period.last,
        merchant_id=whose.merchant_id, park_id=whose.park_id,
    )  # fmt: skip
    try:
        with Session().begin_nested():
            Session().add(export)
    except IntegrityError:  # the same form, at the same moment
        known = queries.export_by_code(code)
        if known is None:
            raise
        return known
    jobs.promise(StatisticsJob.EXPORT, key=f"export {export.code}", export_id=export.id)
    audit.record(
        StatisticsAction.EXPORT_ASKED,
        export,
        by=by,
        now=now,
        first=period.first,
        last=period.last,
        reason=reason,
    )
    return export


def _code(form_key: str, period: Period, by: User) -> str:
    told = f"{form_key} {by.id} {period.first} {period.last}"
    return receipts.secret_of(told, purpose=CODES)


def keep_export(export: Export, file: StoredFile, rows: int) -> bool:
    """Once; a second writing changes nothing. Whether it is the first."""
    if export.file_id is not None:
        return False
    export.file_id, export.rows = file.id, rows
    return True


def note_fetched(export: Export, *, by: User, now: datetime) -> None:
    audit.record(StatisticsAction.EXPORT_FETCHED, export, by=by, now=now)


def forget_exports(*, before: datetime) -> int:
    """Lists asked for before then, bytes and all; how many. Who asked, fetched and why stays in the audit record."""
    gone = delete(Export).where(Export.asked_at < before).returning(Export.file_id)
    files = Session().scalars(gone.execution_options(synchronize_session=False)).all()
    dropping.drop([one for one in files if one is not None])
    return len(files)
