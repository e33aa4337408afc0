"""Where all the shops of a region stand, aspect by aspect: sums over each shop's newest result, counted by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, Subquery, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB

from app.infra.scope import Session
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import SelfCheckState


@dataclass(frozen=True, slots=True)
class Part:
    """Some shops together: those of one station and one kind. ``total`` is the sum of their scores in the aspect."""

    station_id: int | None
    kind: MerchantKind
    aspect: str
    shops: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Weak:
    """A shop's newest self-check and its score in the aspect that was asked for."""

    code: str
    name: str
    kind: MerchantKind
    score: Decimal


def parts(park_id: int | None = None) -> Sequence[Part]:
    """Scores by station, kind and aspect: one query, however many shops there are."""
    each = _scores(park_id)
    by = (each.c.station_id, each.c.kind, each.c.aspect)
    rows = Session().execute(select(*by, func.count(), func.sum(each.c.score)).group_by(*by))
    return [Part(*row) for row in rows]


def most_missed(aspect: str, park_id: int | None = None, most: int = 8) -> Sequence[tuple[str, int]]:
    """Items of an aspect that shops do not meet, with how many do not; the most frequent first."""
    newest = _newest(park_id)
    item = _elements(newest, "gaps")["code"].astext.label("item")
    gaps = select(item).select_from(newest).subquery("gap")
    often = func.count()
    rows = Session().execute(
        select(gaps.c.item, often)
        .where(func.split_part(gaps.c.item, "-", 1) == aspect)
        .group_by(gaps.c.item)
        .order_by(often.desc(), gaps.c.item)
        .limit(most)
    )
    return [(code, count) for code, count in rows]


def weakest(aspect: str, park_id: int | None = None, most: int = 10) -> Sequence[Weak]:
    """The shops that stand lowest in an aspect, lowest first."""
    each = _scores(park_id)
    rows = Session().execute(
        select(each.c.code, each.c.name, each.c.kind, each.c.score)
        .where(each.c.aspect == aspect)
        .order_by(each.c.score, each.c.code)
        .limit(most)
    )
    return [Weak(*row) for row in rows]


def _scores(park_id: int | None) -> Subquery:
    """A line for each shop and aspect that it was asked about."""
    newest = _newest(park_id)
    each = _elements(newest, "dimensions")
    score = cast(each["score"].astext, Numeric).label("score")
    shop = (newest.c.code, newest.c.name, newest.c.station_id, newest.c.kind)
    wanted = select(*shop, each["code"].astext.label("aspect"), score)
    return wanted.where(each["score"].astext.is_not(None)).subquery("each")


def _newest(park_id: int | None) -> Subquery:
    """The newest submitted self-check of each shop, beside what is asked of the shop."""
    wanted = (
        select(SelfCheck.code, SelfCheck.result, Merchant.station_id, Merchant.kind, Merchant.name)
        .join(Merchant, Merchant.id == SelfCheck.merchant_id)
        .where(SelfCheck.state == SelfCheckState.SUBMITTED)
        .distinct(SelfCheck.merchant_id)
        .order_by(SelfCheck.merchant_id, SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
    )
    if park_id is not None:
        wanted = wanted.where(Merchant.park_id == park_id)
    return wanted.subquery("newest")


def _elements(newest: Subquery, name: str) -> Any:
    """Each element of a list in the results, beside the shop that it belongs to."""
    return func.jsonb_array_elements(newest.c.result[name]).table_valued(
        column("value", JSONB), name=name, joins_implicitly=True
    ).c.value  # fmt: skip
