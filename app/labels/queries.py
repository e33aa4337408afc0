"""Reads of the labels slice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, cast, func, select
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.orm import joinedload

from app.infra.counts import Count
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.labels.models import LabelBatch, LabelEntry, LabelMarks, LabelScan
from app.labels.terms import BatchState, LedgerKind
from app.merchants.models import Merchant


def _whole() -> Select[LabelBatch]:
    return select(LabelBatch).options(
        joinedload(LabelBatch.merchant), joinedload(LabelBatch.file), joinedload(LabelBatch.waybill_file)
    )


def by_code(code: str) -> LabelBatch | None:
    """With its merchant and file."""
    return Session().scalar(_whole().where(LabelBatch.code == code))


def by_id(batch_id: int) -> LabelBatch | None:
    """With its merchant and file."""
    return Session().scalar(_whole().where(LabelBatch.id == batch_id))


def by_request_key(request_key: str) -> LabelBatch | None:
    return Session().scalar(_whole().where(LabelBatch.request_key == request_key))


def for_tag(number: int) -> LabelBatch | None:
    """The batch of a scanned token, with all that the tag page tells of its seller."""
    seller = joinedload(LabelBatch.merchant)
    return Session().scalar(
        select(LabelBatch)
        .where(LabelBatch.number == number)
        .options(
            seller.joinedload(Merchant.park), seller.joinedload(Merchant.station), seller.selectinload(Merchant.rooms)
        )
    )  # fmt: skip


def locked(batch_id: int) -> LabelBatch:
    """The batch as it stands now, held until the commit: two hands do not move it at once."""
    return Session().scalars(
        select(LabelBatch)
        .where(LabelBatch.id == batch_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()  # fmt: skip


def highest_number() -> int:
    return Session().scalar(select(func.max(LabelBatch.number))) or 0


def page_of(
    *,
    merchant_id: int | None = None,
    park_id: int | None = None,
    state: BatchState | None = None,
    shop: str | None = None,
    after: int | None = None,
) -> Page[LabelBatch]:
    """One page, newest first: of one seller, of one park's sellers, or of the region; of those in ``state``, for ``shop``."""
    wanted = _whole()
    if merchant_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id.in_(_sellers_in(park_id)))
    if state is not None:
        wanted = wanted.where(LabelBatch.state == state)
    if shop is not None:
        wanted = wanted.where(LabelBatch.merchant_id.in_(select(Merchant.id).where(Merchant.code == shop)))
    return newest_first(wanted, LabelBatch.id, after)


def batches_of(merchant_id: int) -> Count:
    """None yet, or some: it does not count beyond one."""
    first = select(LabelBatch.id).where(LabelBatch.merchant_id == merchant_id).limit(1)
    return Count(("label batches", merchant_id), select(func.count()).select_from(first.subquery()))


def failed(*, merchant_id: int | None = None, park_id: int | None = None) -> Sequence[LabelBatch]:
    """Batches that could not be made and have not been taken off the list, newest first."""
    wanted = (
        select(LabelBatch)
        .where(LabelBatch.state == BatchState.FAILED)
        .order_by(LabelBatch.id.desc())
        .limit(5)
    )
    if merchant_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id.in_(_sellers_in(park_id)))
    return Session().scalars(wanted).all()


def sellers_in(park_id: int) -> Sequence[Merchant]:
    """The sellers of a park, oldest first."""
    return (
        Session()
        .scalars(
            select(Merchant)
            .where(Merchant.park_id == park_id)
            .options(joinedload(Merchant.park))
            .order_by(Merchant.id)
        )
        .all()
    )


@dataclass(frozen=True, slots=True)
class OrderedToday:
    """Labels ordered since some instant, for one shop and for all shops of its park."""

    shop: int
    park: int


def ordered_since(at: datetime, merchant: Merchant) -> OrderedToday:
    """Batches that could not be made do not count; voided ones do, they were printed."""
    counted = select(func.coalesce(func.sum(LabelBatch.count), 0)).where(
        LabelBatch.ordered_at >= at, LabelBatch.state != BatchState.FAILED
    )
    shop = Session().scalar(counted.where(LabelBatch.merchant_id == merchant.id))
    park = 0
    if merchant.park_id is not None:
        park = Session().scalar(counted.where(LabelBatch.park_id == merchant.park_id)) or 0
    return OrderedToday(int(shop or 0), int(park))


def ordered_in_park(park_id: int, at: datetime) -> int:
    """Labels ordered since then for all shops of a park."""
    counted = select(func.coalesce(func.sum(LabelBatch.count), 0)).where(
        LabelBatch.park_id == park_id, LabelBatch.ordered_at >= at, LabelBatch.state != BatchState.FAILED
    )
    return int(Session().scalar(counted) or 0)


@dataclass(frozen=True, slots=True)
class Scans:
    """How often labels were scanned, how many of them ever, in the busiest hour from how many groups of networks."""

    count: int
    first: int
    places: int
    scattered: int


def scanned(batch_id: int) -> Scans:
    """``scattered``: labels that were scanned in more places than a parcel goes to."""
    total, first = Session().execute(
        select(func.sum(LabelScan.count), func.sum(LabelScan.first_count)).where(LabelScan.batch_id == batch_id)
    ).one()  # fmt: skip
    places = func.bit_count(cast(LabelScan.places, BIT(64)))
    widest = Session().scalar(select(func.max(places)).where(LabelScan.batch_id == batch_id))
    odd = select(func.count()).where(LabelEntry.batch_id == batch_id, LabelEntry.kind == LedgerKind.SCATTERED)
    return Scans(int(total or 0), int(first or 0), int(widest or 0), Session().scalar(odd) or 0)


def marks_of(batch_id: int) -> dict[int, bytes]:
    """The marks of a batch by block, for who wants to know which labels were scanned."""
    rows = Session().scalars(select(LabelMarks).where(LabelMarks.batch_id == batch_id))
    return {row.block: row.marks for row in rows}


def ledger_of(batch_id: int, most: int = 100) -> Sequence[LabelEntry]:
    """The newest lines, newest first."""
    wanted = select(LabelEntry).where(LabelEntry.batch_id == batch_id).order_by(LabelEntry.id.desc())
    return Session().scalars(wanted.limit(most)).all()


def ledger_at(batch_id: int, serial: int) -> Sequence[LabelEntry]:
    """What happened to one label, newest first."""
    return Session().scalars(
        select(LabelEntry)
        .where(
            LabelEntry.batch_id == batch_id, LabelEntry.first_serial <= serial, LabelEntry.last_serial >= serial
        )
        .order_by(LabelEntry.id.desc())
        .limit(100)
    ).all()  # fmt: skip


def scans(batch_id: int, *, since: datetime | None = None) -> int:
    """How often labels of the batch were scanned, altogether or from ``since`` on."""
    wanted = select(func.sum(LabelScan.count)).where(LabelScan.batch_id == batch_id)
    if since is not None:
        wanted = wanted.where(LabelScan.hour >= since)
    return int(Session().scalar(wanted) or 0)


def _sellers_in(park_id: int) -> Select[int]:
    return select(Merchant.id).where(Merchant.park_id == park_id)
