"""Reads of the statistics slice: cells added up. What a page costs does not grow with the number of complaints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, Select, cast, func, select, true
from sqlalchemy.orm import defer, joinedload, selectinload

from app.clocks.models import Deadline
from app.complaints.models import Complaint
from app.complaints.terms import Clock
from app.infra.scope import Session
from app.kernel.clock import start_of
from app.merchants.models import Merchant
from app.regions.models import Organisation
from app.statistics.models import Cell, CellsMark, Export
from app.statistics.rules import Figures, Period, figures_of, joined
from app.statistics.terms import DIMENSIONS, NO_DIMENSION, By, Category

AT_ONCE = 2_000
NOT_READ = (Complaint.name, Complaint.phone, Complaint.address, Complaint.happened, Complaint.wanted)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose complaints: one seller's, one park's sellers', or (neither) the region's."""

    merchant_id: int | None = None
    park_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Figures of one of several things put side by side. ``key`` is a month, a code of the guide, a category, or a name."""

    key: Any
    name: str
    figures: Figures


def counted_at() -> datetime | None:
    """Up to when everything is in the figures."""
    return Session().scalar(select(CellsMark.counted_at))


def by_month_and_matter(period: Period, whose: Whose) -> tuple[list[Line], list[Line], Figures]:
    """Every month (empty ones too), every aspect of the guide, and all of it: one query."""
    months: dict[Any, list[dict[str, Decimal]]] = {month: [] for month in period}
    matters: dict[str, list[dict[str, Decimal]]] = {}
    everything = []
    for (month, about), counts in _sums(period, whose, Cell.month, Cell.about).items():
        months[month].append(counts)
        matters.setdefault(DIMENSIONS.get(about, NO_DIMENSION), []).append(counts)
        everything.append(counts)
    return (
        [Line(month, "", figures_of(joined(parts))) for month, parts in months.items()],
        [Line(code, code, figures_of(joined(parts))) for code, parts in matters.items()],
        figures_of(joined(everything)),
    )


def by_merchant(period: Period, whose: Whose) -> list[Line]:
    """Every seller with a figure; the one with the most complaints first."""
    sums = _sums(period, whose, Cell.merchant_id)
    names = _merchants([key for (key,) in sums])
    lines = [Line(names[key].code, names[key].name, figures_of(counts)) for (key,), counts in sums.items()]
    return _most_first(lines)


def by_park(period: Period) -> list[Line]:
    """Every park with a figure, and those of no park together (key ``None``)."""
    sums = _sums(period, Whose(), Merchant.park_id)
    parks = {one.id: one.name for one in Session().scalars(select(Organisation))}
    return _most_first([Line(key, parks.get(key, ""), figures_of(counts)) for (key,), counts in sums.items()])


def by_category(period: Period, whose: Whose) -> list[Line]:
    """Kinds of goods; a seller of two kinds is in both, so these do not add up to the whole."""
    sums = _sums(period, whose, Cell.merchant_id)
    sold = _merchants([key for (key,) in sums])
    parts: dict[Category, list[dict[str, Decimal]]] = {}
    for (key,), counts in sums.items():
        kinds = [one for one in Category if one.value in sold[key].scopes] or [Category.UNTOLD]
        for kind in kinds:
            parts.setdefault(kind, []).append(counts)
    return _most_first([Line(kind, "", figures_of(joined(found))) for kind, found in parts.items()])


def lines(by: By, period: Period, whose: Whose) -> list[Line]:
    """Any of the above."""
    if by is By.MERCHANT:
        return by_merchant(period, whose)
    if by is By.PARK:
        return by_park(period)
    if by is By.CATEGORY:
        return by_category(period, whose)
    months, matters, _all = by_month_and_matter(period, whose)
    return months if by is By.MONTH else matters


def export_by_code(code: str) -> Export | None:
    return Session().scalar(select(Export).where(Export.code == code).options(joinedload(Export.file)))


def export_by_id(export_id: int) -> Export | None:
    return Session().get(Export, export_id)


def exported_count(period: Period, whose: Whose) -> int:
    wanted = _exported(period, whose).with_only_columns(func.count(Complaint.id)).order_by(None)
    return Session().scalar(wanted) or 0


def exported(period: Period, whose: Whose) -> Iterator[tuple[Complaint, Deadline | None]]:
    """Single complaints in order of receipt, each with its answer's clock: some thousand at a time, each time anew.

    Not one long cursor: whoever reads writes progress down in between. Who complained is not even read.
    """
    after = 0
    while True:
        some = _some_exported(period, whose, after)
        for complaint in some:
            answers = [one for one in complaint.deadlines if one.clock is Clock.ANSWER]
            yield complaint, answers[0] if answers else None
        if len(some) < AT_ONCE:
            return
        after = some[-1].id


def _some_exported(period: Period, whose: Whose, after: int) -> Sequence[Complaint]:
    wanted = (
        _exported(period, whose)
        .where(Complaint.id > after)
        .options(
            joinedload(Complaint.merchant).joinedload(Merchant.park),
            selectinload(Complaint.deadlines),
            *(defer(column, raiseload=True) for column in NOT_READ),
        )
        .limit(AT_ONCE)
    )
    return Session().scalars(wanted).all()


def _exported(period: Period, whose: Whose) -> Select[Any]:
    wanted = (
        select(Complaint)
        .join(Complaint.merchant)
        .where(
            Complaint.received_at >= start_of(period.first), Complaint.received_at < start_of(period.until)
        )
    )
    if whose.merchant_id is not None:
        wanted = wanted.where(Complaint.merchant_id == whose.merchant_id)
    if whose.park_id is not None:
        wanted = wanted.where(Merchant.park_id == whose.park_id)
    return wanted.order_by(Complaint.id)


def _sums(period: Period, whose: Whose, *by: Any) -> dict[tuple[Any, ...], dict[str, Decimal]]:
    """Cells added up by what is asked, name by name."""
    each = func.jsonb_each_text(Cell.counts).table_valued("key", "value", name="each")
    wanted = (
        select(*by, each.c.key, func.sum(cast(each.c.value, Numeric)))
        .select_from(Cell)
        .join(Merchant, Merchant.id == Cell.merchant_id)
        .join(each, true())
        .where(Cell.month >= period.first, Cell.month <= period.last)
        .group_by(*by, each.c.key)
    )
    if whose.merchant_id is not None:
        wanted = wanted.where(Cell.merchant_id == whose.merchant_id)
    if whose.park_id is not None:
        wanted = wanted.where(Merchant.park_id == whose.park_id)
    found: dict[tuple[Any, ...], dict[str, Decimal]] = {}
    for *key, name, often in Session().execute(wanted):
        found.setdefault(tuple(key), {})[name] = often
    return found


def _merchants(ids: Sequence[int]) -> dict[int, Merchant]:
    return {one.id: one for one in Session().scalars(select(Merchant).where(Merchant.id.in_(ids)))}


def _most_first(found: list[Line]) -> list[Line]:
    return sorted(found, key=lambda line: (-line.figures.received, line.name, str(line.key)))
