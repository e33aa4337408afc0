"""Reads of the reports slice."""

import enum
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.clocks.models import Deadline
from app.clocks.queries import TICKING
from app.infra import receipts, seals
from app.infra.paging import Page, newest_first, oldest_first
from app.infra.scope import Session
from app.kernel import codes
from app.merchants import queries as merchants
from app.reports.models import Report, ReportFile, ReportLine
from app.reports.terms import PHONES, ReportState

MOST_UNDER_A_PHONE = 20


class ReportShelf(enum.StrEnum):
    """How the list of reports is narrowed."""

    OPEN = "open"
    LATE = "late"
    UNTOLD = "untold"
    DECIDED = "decided"


def _whole() -> Select[Report]:
    return select(Report).options(
        joinedload(Report.merchant),
        selectinload(Report.lines),
        selectinload(Report.files).joinedload(ReportFile.file),
    )


def by_code(code: str) -> Report | None:
    """With the seller, the history and the evidence."""
    return Session().scalar(_whole().where(Report.code == code))


def by_receipt(code: str, secret: str) -> Report | None:
    """The report, if number and secret belong together; a number that does not exist takes as long."""
    told = receipts.number_as_read(code)
    known = Session().scalar(select(Report).where(Report.code == told))
    fits = codes.same(known.secret_hash if known else "", secret, salt=told)
    return known if known is not None and fits else None


def by_form(form_hash: str) -> Report | None:
    return Session().scalar(select(Report).where(Report.form_hash == form_hash))


def by_phone(phone: str) -> Sequence[Report]:
    """What was reported under a phone, newest first."""
    marks = seals.blind_indexes(phone, purpose=PHONES)
    under = select(Report).where(Report.phone_index.in_(marks)).options(joinedload(Report.merchant))
    return Session().scalars(under.order_by(Report.id.desc()).limit(MOST_UNDER_A_PHONE)).all()


def line_by_form(report_id: int, form_hash: str) -> ReportLine | None:
    return Session().scalar(
        select(ReportLine).where(ReportLine.report_id == report_id, ReportLine.form_hash == form_hash)
    )


def file_of(report: Report, file_code: str) -> ReportFile | None:
    return next((one for one in report.files if one.file.code == file_code), None)


def of_complaint(complaint_code: str) -> Sequence[Report]:
    """What was made of the same letter, or handed over from it."""
    wanted = select(Report).where(Report.complaint_code == complaint_code).order_by(Report.id)
    return Session().scalars(wanted).all()


def page_of(shelf: ReportShelf, *, now: datetime, words: str = "", after: int | None = None) -> Page[Report]:
    """One page of a shelf: what waits, oldest first; what is decided, newest first. ``words``, a number or part of a
    seller's name, are looked for on all shelves."""
    wanted = (_found(words) if words else _shelf(shelf, now)).options(joinedload(Report.merchant))
    if words or shelf is ReportShelf.DECIDED:
        return newest_first(wanted, Report.id, after)
    return oldest_first(wanted, Report.id, after)


def _found(words: str) -> Select[Report]:
    of_seller = Report.merchant_id.in_(merchants.named_like(words))
    said = Report.seller_said.icontains(words, autoescape=True)
    return select(Report).where(or_(Report.code == receipts.number_as_read(words), of_seller, said))


def _shelf(shelf: ReportShelf, now: datetime) -> Select[Report]:
    wanted = select(Report)
    if shelf is ReportShelf.DECIDED:
        return wanted.where(Report.state == ReportState.DECIDED)
    if shelf is ReportShelf.UNTOLD:
        return wanted.where(
            Report.state == ReportState.DECIDED, Report.told_at.is_(None), Report.phone.is_not(None)
        )
    wanted = wanted.where(Report.state != ReportState.DECIDED)
    if shelf is ReportShelf.LATE:
        of_it = and_(Deadline.subject_kind == Report.__tablename__, Deadline.subject_id == Report.id)
        wanted = wanted.where(exists().where(of_it, *TICKING, Deadline.due_at < now))
    return wanted


def decided_before(at: datetime) -> Sequence[Report]:
    """Decided before ``at``, with somebody's details or evidence still in it."""
    kept = select(Report).where(Report.decided_at < at, Report.forgotten_at.is_(None))
    return Session().scalars(kept.options(selectinload(Report.files)).order_by(Report.id).limit(200)).all()


def by_ids(ids: Sequence[int]) -> dict[int, Report]:
    found = Session().scalars(select(Report).where(Report.id.in_(ids)).options(joinedload(Report.merchant)))
    return {one.id: one for one in found}
