"""Reads of the mediation slice."""

import enum
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.complaints.models import Complaint
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.mediation.models import Mediation, Proposal
from app.mediation.rules import WITH_AGREEMENT
from app.mediation.terms import MediationState

MOST = 50


class Shelf(enum.StrEnum):
    """How the list of tables is narrowed. The values stand in addresses."""

    UNDER_WAY = "under-way"
    BROKEN = "broken"
    AGREED = "agreed"
    ENDED = "ended"


SHELVES = {
    Shelf.UNDER_WAY: (MediationState.INVITED, MediationState.TALKING),
    Shelf.BROKEN: (MediationState.BROKEN,),
    Shelf.AGREED: (MediationState.AGREED, MediationState.KEPT, MediationState.UNKEPT),
    Shelf.ENDED: (MediationState.ENDED,),
}


def of_complaint(code: str) -> Mediation | None:
    """The whole table of a complaint."""
    return Session().scalar(_whole().join(Mediation.complaint).where(Complaint.code == code))


def by_code(code: str) -> Mediation | None:
    return Session().scalar(_whole().where(Mediation.code == code))


def agreement(code: str) -> Mediation | None:
    """An agreement that both sides confirmed; anything else is not there for strangers."""
    return Session().scalar(_whole().where(Mediation.code == code, Mediation.state.in_(WITH_AGREEMENT)))


def by_id(mediation_id: int) -> Mediation | None:
    return Session().scalar(_whole().where(Mediation.id == mediation_id))


def by_id_fresh(mediation_id: int) -> Mediation:
    """The whole table read anew. Raises ``NoResultFound``."""
    anew = _whole().where(Mediation.id == mediation_id).execution_options(populate_existing=True)
    return Session().scalars(anew).one()


def known(complaint_id: int) -> Mediation | None:
    return Session().scalar(select(Mediation).where(Mediation.complaint_id == complaint_id))


def under_way(complaint_ids: Iterable[int]) -> frozenset[int]:
    """Of these complaints, those that have a table."""
    wanted = select(Mediation.complaint_id).where(Mediation.complaint_id.in_(list(complaint_ids)))
    return frozenset(Session().scalars(wanted))


def last_number(mediation_id: int) -> int:
    newest = select(func.max(Proposal.number)).where(Proposal.mediation_id == mediation_id)
    return Session().scalar(newest) or 0


def newest_proposal(mediation_id: int) -> Proposal | None:
    """The one that can be confirmed, with who has."""
    newest = (
        select(Proposal)
        .where(Proposal.mediation_id == mediation_id)
        .order_by(Proposal.number.desc())
        .limit(1)
    )
    return Session().scalar(
        newest.options(selectinload(Proposal.confirmations)).execution_options(populate_existing=True)
    )


def broken(*, station_id: int | None = None, own_id: int | None = None) -> Sequence[Mediation]:
    """Breaches nobody has looked into yet, the oldest first; the region's, or one station's and those given to its officer."""
    wanted = select(Mediation).join(Mediation.complaint).where(Mediation.state == MediationState.BROKEN)
    if station_id is not None:
        wanted = wanted.where(_of_office(station_id, own_id))
    return Session().scalars(
        wanted.options(joinedload(Mediation.complaint)).order_by(Mediation.breach_at).limit(MOST)
    ).all()  # fmt: skip


def waiting_for(merchant_id: int) -> Sequence[Mediation]:
    """Tables at which this seller is asked for something: its consent, or its word on a proposal."""
    wanted = (
        select(Mediation)
        .join(Mediation.complaint)
        .where(
            Complaint.merchant_id == merchant_id,
            Mediation.state.in_([MediationState.INVITED, MediationState.TALKING]),
        )
    )
    loaded = wanted.options(
        joinedload(Mediation.complaint), joinedload(Mediation.proposals).joinedload(Proposal.confirmations)
    )
    return Session().scalars(loaded.order_by(Mediation.id).limit(MOST)).unique().all()


def by_ids(ids: Iterable[int]) -> Sequence[Mediation]:
    """With their complaints."""
    wanted = select(Mediation).where(Mediation.id.in_(list(ids)))
    return Session().scalars(wanted.options(joinedload(Mediation.complaint))).all()


def to_perform(merchant_id: int, first: date, last: date) -> Sequence[Mediation]:
    """Agreements that this seller has to keep by one of these days."""
    wanted = (
        select(Mediation)
        .join(Mediation.complaint)
        .where(
            Complaint.merchant_id == merchant_id, Mediation.state == MediationState.AGREED,
            Mediation.perform_by.between(first, last),
        )
    )  # fmt: skip
    return Session().scalars(wanted.options(joinedload(Mediation.complaint)).order_by(Mediation.id)).all()


def page_of(
    shelf: Shelf, *, merchant_id: int | None = None, park_id: int | None = None, station_id: int | None = None,
    own_id: int | None = None, after: int | None = None,
) -> Page[Mediation]:  # fmt: skip
    """One page of a shelf, newest first; a seller's own, a park's sellers', a station's, or the region's."""
    wanted = (
        select(Mediation)
        .join(Mediation.complaint)
        .where(Mediation.state.in_(SHELVES[shelf]))
        .options(joinedload(Mediation.complaint).joinedload(Complaint.merchant))
    )
    if merchant_id is not None:
        wanted = wanted.where(Complaint.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(Complaint.merchant.has(park_id=park_id))
    if station_id is not None:
        wanted = wanted.where(_of_office(station_id, own_id))
    return newest_first(wanted, Mediation.id, after)


def _of_office(station_id: int, own_id: int | None) -> ColumnElement[bool]:
    return or_(Complaint.station_id == station_id, Complaint.handler_id == own_id)


def _whole() -> Select[Mediation]:
    return select(Mediation).options(
        joinedload(Mediation.complaint).joinedload(Complaint.merchant), joinedload(Mediation.paper),
        selectinload(Mediation.lines), selectinload(Mediation.proposals).selectinload(Proposal.confirmations),
    )  # fmt: skip
