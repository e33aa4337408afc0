"""Reads of the complaints slice."""

import enum
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ScalarSelect, Select, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.complaints import figures, rules
from app.complaints.deadlines import STATUTORY
from app.complaints.models import Complaint, Deadline, Message
from app.complaints.terms import Clock, State
from app.infra.paging import PAGE_SIZE, Page, newest_first
from app.infra.scope import Session
from app.kernel import codes

counts_of = figures.counts_of  # counted in a file of its own, read from here
NO_HURRY = datetime(9999, 1, 1, tzinfo=UTC)


class Shelf(enum.StrEnum):
    """How a list of complaints is narrowed."""

    OPEN = "open"
    LATE = "late"
    UNDECIDED = "undecided"
    CLOSED = "past"


def by_code(code: str) -> Complaint | None:
    """With the seller, the history and the deadlines."""
    whole = select(Complaint).where(Complaint.code == code)
    return Session().scalar(
        whole.options(
            joinedload(Complaint.merchant),
            selectinload(Complaint.messages),
            selectinload(Complaint.deadlines),
        )
    )


def by_receipt(code: str, secret: str) -> Complaint | None:
    """The complaint, if number and secret belong together; a number that does not exist takes as long."""
    told = code_as_read(code)
    known = Session().scalar(select(Complaint).where(Complaint.code == told))
    fits = codes.same(known.secret_hash if known else "", secret, salt=told)
    return known if known is not None and fits else None


def code_as_read(text: str) -> str:
    """``ts26 k7p2m9`` is TS26-K7P2M9."""
    read = codes.as_read(text)
    return f"{read[:4]}-{read[4:]}"


def by_form(form_hash: str) -> Complaint | None:
    return Session().scalar(select(Complaint).where(Complaint.form_hash == form_hash))


def message_by_form(complaint_id: int, form_hash: str) -> Message | None:
    return Session().scalar(
        select(Message).where(Message.complaint_id == complaint_id, Message.form_hash == form_hash)
    )


def page_of(
    shelf: Shelf,
    *,
    now: datetime,
    merchant_id: int | None = None,
    park_id: int | None = None,
    after: int | None = None,
) -> Page[Complaint]:
    """One page of a shelf. Open ones: what is due first comes first. Closed ones: newest first."""
    wanted = _shelf(shelf, now).options(joinedload(Complaint.merchant), selectinload(Complaint.deadlines))
    if merchant_id is not None:
        wanted = wanted.where(Complaint.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(Complaint.merchant.has(park_id=park_id))
    if shelf is Shelf.CLOSED:
        return newest_first(wanted, Complaint.id, after)
    return _urgent_first(wanted, after)


def _shelf(shelf: Shelf, now: datetime) -> Select[Complaint]:
    wanted = select(Complaint)
    if shelf is Shelf.CLOSED:
        return wanted.where(Complaint.state == State.CLOSED)
    wanted = wanted.where(Complaint.state != State.CLOSED)
    if shelf is Shelf.UNDECIDED:
        return wanted.where(Complaint.state == State.TO_BUREAU)
    if shelf is Shelf.LATE:
        late = Complaint.deadlines.any(
            Deadline.met_at.is_(None) & Deadline.lifted_at.is_(None) & (Deadline.due_at < now)
        )
        return wanted.where(late)
    return wanted


def _next_due() -> ScalarSelect[datetime]:
    running = (Deadline.met_at.is_(None), Deadline.lifted_at.is_(None))
    nearest = select(func.min(Deadline.due_at)).where(Deadline.complaint_id == Complaint.id, *running)
    return nearest.correlate(Complaint).scalar_subquery()


def _urgent_first(wanted: Select[Complaint], after: int | None) -> Page[Complaint]:
    due = func.coalesce(_next_due(), NO_HURRY)
    if after is not None:
        last = Session().execute(select(due, Complaint.id).where(Complaint.id == after)).first()
        if last is not None:
            wanted = wanted.where(tuple_(due, Complaint.id) > tuple_(*last))
    rows = Session().scalars(wanted.order_by(due, Complaint.id).limit(PAGE_SIZE + 1)).all()
    more = len(rows) > PAGE_SIZE
    return Page(rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].id if more else None)


def late_and_untold(now: datetime) -> Sequence[Deadline]:
    """Running, past their last moment, and nobody has been told; oldest first."""
    return (
        Session()
        .scalars(
            select(Deadline)
            .where(
                Deadline.met_at.is_(None),
                Deadline.lifted_at.is_(None),
                Deadline.told_at.is_(None),
                Deadline.due_at < now,
            )
            .options(joinedload(Deadline.complaint))
            .order_by(Deadline.due_at)
            .limit(500)
        )
        .all()
    )


def provisional() -> Sequence[Deadline]:
    """Running, and counted over a year whose holidays were not known."""
    guessed = select(Deadline).where(
        Deadline.met_at.is_(None), Deadline.lifted_at.is_(None), Deadline.provisional
    )
    return Session().scalars(guessed.order_by(Deadline.id)).all()


def closed_before(at: datetime) -> Sequence[Complaint]:
    """Ended before ``at``, with somebody's details still in it."""
    kept = select(Complaint).where(Complaint.closed_at < at, Complaint.forgotten_at.is_(None))
    return Session().scalars(kept.order_by(Complaint.id).limit(500)).all()


def running_deadlines(
    *, merchant_id: int | None = None, park_id: int | None = None, clocks: frozenset[Clock] | None = None
) -> Sequence[Deadline]:
    """Everything somebody waits for, nearest first, with its complaint."""
    wanted = (
        select(Deadline)
        .join(Deadline.complaint)
        .where(
            Deadline.met_at.is_(None),
            Deadline.lifted_at.is_(None),
            Complaint.state.in_(rules.OPEN),
        )
    )
    if merchant_id is not None:
        wanted = wanted.where(Complaint.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(Complaint.merchant.has(park_id=park_id))
    if clocks is not None:
        wanted = wanted.where(Deadline.clock.in_(clocks))
    return (
        Session()
        .scalars(wanted.options(joinedload(Deadline.complaint)).order_by(Deadline.due_at).limit(200))
        .all()
    )


def promises(**narrowed: int | None) -> Sequence[Deadline]:
    """The sellers' promises that still run."""
    return running_deadlines(clocks=frozenset(Clock) - STATUTORY, **narrowed)
