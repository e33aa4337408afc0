"""Bringing the cells up to date: a chore, so that no page counts complaints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.selectable import Subquery

from app.clocks.models import Deadline
from app.complaints.models import Complaint
from app.complaints.terms import Clock, ConsumerWord
from app.infra.audit import AuditEntry
from app.infra.db import this_region
from app.infra.scope import Session
from app.kernel.clock import SHANGHAI, local, local_day, start_of
from app.kernel.workdays import workdays_between
from app.regions import queries as regions
from app.statistics.models import Cell, CellsMark
from app.statistics.rules import DAYS, END, LONGEST, SAID, first_of, months_on

WHOLE_MONTHS = 25  # looked at again once a day, whatever the record says: time alone makes a promise late
CHUNK = 5_000


def refresh(now: datetime) -> int:
    """Count the months again in which something happened since the last time; how many.

    What happened stands in the record (every act on a complaint is written there), so nothing has to be remembered besides
    how far it was read. Once a day all recent months are counted again.
    """
    mark = _mark(now)
    read_to = Session().scalar(select(func.max(AuditEntry.seq))) or 0
    today = local_day(now)
    months = _touched(mark.seq, read_to)
    if mark.whole_on != today:
        months |= _recent(today)
        mark.whole_on = today
    for month in sorted(months):
        count_month(month, now=now)
    mark.seq, mark.counted_at = read_to, now
    return len(months)


def count_month(month: date, *, now: datetime) -> None:
    """All cells of one month, from the complaints received in it."""
    calendar = regions.calendar()
    workdays = cache(lambda first, last: min(workdays_between(first, last, calendar), LONGEST))
    cells: dict[tuple[int, str], Counter[str]] = {}
    for row in Session().execute(_grouped(month, now)):
        counts = cells.setdefault((row.merchant_id, row.about), Counter())
        if row.left_out:
            counts["left_out"] += row.number
            continue
        counts["received"] += row.number
        counts["weighted"] += Decimal(row.weight) * row.number
        for name in ("due", "answered", "answered_in_time", "reached_bureau", "accepted", "disputed"):
            counts[name] += row.number if getattr(row, name) else 0
        if row.outcome is not None:
            counts[END + row.outcome] += row.number
            counts[f"{DAYS}{workdays(row.received_on, row.closed_on)}"] += row.number
        if row.satisfaction is not None:
            counts[SAID + row.satisfaction] += row.number
    _keep(month, cells)


def _keep(month: date, cells: dict[tuple[int, str], Counter[str]]) -> None:
    Session().execute(delete(Cell).where(Cell.month == month))
    rows = [
        {
            "region_id": this_region(), "month": month, "merchant_id": merchant_id, "about": about,
            "counts": {name: _plain(often) for name, often in sorted(counts.items()) if often},
        }
        for (merchant_id, about), counts in cells.items()
    ]  # fmt: skip
    if rows:
        Session().execute(insert(Cell), rows)


def _plain(often: int | Decimal) -> int | str:
    return str(often) if isinstance(often, Decimal) else often


def _grouped(month: date, now: datetime) -> Select[Any]:
    """One row for every combination that occurs, with how often: the database does the counting."""
    within = and_(
        Complaint.received_at >= start_of(month), Complaint.received_at < start_of(months_on(month, 1)),
        Complaint.merged_into_id.is_(None),
    )  # fmt: skip
    answers, taken_on = _answers(within, now), _taken_on(within)
    parts: Sequence[Any] = (
        Complaint.merchant_id,
        Complaint.about,
        Complaint.outcome,
        Complaint.satisfaction,
        Complaint.weight,
        Complaint.left_out_at.is_not(None).label("left_out"),
        Complaint.reached_bureau_at.is_not(None).label("reached_bureau"),
        or_(
            func.coalesce(Complaint.word == ConsumerWord.NOT_SOLVED, False),
            Complaint.objected_at.is_not(None),
        ).label("disputed"),
        func.coalesce(answers.c.due, False).label("due"),
        func.coalesce(answers.c.answered, False).label("answered"),
        func.coalesce(answers.c.in_time, False).label("answered_in_time"),
        taken_on.c.subject_id.is_not(None).label("accepted"),
        _day(Complaint.received_at).label("received_on"),
        _day(Complaint.closed_at).label("closed_on"),
    )
    return (
        select(*parts, func.count().label("number"))
        .outerjoin(answers, answers.c.subject_id == Complaint.id)
        .outerjoin(taken_on, taken_on.c.subject_id == Complaint.id)
        .where(within)
        .group_by(*parts)
    )


def _answers(within: Any, now: datetime) -> Subquery:
    """Of each complaint: whether the seller's answer was due, came, came in time."""
    met = Deadline.met_at.is_not(None)
    over = and_(Deadline.lifted_at.is_(None), Deadline.due_at < now)
    return (
        select(
            Deadline.subject_id,
            func.bool_or(or_(met, over)).label("due"),
            func.bool_or(met).label("answered"),
            func.coalesce(func.bool_or(Deadline.met_at <= Deadline.due_at), False).label("in_time"),
        )
        .join(Complaint, Complaint.id == Deadline.subject_id)
        .where(Deadline.subject_kind == Complaint.__tablename__, Deadline.clock == Clock.ANSWER, within)
        .group_by(Deadline.subject_id)
        .subquery()
    )


def _taken_on(within: Any) -> Subquery:
    """Complaints that the bureau has accepted: the sixty days began."""
    return (
        select(Deadline.subject_id)
        .join(Complaint, Complaint.id == Deadline.subject_id)
        .where(Deadline.subject_kind == Complaint.__tablename__, Deadline.clock == Clock.MEDIATE, within)
        .distinct()
        .subquery()
    )


def _day(at: Any) -> Any:
    return func.date(func.timezone(SHANGHAI.key, at))


def _mark(now: datetime) -> CellsMark:
    """Where the last time ended; locked, so that two chores do not count at once."""
    none_yet = {"region_id": this_region(), "seq": 0, "counted_at": now, "whole_on": None}
    Session().execute(insert(CellsMark).values(none_yet).on_conflict_do_nothing())
    return (
        Session().scalars(select(CellsMark).with_for_update().execution_options(populate_existing=True)).one()
    )


def _touched(after: int, upto: int) -> set[date]:
    """Months of the complaints that the record names since."""
    named = (
        select(AuditEntry.subject_id)
        .distinct()
        .where(AuditEntry.seq > after, AuditEntry.seq <= upto, AuditEntry.subject_kind == Complaint.__name__)
    )
    ids = list(Session().scalars(named))
    found: set[date] = set()
    for start in range(0, len(ids), CHUNK):
        received = select(Complaint.received_at).where(Complaint.id.in_(ids[start : start + CHUNK]))
        found |= _months(Session().scalars(received))
    return found


def _months(instants: Iterable[datetime]) -> set[date]:
    return {first_of(local(at).date()) for at in instants}


def _recent(today: date) -> set[date]:
    """The recent months that have complaints at all."""
    since = months_on(first_of(today), 1 - WHOLE_MONTHS)
    month = func.date(func.date_trunc("month", func.timezone(SHANGHAI.key, Complaint.received_at)))
    there = select(month).distinct().where(Complaint.received_at >= start_of(since))
    return set(Session().scalars(there))
