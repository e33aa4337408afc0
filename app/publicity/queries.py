"""Reads of the publicity slice."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.infra import receipts, seals
from app.infra.db import this_region
from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once
from app.kernel import codes
from app.panels import queries as panels
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import PHONES, NoticeKind, NoticeState

FLOOR = 7_006
MOST_UNDER_A_PHONE = 20


def by_code(code: str) -> PublicNotice | None:
    """With its objections."""
    return Session().scalar(
        select(PublicNotice).options(selectinload(PublicNotice.objections)).where(PublicNotice.code == code)
    )


def by_id(notice_id: int) -> PublicNotice | None:
    """With its objections."""
    return Session().scalar(
        select(PublicNotice)
        .options(selectinload(PublicNotice.objections))
        .where(PublicNotice.id == notice_id)
    )


def locked(notice_id: int) -> PublicNotice:
    """The notice as it stands now, held until the end of the unit of work: two clicks decide once."""
    return Session().get_one(PublicNotice, notice_id, populate_existing=True, with_for_update=True)


def objection_by_code(code: str) -> Objection | None:
    """With its notice."""
    return Session().scalar(
        select(Objection).options(joinedload(Objection.notice)).where(Objection.code == code)
    )


def objection_by_key(form_key: str) -> Objection | None:
    """What this very form has made. Rows from before receipts have the key itself, later ones a hash of it."""
    kept = (form_key, receipts.hash_of_form(form_key))
    return Session().scalar(select(Objection).where(Objection.form_key.in_(kept)))


def objection_by_receipt(code: str, secret: str) -> Objection | None:
    """The objection, if number and secret belong together; a number that does not exist takes as long."""
    told = receipts.number_as_read(code)
    known = Session().scalar(select(Objection).where(Objection.code == told))
    fits = codes.same(known.secret_hash or "" if known else "", secret, salt=told)
    return known if known is not None and fits else None


def objections_by_phone(phone: str) -> Sequence[Objection]:
    """What was objected under a phone, newest first, with the notices."""
    marks = seals.blind_indexes(phone, purpose=PHONES)
    under = select(Objection).options(joinedload(Objection.notice)).where(Objection.phone_index.in_(marks))
    return Session().scalars(under.order_by(Objection.id.desc()).limit(MOST_UNDER_A_PHONE)).all()


def hold_the_floor() -> None:
    """Until the end of the unit of work nobody else in the region proposes or decides."""
    Session().execute(select(func.pg_advisory_xact_lock(FLOOR, this_region())))


def page_of(
    *, kind: NoticeKind | None = None, proposer_id: int | None = None, after: int | None = None
) -> Page[PublicNotice]:
    """One page, newest first; with ``proposer_id`` only what that person proposed."""
    wanted = select(PublicNotice)
    if proposer_id is not None:
        wanted = wanted.where(PublicNotice.proposer_id == proposer_id)
    if kind is not None:
        wanted = wanted.where(PublicNotice.kind == kind)
    return newest_first(wanted, PublicNotice.id, after)


def running(today: date) -> Sequence[PublicNotice]:
    """Open to objections on ``today``, soonest end first."""
    return [one for one in _in_state(NoticeState.RUNNING) if one.state_on(today) is NoticeState.RUNNING]


def ended(kind: NoticeKind, today: date) -> Sequence[PublicNotice]:
    """Has run by ``today``, waits for the decision; longest waiting first."""
    return [
        one
        for one in _in_state(NoticeState.RUNNING, NoticeState.ENDED)
        if one.kind is kind and one.state_on(today) is NoticeState.ENDED
    ]


def over_by(today: date) -> Sequence[PublicNotice]:
    """Still called running, though the last day is over."""
    return [one for one in _in_state(NoticeState.RUNNING) if one.state_on(today) is NoticeState.ENDED]


def provisional() -> Sequence[PublicNotice]:
    """Not noted as over, with a last day that may still move."""
    return [notice for notice in _in_state(NoticeState.RUNNING) if notice.provisional]


def unanswered(notice_id: int | None = None) -> int:
    """Objections without an answer: of one notice, or of all."""
    wanted = select(func.count(Objection.id)).where(Objection.answered_at.is_(None))
    if notice_id is not None:
        wanted = wanted.where(Objection.notice_id == notice_id)
    return Session().scalar(wanted) or 0


def ending_between(first: date, last: date) -> Sequence[PublicNotice]:
    """Notices that run, with their last day among these, soonest first."""
    return [one for one in _in_state(NoticeState.RUNNING) if first <= one.ends_on <= last]


def objections_by_ids(ids: Collection[int]) -> Sequence[Objection]:
    """With their notices."""
    wanted = select(Objection).options(joinedload(Objection.notice)).where(Objection.id.in_(ids))
    return Session().scalars(wanted).all()


def oldest_unanswered() -> Sequence[Objection]:
    """With their notices, oldest first."""
    return (
        Session()
        .scalars(
            select(Objection)
            .options(joinedload(Objection.notice))
            .where(Objection.answered_at.is_(None))
            .order_by(Objection.id)
        )
        .all()
    )


def has_scored(user_id: int, notice: PublicNotice) -> bool:
    """Whether this person took part in the score of any seller on the notice: by a form, or by a panel's vote."""
    return notice.id in scored_by(user_id, [notice])


def scored_by(user_id: int, among: Collection[PublicNotice]) -> frozenset[int]:
    """Ids of those notices in which this person has scored some seller; one query for any number."""
    touched = panels.touched(user_id)
    return frozenset(
        one.id for one in among if any((one.cycle_id, line.merchant_id) in touched for line in one.said)
    )


def _in_state(*states: NoticeState) -> Sequence[PublicNotice]:
    wanted = (
        select(PublicNotice)
        .where(PublicNotice.state.in_(states))
        .order_by(PublicNotice.ends_on, PublicNotice.id)
    )
    return once(("notices", states), lambda: Session().scalars(wanted).all())
