"""Reads of the labels slice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.labels.models import LabelBatch, LabelScan
from app.labels.terms import BatchState
from app.merchants.models import Merchant


def _whole() -> Select[LabelBatch]:
    return select(LabelBatch).options(joinedload(LabelBatch.merchant), joinedload(LabelBatch.file))


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
    *, merchant_id: int | None = None, park_id: int | None = None, after: int | None = None
) -> Page[LabelBatch]:
    """One page, newest first: of one seller, of one park's sellers, or of the region."""
    wanted = _whole()
    if merchant_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(LabelBatch.merchant_id.in_(_sellers_in(park_id)))
    return newest_first(wanted, LabelBatch.id, after)


def has_any(merchant_id: int) -> bool:
    return (
        Session().scalar(select(LabelBatch.id).where(LabelBatch.merchant_id == merchant_id).limit(1))
        is not None
    )


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


def scans(batch_id: int, *, since: datetime | None = None) -> int:
    """How often labels of the batch were scanned, altogether or from ``since`` on."""
    wanted = select(func.sum(LabelScan.count)).where(LabelScan.batch_id == batch_id)
    if since is not None:
        wanted = wanted.where(LabelScan.hour >= since)
    return int(Session().scalar(wanted) or 0)


def _sellers_in(park_id: int) -> Select[int]:
    return select(Merchant.id).where(Merchant.park_id == park_id)
