"""Reads of the API slice: tokens, and a park's batches and shops by public code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.api.models import ApiRequest, ApiToken
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.labels.models import LabelBatch
from app.labels.terms import BatchState
from app.merchants.models import Merchant


def token_by_code(code: str) -> ApiToken | None:
    return Session().scalar(select(ApiToken).where(ApiToken.code == code))


def token_of_request(request_digest: str) -> ApiToken | None:
    return Session().scalar(select(ApiToken).where(ApiToken.request_digest == request_digest))


def request_of(park_id: int, key: str) -> ApiRequest | None:
    return Session().scalar(select(ApiRequest).where(ApiRequest.park_id == park_id, ApiRequest.key == key))


def tokens_of(park_id: int) -> Sequence[ApiToken]:
    """Open ones first, newest first within each."""
    wanted = select(ApiToken).where(ApiToken.park_id == park_id)
    return Session().scalars(wanted.order_by(ApiToken.revoked_at.is_not(None), ApiToken.id.desc())).all()


def open_tokens(park_id: int) -> int:
    wanted = select(func.count(ApiToken.id)).where(ApiToken.park_id == park_id, ApiToken.revoked_at.is_(None))
    return Session().scalar(wanted) or 0


def _batches(park_id: int) -> Select[LabelBatch]:
    """The park in which the shop was when the labels were ordered, as on the desk's pages."""
    return (
        select(LabelBatch)
        .where(LabelBatch.park_id == park_id)
        .options(joinedload(LabelBatch.merchant), joinedload(LabelBatch.file))
    )


def batch_of(park_id: int, code: str) -> LabelBatch | None:
    return Session().scalar(_batches(park_id).where(LabelBatch.code == code))


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """What is asked of a list; all of it at once. ``since`` is in, ``until`` is not."""

    state: BatchState | None = None
    merchant: str | None = None
    layout: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def of(self, wanted: Select[LabelBatch]) -> Select[LabelBatch]:
        if self.state is not None:
            wanted = wanted.where(LabelBatch.state == self.state)
        if self.merchant is not None:
            named = (Merchant.code == self.merchant) | (Merchant.uscc == self.merchant)
            wanted = wanted.where(LabelBatch.merchant_id.in_(select(Merchant.id).where(named)))
        if self.layout is not None:
            wanted = wanted.where(LabelBatch.layout == self.layout)
        if self.since is not None:
            wanted = wanted.where(LabelBatch.ordered_at >= self.since)
        if self.until is not None:
            wanted = wanted.where(LabelBatch.ordered_at < self.until)
        return wanted


def batches_of(park_id: int, after: str | None = None, only: BatchFilter = BatchFilter()) -> Page[LabelBatch]:
    """Newest first; ``after`` is the code of the last batch of the page before."""
    start = select(LabelBatch.id).where(LabelBatch.park_id == park_id, LabelBatch.code == after)
    return newest_first(only.of(_batches(park_id)), LabelBatch.id, _key(start, after))


def _shops(park_id: int) -> Select[Merchant]:
    return select(Merchant).where(Merchant.park_id == park_id).options(joinedload(Merchant.park))


def shop_of(park_id: int, code: str) -> Merchant | None:
    """A shop of the park by its public code or its unified social credit code."""
    named = (Merchant.code == code) | (Merchant.uscc == code)
    return Session().scalar(_shops(park_id).where(named).order_by(Merchant.id).limit(1))


def shops_of(park_id: int, after: str | None = None) -> Page[Merchant]:
    """Newest first; ``after`` is the code of the last shop of the page before."""
    start = select(Merchant.id).where(Merchant.park_id == park_id, Merchant.code == after)
    return newest_first(_shops(park_id), Merchant.id, _key(start, after))


def _key(start: Select[int], after: str | None) -> int | None:
    """Where the next page begins; past the end if there is no such row, rather than at the beginning."""
    return None if after is None else Session().scalar(start) or 0
