"""Reads of the complaints slice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, distinct, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.clocks import queries as clocks
from app.clocks.models import Deadline
from app.clocks.queries import TICKING
from app.complaints import figures
from app.complaints.deadlines import PROMISES
from app.complaints.lists import of_station
from app.complaints.models import Complaint, Message
from app.complaints.terms import Clock
from app.infra.counts import Count
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.kinds import ClockName

counts_of = figures.counts_of  # counted in a file of its own, read from here
KIND = Complaint.__tablename__


class Waited(NamedTuple):
    """A deadline and whose it is."""

    deadline: Deadline
    complaint: Complaint


def by_code(code: str) -> Complaint | None:
    """With the seller, the history, and the deadlines with the time taken out of them."""
    whole = select(Complaint).where(Complaint.code == code)
    return Session().scalar(
        whole.options(
            joinedload(Complaint.merchant),
            joinedload(Complaint.station),
            joinedload(Complaint.handler),
            joinedload(Complaint.merged_into),
            selectinload(Complaint.messages),
            selectinload(Complaint.deadlines).selectinload(Deadline.pauses),
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


def by_ids(ids: Sequence[int]) -> Sequence[Complaint]:
    """With their sellers."""
    wanted = select(Complaint).where(Complaint.id.in_(ids)).options(joinedload(Complaint.merchant))
    return Session().scalars(wanted).all()


def late_and_untold(now: datetime) -> Sequence[Waited]:
    """Running, past their last moment, and nobody has been told; oldest first, each with its complaint."""
    late = clocks.late_and_untold(KIND, now)
    return _with_complaints(late)


def closed_before(at: datetime) -> Sequence[Complaint]:
    """Ended before ``at``, by itself or under the number it was merged into, with somebody's details still in it."""
    main = aliased(Complaint)
    ended = or_(Complaint.closed_at < at, Complaint.merged_into.of_type(main).has(main.closed_at < at))
    kept = select(Complaint).where(ended, Complaint.forgotten_at.is_(None))
    return Session().scalars(kept.order_by(Complaint.id).limit(500)).all()


def running_deadlines(
    *,
    merchant_id: int | None = None,
    park_id: int | None = None,
    station_id: int | None = None,
    own_id: int | None = None,
    clocks: frozenset[Clock] | None = None,
) -> Sequence[Waited]:
    """Everything somebody waits for, nearest first, with its complaint; what stands is waited for by nobody."""
    wanted = _ticking(
        merchant_id=merchant_id, park_id=park_id, station_id=station_id, own_id=own_id, clocks=clocks
    )
    rows = Session().execute(wanted.order_by(Deadline.due_at).limit(200)).all()
    return [Waited(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Queue:
    """All that somebody waits for under one clock: how many, and the nearest."""

    count: int
    nearest: Deadline


def queues(*, station_id: int | None, own_id: int | None) -> dict[ClockName, Queue]:
    """For the office's first page: every clock that ticks, however many tick."""
    ticking = _ticking(station_id=station_id, own_id=own_id)
    of_clock = func.count().over(partition_by=Deadline.clock)
    nearest = ticking.with_only_columns(Deadline, of_clock).distinct(Deadline.clock)
    rows = Session().execute(nearest.order_by(Deadline.clock, Deadline.due_at, Deadline.id))
    return {one.clock: Queue(count, one) for one, count in rows}


def late(now: datetime, **narrowed: Any) -> Count:
    """Complaints with something overdue, each once."""
    wanted = _ticking(**narrowed).where(Deadline.due_at < now)
    key = ("complaints late", *sorted(narrowed.items()))
    return Count(key, wanted.with_only_columns(func.count(distinct(Complaint.id))))


def promises(**narrowed: int | None) -> Sequence[Waited]:
    """The sellers' promises that still run."""
    return running_deadlines(clocks=PROMISES, **narrowed)


def _ticking(
    *,
    merchant_id: int | None = None,
    park_id: int | None = None,
    station_id: int | None = None,
    own_id: int | None = None,
    clocks: frozenset[Clock] | None = None,
) -> Select[Deadline, Complaint]:
    wanted = select(Deadline, Complaint).join(Complaint.deadlines).where(*TICKING)
    if merchant_id is not None:
        wanted = wanted.where(Complaint.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(Complaint.merchant.has(park_id=park_id))
    if station_id is not None:
        wanted = wanted.where(of_station(station_id, own_id))
    return wanted if clocks is None else wanted.where(Deadline.clock.in_(clocks))


def _with_complaints(late: Sequence[Deadline]) -> Sequence[Waited]:
    ids = {one.subject_id for one in late}
    known = {one.id: one for one in Session().scalars(select(Complaint).where(Complaint.id.in_(ids)))}
    return [Waited(one, known[one.subject_id]) for one in late]
