"""Reads of the honours slice."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.honours.models import BlackProposal, HonourEntry, HonourList, RepairRequest
from app.honours.terms import EditionState, ListKind, RepairState, SourceKind
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState

MOST_EDITIONS = 100


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


def by_id(edition_id: int) -> HonourList | None:
    """An edition with its entries."""
    return Session().scalar(
        select(HonourList).options(selectinload(HonourList.entries)).where(HonourList.id == edition_id)
    )


def held(edition: HonourList) -> HonourList:
    """The edition as it stands now, with its entries, held until the end of the unit of work."""
    names = [column.key for column in HonourList.__mapper__.column_attrs]
    Session().refresh(edition, names, with_for_update=True)
    return by_id(edition.id) or edition


def editions(kind: ListKind) -> Sequence[HonourList]:
    """The newest, withdrawn ones too: that something was taken back is not hidden."""
    wanted = select(HonourList).where(HonourList.kind == kind)
    return Session().scalars(wanted.order_by(HonourList.number.desc()).limit(MOST_EDITIONS)).all()


def standing(kind: ListKind, today: date, after: int | None = None) -> Page[HonourEntry]:
    """One page of who stands on the list today, newest entry first, with editions."""
    return newest_first(_standing(kind, today), HonourEntry.id, after)


def standing_black(merchant_ids: Collection[int], today: date) -> dict[int, HonourEntry]:
    """Sellers among these who stand on the black list today, each with its newest entry."""
    wanted = _standing(ListKind.BLACK, today).where(HonourEntry.merchant_id.in_(merchant_ids))
    return {entry.merchant_id: entry for entry in Session().scalars(wanted.order_by(HonourEntry.id))}


def standing_of(kind: ListKind, merchant_ids: Collection[int], today: date) -> dict[int, HonourEntry]:
    """Sellers among these who stand on the list today, each with its newest entry and its edition."""
    wanted = _standing(kind, today).where(HonourEntry.merchant_id.in_(merchant_ids))
    return {entry.merchant_id: entry for entry in Session().scalars(wanted.order_by(HonourEntry.id))}


def all_standing(merchant_ids: Collection[int], today: date) -> dict[int, list[HonourEntry]]:
    """Every entry of these sellers that stands today, on either list, oldest first, with its edition; one query."""
    wanted = _standing(None, today).where(HonourEntry.merchant_id.in_(merchant_ids))
    found: dict[int, list[HonourEntry]] = {}
    for entry in Session().scalars(wanted.order_by(HonourEntry.id)):
        found.setdefault(entry.merchant_id, []).append(entry)
    return found


def history_of(merchant_id: int, today: date) -> Sequence[HonourEntry]:
    """Every entry of the seller on editions that are out, newest first, with its edition.

    Of the black list only while it stands: what was repaired or is over must not be held up to anybody any more.
    """
    wanted = (
        select(HonourEntry)
        .join(HonourList, HonourList.id == HonourEntry.edition_id)
        .options(joinedload(HonourEntry.edition))
        .where(HonourEntry.merchant_id == merchant_id, HonourList.state == EditionState.PUBLISHED)
        .where(
            or_(HonourList.kind == ListKind.RED, HonourEntry.fell_at.is_(None) & (HonourEntry.until >= today))
        )
    )
    return Session().scalars(wanted.order_by(HonourEntry.id.desc()).limit(50)).all()


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


def is_listed_or_asked(source_numbers: Collection[str]) -> frozenset[str]:
    """Decisions among these that are on notice or were decided on already."""
    wanted = (
        select(BlackProposal.source_number)
        .join(PublicNotice, PublicNotice.id == BlackProposal.notice_id)
        .where(BlackProposal.source_number.in_(source_numbers), PublicNotice.state != NoticeState.WITHDRAWN)
    )
    return frozenset(Session().scalars(wanted))


def black_of(merchant_id: int) -> Sequence[HonourEntry]:
    """Every black-list entry a seller ever had, newest first, with editions."""
    wanted = (
        select(HonourEntry)
        .join(HonourList, HonourList.id == HonourEntry.edition_id)
        .options(joinedload(HonourEntry.edition))
        .where(HonourList.kind == ListKind.BLACK, HonourEntry.merchant_id == merchant_id)
    )
    return Session().scalars(wanted.order_by(HonourEntry.id.desc())).all()


def hold_entry(entry: HonourEntry) -> None:
    """Two clicks ask once."""
    Session().refresh(entry, ["fell_at", "fall", "until", "restarted_on"], with_for_update=True)


def hold_request(request: RepairRequest) -> None:
    names = [column.key for column in RepairRequest.__mapper__.column_attrs]
    Session().refresh(request, names, with_for_update=True)


def open_repair_of(entry_id: int) -> RepairRequest | None:
    wanted = select(RepairRequest).where(
        RepairRequest.entry_id == entry_id, RepairRequest.state == RepairState.OPEN
    )
    return Session().scalar(wanted)


def repair_by_code(code: str) -> RepairRequest | None:
    """With its entry, the edition and the paper."""
    return Session().scalar(_repairs().where(RepairRequest.code == code))


def repairs_of(merchant_id: int) -> Sequence[RepairRequest]:
    """Newest first."""
    wanted = _repairs().where(RepairRequest.merchant_id == merchant_id)
    return Session().scalars(wanted.order_by(RepairRequest.id.desc())).all()


def open_repairs() -> Sequence[RepairRequest]:
    """Oldest first."""
    wanted = _repairs().where(RepairRequest.state == RepairState.OPEN)
    return Session().scalars(wanted.order_by(RepairRequest.id)).all()


def granted_repairs(most: int = 30) -> Sequence[RepairRequest]:
    """The newest first, those that were revoked since too."""
    wanted = _repairs().where(RepairRequest.state == RepairState.GRANTED)
    return Session().scalars(wanted.order_by(RepairRequest.decided_at.desc()).limit(most)).all()


def deceits(today: date, after: int | None = None, merchant_id: int | None = None) -> Page[RepairRequest]:
    """Decisions about deceit that are public today, newest request first; all of them, or one seller's."""
    wanted = _repairs().where(RepairRequest.again_on > today)
    if merchant_id is not None:
        wanted = wanted.where(RepairRequest.merchant_id == merchant_id)
    return newest_first(wanted, RepairRequest.id, after)


def lacking_of(merchant_id: int) -> Select[int]:
    """How many requests of this seller wait for something that it is to send."""
    return select(func.count(RepairRequest.id)).where(
        RepairRequest.merchant_id == merchant_id, RepairRequest.state == RepairState.OPEN,
        RepairRequest.lacking_at.is_not(None), RepairRequest.added_at.is_(None), RepairRequest.taken_in_at.is_(None),
    )  # fmt: skip


def _repairs() -> Select[RepairRequest]:
    return select(RepairRequest).options(
        joinedload(RepairRequest.entry).joinedload(HonourEntry.edition), joinedload(RepairRequest.file),
        joinedload(RepairRequest.added_file),
    )  # fmt: skip


def _standing(kind: ListKind | None, today: date) -> Select[HonourEntry]:
    wanted = (
        select(HonourEntry)
        .join(HonourList, HonourList.id == HonourEntry.edition_id)
        .options(joinedload(HonourEntry.edition))
        .where(
            HonourList.state == EditionState.PUBLISHED,
            HonourEntry.fell_at.is_(None),
            HonourEntry.until >= today,
        )
    )
    return wanted if kind is None else wanted.where(HonourList.kind == kind)
