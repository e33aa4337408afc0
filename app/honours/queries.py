"""Reads of the honours slice."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.honours.models import BlackProposal, HonourEntry, HonourList
from app.honours.terms import EditionState, ListKind, SourceKind
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState


def by_code(code: str) -> HonourList | None:
    """An edition with its entries."""
    return Session().scalar(
        select(HonourList).options(selectinload(HonourList.entries)).where(HonourList.code == code)
    )


def entry_by_code(code: str) -> HonourEntry | None:
    """With its edition."""
    return Session().scalar(
        select(HonourEntry).options(joinedload(HonourEntry.edition)).where(HonourEntry.code == code)
    )


def editions(kind: ListKind) -> Sequence[HonourList]:
    """Published ones, newest first."""
    wanted = select(HonourList).where(HonourList.kind == kind, HonourList.state == EditionState.PUBLISHED)
    return Session().scalars(wanted.order_by(HonourList.number.desc())).all()


def standing(kind: ListKind, today: date, after: int | None = None) -> Page[HonourEntry]:
    """One page of who stands on the list today, newest entry first, with editions."""
    return newest_first(_standing(kind, today), HonourEntry.id, after)


def standing_black(merchant_ids: Collection[int], today: date) -> dict[int, HonourEntry]:
    """Sellers among these who stand on the black list today, each with its newest entry."""
    wanted = _standing(ListKind.BLACK, today).where(HonourEntry.merchant_id.in_(merchant_ids))
    return {entry.merchant_id: entry for entry in Session().scalars(wanted.order_by(HonourEntry.id))}


def on_serious_list(merchant_ids: Collection[int], today: date) -> frozenset[int]:
    """Sellers among these who, as far as our lists know, stand on the list of serious violations."""
    found = standing_black(merchant_ids, today)
    return frozenset(of for of, entry in found.items() if entry.source_kind is SourceKind.SERIOUS_LIST)


def over_by(today: date) -> Sequence[HonourEntry]:
    """Not fallen yet, though the last day is over."""
    wanted = select(HonourEntry).where(HonourEntry.fell_at.is_(None), HonourEntry.until < today)
    return Session().scalars(wanted.order_by(HonourEntry.id)).all()


def red_by_number(number: str) -> Sequence[HonourEntry]:
    """The red-list entries of one certificate."""
    wanted = select(HonourEntry).where(HonourEntry.source_number == number, HonourEntry.source_kind.is_(None))
    return Session().scalars(wanted).all()


def next_number(kind: ListKind) -> int:
    return (Session().scalar(select(func.max(HonourList.number)).where(HonourList.kind == kind)) or 0) + 1


def proposal_of(notice_id: int) -> BlackProposal | None:
    return Session().scalar(select(BlackProposal).where(BlackProposal.notice_id == notice_id))


def is_proposed(merchant_id: int, source_number: str) -> bool:
    """Whether this decision is on notice or was decided on; a withdrawn notice does not count."""
    wanted = (
        select(BlackProposal.id)
        .join(PublicNotice, PublicNotice.id == BlackProposal.notice_id)
        .where(
            BlackProposal.merchant_id == merchant_id,
            BlackProposal.source_number == source_number,
            PublicNotice.state != NoticeState.WITHDRAWN,
        )
    )
    return Session().scalar(wanted.limit(1)) is not None


def _standing(kind: ListKind, today: date) -> Select[HonourEntry]:
    return (
        select(HonourEntry)
        .join(HonourList, HonourList.id == HonourEntry.edition_id)
        .options(joinedload(HonourEntry.edition))
        .where(
            HonourList.kind == kind,
            HonourList.state == EditionState.PUBLISHED,
            HonourEntry.fell_at.is_(None),
            HonourEntry.until >= today,
        )
    )
