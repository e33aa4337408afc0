"""Reads of the merchants slice."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind


def _whole() -> Select[Merchant]:
    return select(Merchant).options(
        joinedload(Merchant.park), joinedload(Merchant.station), selectinload(Merchant.rooms)
    )


def by_code(code: str) -> Merchant | None:
    """With park, station and rooms."""
    return Session().scalar(_whole().where(Merchant.code == code))


def by_id(merchant_id: int) -> Merchant | None:
    """With park, station and rooms."""
    return Session().scalar(_whole().where(Merchant.id == merchant_id))


def plain(merchant_id: int) -> Merchant | None:
    """The shop alone, without park, station and rooms; once a page, though many ask."""
    return once(("merchant", merchant_id), lambda: Session().get(Merchant, merchant_id))


def by_ids(merchant_ids: Collection[int]) -> Sequence[Merchant]:
    """These sellers, with park, station and rooms; three queries however many."""
    return Session().scalars(_whole().where(Merchant.id.in_(merchant_ids)).order_by(Merchant.id)).all()


def without(named: InstrumentedAttribute[int], most: int) -> Sequence[int]:
    """Sellers that a table of another slice does not name yet, oldest first."""
    there = exists().where(named == Merchant.id)
    return Session().scalars(select(Merchant.id).where(~there).order_by(Merchant.id).limit(most)).all()


def by_uscc(uscc: str) -> Merchant | None:
    return Session().scalar(_whole().where(Merchant.uscc == uscc))


def all_of(kind: MerchantKind | None = None) -> Sequence[Merchant]:
    """Every seller of the region, oldest first: for the year's work and for exports."""
    wanted = _whole().order_by(Merchant.id)
    return Session().scalars(wanted.where(Merchant.kind == kind) if kind else wanted).all()


def page_of(
    *, words: str = "", kind: MerchantKind | None = None, park_id: int | None = None, after: int | None = None
) -> Page[Merchant]:
    """One page, newest first; ``words`` are looked for in name, code and rooms' names."""
    wanted = _whole()
    if words:
        found = (one.icontains(words, autoescape=True) for one in (Merchant.name, Merchant.uscc))
        wanted = wanted.where(or_(*found))
    if kind is not None:
        wanted = wanted.where(Merchant.kind == kind)
    if park_id is not None:
        wanted = wanted.where(Merchant.park_id == park_id)
    return newest_first(wanted, Merchant.id, after)


def named_like(words: str, most: int = 50) -> Sequence[int]:
    """Sellers with these words in their names, the newest of them, so that another list can be narrowed by key."""
    wanted = select(Merchant.id).where(Merchant.name.icontains(words, autoescape=True))
    return Session().scalars(wanted.order_by(Merchant.id.desc()).limit(most)).all()


def count(park_id: int | None = None) -> int:
    """Of the region, or of one park."""
    wanted = select(func.count(Merchant.id))
    return Session().scalar(wanted if park_id is None else wanted.where(Merchant.park_id == park_id)) or 0


def batch_of(kind: MerchantKind, *, after: int, most: int) -> Sequence[Merchant]:
    """The next shops of a kind, by id: for work that goes through all of them a piece at a time."""
    wanted = select(Merchant).where(Merchant.kind == kind, Merchant.id > after)
    return Session().scalars(wanted.order_by(Merchant.id).limit(most)).all()
