"""Reads of the clocks slice. A subject is any row with an ``id``; its kind is the name of its table."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Protocol
from typing import cast as cast_type

from sqlalchemy import Date, Select, cast, func, select
from sqlalchemy.orm import selectinload

from app.clocks.models import Deadline
from app.infra import scope
from app.infra.scope import Session
from app.kernel.clock import SHANGHAI, end_of, start_of
from app.kernel.kinds import ClockName

MOST = 500
_KEY = "deadlines running"
A_DAY = timedelta(days=1)


class Subject(Protocol):
    """Any row that something is due for."""

    __tablename__: str

    @property
    def id(self) -> int: ...


RUNNING = (Deadline.met_at.is_(None), Deadline.lifted_at.is_(None))
TICKING = (*RUNNING, Deadline.paused_at.is_(None))


def of(subject: Subject) -> Sequence[Deadline]:
    """Every clock it ever had, the first started first, with the time taken out."""
    return Session().scalars(_of(subject).order_by(Deadline.id)).all()


def running(subject: Subject, *clocks: ClockName) -> Sequence[Deadline]:
    """What somebody waits for, paused or not, the nearest first; only these ``clocks`` if any are named."""
    wanted = _of(subject).where(*RUNNING)
    if clocks:
        wanted = wanted.where(Deadline.clock.in_(clocks))
    return Session().scalars(wanted.order_by(Deadline.due_at, Deadline.id)).all()


def running_of(
    kind: str,
    ids: Collection[int] | None = None,
    clocks: Collection[ClockName] | None = None,
    most: int = MOST,
) -> Sequence[Deadline]:
    """What runs for all subjects of a kind (or for these of them), the nearest first."""
    wanted = _all(kind).where(*RUNNING)
    if ids is not None:
        wanted = wanted.where(Deadline.subject_id.in_(ids))
    if clocks is not None:
        wanted = wanted.where(Deadline.clock.in_(clocks))
    return Session().scalars(wanted.order_by(Deadline.due_at, Deadline.id).limit(most)).all()


def by_subject(kind: str, ids: Iterable[int]) -> dict[int, list[Deadline]]:
    """For a list page: what runs for each, the nearest first, in one query."""
    wanted = set(ids)
    found: dict[int, list[Deadline]] = {}
    known = known_of(kind)
    for one in running_of(kind, wanted, most=10_000) if known is None else known:
        if one.subject_id in wanted:
            found.setdefault(one.subject_id, []).append(one)
    return found


def read_together(*kinds: str) -> None:
    """For a first page, on which many kinds stand: all that runs for them, in one query. ``known_of`` gives it back.

    Where more runs than a page could ever show, nothing is kept and each kind is asked for alone.
    """
    wanted = select(Deadline).where(Deadline.subject_kind.in_(kinds), *RUNNING)
    rows = Session().scalars(wanted.order_by(Deadline.due_at, Deadline.id).limit(MOST + 1)).all()
    if len(rows) <= MOST:
        for kind in kinds:
            scope.current().known[_KEY, kind] = [one for one in rows if one.subject_kind == kind]


def known_of(kind: str) -> Sequence[Deadline] | None:
    """What ``read_together`` has read of a kind, the nearest first; None if it was not asked or there was too much."""
    known = scope.current().known.get((_KEY, kind))
    return cast_type("Sequence[Deadline] | None", known)


def waiting_of(kind: str) -> Sequence[Deadline]:
    """All that runs for a kind, the nearest first, for a first page."""
    known = known_of(kind)
    return running_of(kind) if known is None else known


def overdue(kind: str, now: datetime, clocks: Collection[ClockName] | None = None) -> Sequence[Deadline]:
    """Late and still waited for; what stands is not late. Oldest first."""
    wanted = _all(kind).where(*TICKING, Deadline.due_at < now)
    if clocks is not None:
        wanted = wanted.where(Deadline.clock.in_(clocks))
    return Session().scalars(wanted.order_by(Deadline.due_at, Deadline.id).limit(MOST)).all()


def late_and_untold(kind: str, now: datetime) -> Sequence[Deadline]:
    """Late, and nobody has been told: the caller tells its people and sets ``told_at``."""
    untold = _all(kind).where(*TICKING, Deadline.told_at.is_(None), Deadline.due_at < now)
    return Session().scalars(untold.order_by(Deadline.due_at, Deadline.id).limit(MOST)).all()


def provisional() -> Sequence[Deadline]:
    """Running, and counted over a year whose holidays were not known. Every kind."""
    guessed = select(Deadline).where(*RUNNING, Deadline.provisional).options(selectinload(Deadline.pauses))
    return Session().scalars(guessed.order_by(Deadline.id).limit(MOST)).all()


class OnDay(NamedTuple):
    """A deadline, its day in the region, and how many of its clock end on that day in all."""

    deadline: Deadline
    day: date
    of_day: int


def between(
    kind: str,
    first: date,
    last: date,
    *,
    among: Select[int] | None = None,
    clocks: Collection[ClockName] | None = None,
    most: int = 5,
) -> Sequence[OnDay]:
    """What ends on these days and still ticks, day by day: ``most`` of each clock and day, with how many there are."""
    day = func.coalesce(Deadline.due_on, cast(func.timezone(SHANGHAI.key, Deadline.due_at), Date))
    alike: dict[str, Any] = {"partition_by": (day, Deadline.clock)}
    ticking = select(
        Deadline.id,
        day.label("day"),
        func.count().over(**alike).label("of_day"),
        func.row_number().over(order_by=(Deadline.due_at, Deadline.id), **alike).label("place"),
    ).where(
        *TICKING, Deadline.subject_kind == kind,
        Deadline.due_at >= start_of(first) - A_DAY, Deadline.due_at <= end_of(last) + A_DAY,
    )  # fmt: skip
    if among is not None:
        ticking = ticking.where(Deadline.subject_id.in_(among))
    if clocks is not None:
        ticking = ticking.where(Deadline.clock.in_(clocks))
    each = ticking.subquery()
    rows = Session().execute(
        select(Deadline, each.c.day, each.c.of_day)
        .join(each, each.c.id == Deadline.id)
        .where(each.c.day.between(first, last), each.c.place <= most)
        .order_by(each.c.day, Deadline.due_at, Deadline.id)
    )
    return [OnDay(*row) for row in rows]


def next_due(kind: str, subject_id: object) -> Select[datetime]:
    """For ordering a list: the nearest due moment of the row whose id column is ``subject_id``."""
    return select(func.min(Deadline.due_at)).where(
        Deadline.subject_kind == kind, Deadline.subject_id == subject_id, *RUNNING
    )


def _all(kind: str) -> Select[Deadline]:
    return select(Deadline).where(Deadline.subject_kind == kind)


def _of(subject: Subject) -> Select[Deadline]:
    return (
        _all(subject.__tablename__)
        .where(Deadline.subject_id == subject.id)
        .options(selectinload(Deadline.pauses))
    )
