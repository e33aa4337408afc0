"""Reads of the titles slice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.assessments import queries as assessments
from app.assessments.models import Assessment, Cycle
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState
from app.titles.models import Title, TitleProposal
from app.titles.terms import TitleState

HOLDING = (TitleState.VALID, TitleState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Candidates:
    """A panel's sellers that have a score this year: who may be proposed, who is on notice or decided on, who missed it."""

    cycle: Cycle | None
    open: Sequence[Assessment] = ()
    proposed: Sequence[Assessment] = ()
    missed: Sequence[Assessment] = ()


def by_number(number: str) -> Title | None:
    """With its merchant."""
    return Session().scalar(select(Title).options(joinedload(Title.merchant)).where(Title.number == number))


def current_title(merchant_id: int) -> Title | None:
    """The newest title of a seller, whatever has become of it; ask ``standing_on`` what it is today."""
    return titles_of([merchant_id]).get(merchant_id)


def titles_of(merchant_ids: Collection[int]) -> dict[int, Title]:
    """The newest title of each of these sellers that ever had one; one query."""
    newest = (
        select(Title)
        .where(Title.merchant_id.in_(merchant_ids))
        .distinct(Title.merchant_id)
        .order_by(Title.merchant_id, Title.awarded_on.desc(), Title.id.desc())
    )
    return {title.merchant_id: title for title in Session().scalars(newest)}


def history_of(merchant_id: int) -> Sequence[Title]:
    """Every title a seller ever had, newest first."""
    wanted = select(Title).where(Title.merchant_id == merchant_id)
    return Session().scalars(wanted.order_by(Title.awarded_on.desc(), Title.id.desc())).all()


def holding(merchant_id: int) -> Sequence[Title]:
    """The seller's titles that are neither over nor revoked."""
    return Session().scalars(
        select(Title).where(Title.merchant_id == merchant_id, Title.state.in_(HOLDING)).order_by(Title.id)
    ).all()  # fmt: skip


def page_of(*, state: TitleState | None = None, after: int | None = None) -> Page[Title]:
    """One page, newest first."""
    wanted = select(Title)
    if state is not None:
        wanted = wanted.where(Title.state == state)
    return newest_first(wanted, Title.id, after)


def over_by(today: date) -> Sequence[Title]:
    """Still called valid or suspended, though the last day is over."""
    wanted = select(Title).where(Title.state.in_(HOLDING), Title.valid_until < today)
    return Session().scalars(wanted.order_by(Title.id)).all()


def next_seq(year: int) -> int:
    return (Session().scalar(select(func.max(Title.seq)).where(Title.year == year)) or 0) + 1


def proposals_of(notice_id: int) -> Sequence[TitleProposal]:
    """With merchants, best score first."""
    return Session().scalars(
        select(TitleProposal)
        .options(joinedload(TitleProposal.merchant))
        .where(TitleProposal.notice_id == notice_id)
        .order_by(TitleProposal.score.desc(), TitleProposal.id)
    ).all()  # fmt: skip


def proposed_ids(cycle_id: int) -> frozenset[int]:
    """Sellers that are on notice this year or were decided on; a withdrawn notice does not count."""
    wanted = (
        select(TitleProposal.merchant_id)
        .join(PublicNotice, PublicNotice.id == TitleProposal.notice_id)
        .where(PublicNotice.cycle_id == cycle_id, PublicNotice.state != NoticeState.WITHDRAWN)
    )
    return frozenset(Session().scalars(wanted))


def candidates(panel_id: int | None) -> Candidates:
    """What a panel has to decide on this year."""
    cycle = assessments.current_cycle()
    if cycle is None or panel_id is None:
        return Candidates(cycle)
    mine = [one for one in assessments.scored(cycle.id) if one.panel_id == panel_id]
    taken = proposed_ids(cycle.id)
    return Candidates(
        cycle,
        open=[one for one in mine if one.eligible and one.merchant_id not in taken],
        proposed=[one for one in mine if one.merchant_id in taken],
        missed=[one for one in mine if not one.eligible],
    )
