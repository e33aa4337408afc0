"""Lists of complaints: by shelf and filter, what is due first comes first, page by page."""

import enum
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.clocks import queries as clocks
from app.clocks.models import Deadline
from app.clocks.queries import RUNNING, TICKING
from app.complaints.models import Complaint
from app.complaints.side_models import Appeal, Closing
from app.complaints.terms import About, Clock, State
from app.infra import receipts
from app.infra.paging import PAGE_SIZE, Page, newest_first
from app.infra.scope import Session
from app.merchants import queries as merchants

KIND = Complaint.__tablename__
NO_HURRY = datetime(9999, 1, 1, tzinfo=UTC)


class Shelf(enum.StrEnum):
    """How a list of complaints is narrowed first."""

    OPEN = "open"
    LATE = "late"
    UNDECIDED = "undecided"
    TO_CONFIRM = "to_confirm"
    APPEALS = "appeals"
    TO_TELL = "to_tell"
    CLOSED = "past"


OFFICE_SHELVES = (Shelf.UNDECIDED, Shelf.TO_CONFIRM, Shelf.APPEALS, Shelf.TO_TELL)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What else a list holds to. ``handler_id``: only one officer's own; None: everybody's.

    ``own_id``: an officer of the station ``station_id``, who sees beside its cases those given to them. ``words``: a number as
    people read it aloud, or part of a seller's name.
    """

    merchant_id: int | None = None
    park_id: int | None = None
    station_id: int | None = None
    handler_id: int | None = None
    own_id: int | None = None
    state: State | None = None
    about: About | None = None
    words: str = ""


def page_of(shelf: Shelf, narrow: Narrow, *, now: datetime, after: int | None = None) -> Page[Complaint]:
    """One page of a shelf; with words, of all shelves. Closed ones and found ones: newest first. All others: what is due
    first comes first."""
    whole = select(Complaint) if narrow.words else _shelf(shelf, now)
    wanted = _narrowed(whole, narrow).options(
        joinedload(Complaint.merchant), joinedload(Complaint.handler), selectinload(Complaint.deadlines)
    )
    if shelf is Shelf.CLOSED or narrow.words:
        return newest_first(wanted, Complaint.id, after)
    return _urgent_first(wanted, after)


def _narrowed(wanted: Select[Complaint], narrow: Narrow) -> Select[Complaint]:
    for column, value in (
        (Complaint.merchant_id, narrow.merchant_id), (Complaint.handler_id, narrow.handler_id), (Complaint.state, narrow.state), (Complaint.about, narrow.about),
    ):  # fmt: skip
        if value is not None:
            wanted = wanted.where(column == value)
    if narrow.words:
        of_seller = Complaint.merchant_id.in_(merchants.named_like(narrow.words))
        wanted = wanted.where(or_(Complaint.code == receipts.number_as_read(narrow.words), of_seller))
    if narrow.station_id is not None:
        wanted = wanted.where(of_station(narrow.station_id, narrow.own_id))
    if narrow.park_id is not None:
        wanted = wanted.where(Complaint.merchant.has(park_id=narrow.park_id))
    return wanted


def of_station(station_id: int, own_id: int | None) -> ColumnElement[bool]:
    """A station's cases; for one of its officers also those given to them."""
    its = Complaint.station_id == station_id
    return its if own_id is None else or_(its, Complaint.handler_id == own_id)


def _shelf(shelf: Shelf, now: datetime) -> Select[Complaint]:
    """Duplicates stand under the number that they are handled by, so they are on no open shelf."""
    alone = select(Complaint).where(Complaint.merged_into_id.is_(None))
    waits = select(Closing.id).where(Closing.complaint_id == Complaint.id, Closing.decided_at.is_(None))
    appealed = select(Appeal.id).where(Appeal.complaint_id == Complaint.id, Appeal.decided_at.is_(None))
    late = Complaint.deadlines.any(and_(*TICKING, Deadline.due_at < now))
    return {
        Shelf.OPEN: alone.where(Complaint.state != State.CLOSED),
        Shelf.LATE: alone.where(late),
        Shelf.UNDECIDED: alone.where(Complaint.state == State.TO_BUREAU),
        Shelf.TO_CONFIRM: alone.where(waits.exists()),
        Shelf.APPEALS: alone.where(appealed.exists()),
        Shelf.TO_TELL: alone.where(Complaint.deadlines.any(and_(*RUNNING, Deadline.clock == Clock.NOTIFY))),
        Shelf.CLOSED: select(Complaint).where(
            or_(Complaint.state == State.CLOSED, Complaint.merged_into_id.is_not(None))
        ),
    }[shelf]


def _next_due() -> ScalarSelect[datetime]:
    return clocks.next_due(KIND, Complaint.id).correlate(Complaint).scalar_subquery()


def _urgent_first(wanted: Select[Complaint], after: int | None) -> Page[Complaint]:
    due = func.coalesce(_next_due(), NO_HURRY)
    if after is not None:
        last = Session().execute(select(due, Complaint.id).where(Complaint.id == after)).first()
        if last is not None:
            wanted = wanted.where(tuple_(due, Complaint.id) > tuple_(*last))
    rows = Session().scalars(wanted.order_by(due, Complaint.id).limit(PAGE_SIZE + 1)).all()
    more = len(rows) > PAGE_SIZE
    return Page(rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].id if more else None)
