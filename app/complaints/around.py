"""Reads around a complaint: what the office has done with it, and what belongs to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.clocks import queries as clocks
from app.clocks.models import Deadline
from app.clocks.queries import RUNNING
from app.complaints.models import Complaint
from app.complaints.side_models import Appeal, Assistance, Closing, Link, Mark, Wording
from app.infra.counts import Count
from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once

MOST = 20
LOOKED_AT = 300


def plain_by_code(code: str) -> Complaint | None:
    return Session().scalar(select(Complaint).where(Complaint.code == code))


class Beside(NamedTuple):
    """The seller's appeal, the end that waits for a second officer, the mark that stands."""

    appeal: Appeal | None
    closing: Closing | None
    mark: Mark | None


def beside(complaint: Complaint) -> Beside:
    """What a complaint has of each at most one, read together and once a page."""
    wanted = (
        select(Appeal, Closing, Mark)
        .select_from(Complaint)
        .outerjoin(Appeal, Appeal.complaint_id == Complaint.id)
        .outerjoin(Closing, and_(Closing.complaint_id == Complaint.id, Closing.decided_at.is_(None)))
        .outerjoin(Mark, and_(Mark.complaint_id == Complaint.id, Mark.lifted_at.is_(None)))
        .where(Complaint.id == complaint.id)
        .order_by(Mark.id)
        .limit(1)
    )
    return once(("beside", complaint.id), lambda: Beside(*Session().execute(wanted).one()))


def waiting_closing(complaint: Complaint) -> Closing | None:
    return beside(complaint).closing


def to_confirm(second: User, station_id: int | None) -> Count:
    """How many proposed ends wait for this officer, who did not propose them."""
    waiting = (
        select(func.count(Closing.id))
        .join(Closing.complaint)
        .where(Closing.decided_at.is_(None), Closing.proposer_id != second.id)
    )
    if station_id is not None:
        waiting = waiting.where(Complaint.station_id == station_id)
    return Count(("complaints to confirm", second.id), waiting)


def appeal_of(complaint: Complaint) -> Appeal | None:
    return beside(complaint).appeal


def standing_mark(complaint: Complaint) -> Mark | None:
    return beside(complaint).mark


def has_merged(complaint: Complaint) -> bool:
    """Whether others are handled under this one's number."""
    return bool(merged_into(complaint))


def merged_into(complaint: Complaint) -> Sequence[Complaint]:
    others = select(Complaint).where(Complaint.merged_into_id == complaint.id).order_by(Complaint.id)
    return Session().scalars(others).all()


def duplicates(complaint: Complaint) -> Sequence[Complaint]:
    """Open ones of the same person about the same seller. The phone is sealed, so it is compared here."""
    others = (
        select(Complaint)
        .where(
            Complaint.merchant_id == complaint.merchant_id,
            Complaint.id != complaint.id,
            Complaint.merged_into_id.is_(None),
        )
        .order_by(Complaint.id.desc())
        .limit(LOOKED_AT)
    )
    return [one for one in Session().scalars(others) if one.phone and one.phone == complaint.phone][:MOST]


def link_between(first_id: int, second_id: int) -> Link | None:
    return Session().scalar(select(Link).where(Link.complaint_id == first_id, Link.other_id == second_id))


def linked(complaint: Complaint) -> Sequence[tuple[Complaint, str]]:
    """Those that an officer has put beside it, each with why."""
    pair = or_(
        and_(Link.complaint_id == complaint.id, Link.other_id == Complaint.id),
        and_(Link.other_id == complaint.id, Link.complaint_id == Complaint.id),
    )
    rows = Session().execute(
        select(Complaint, Link.why)
        .join(Link, pair)
        .options(joinedload(Complaint.merchant))
        .order_by(Complaint.id.desc())
        .limit(MOST)
    )
    return [(other, why) for other, why in rows]


def of_same_goods(complaint: Complaint) -> Sequence[Complaint]:
    """Of the same label batch, or of the same seller about the same goods; newest first."""
    same = []
    if complaint.label_batch_id is not None:
        same.append(Complaint.label_batch_id == complaint.label_batch_id)
    if complaint.product:
        same.append(func.lower(Complaint.product) == complaint.product.lower())
    if not same:
        return ()
    wanted = select(Complaint).where(
        or_(*same), Complaint.merchant_id == complaint.merchant_id, Complaint.id != complaint.id
    )
    return Session().scalars(wanted.order_by(Complaint.id.desc()).limit(MOST)).all()


def wording(code: str) -> Wording | None:
    """A standard answer in its newest version."""
    versions = select(Wording).where(Wording.code == code).order_by(Wording.version.desc())
    return Session().scalar(versions.limit(1))


def wording_versions(code: str) -> Sequence[Wording]:
    """The newest version first."""
    versions = select(Wording).where(Wording.code == code).order_by(Wording.version.desc())
    return Session().scalars(versions).all()


def wordings(*, retired: bool = False) -> Sequence[Wording]:
    """The newest version of each, by title."""
    newest = select(func.max(Wording.id)).group_by(Wording.code)
    wanted = select(Wording).where(Wording.id.in_(newest))
    if not retired:
        wanted = wanted.where(Wording.is_retired.is_(False))
    return Session().scalars(wanted.order_by(Wording.title)).all()


def wording_of(title: str, text: str) -> Wording | None:
    """The standard answer that says just this."""
    return next((one for one in wordings() if (one.title, one.text) == (title, text)), None)


def assistance(code: str) -> Assistance | None:
    """A request, ours or another region's, as this region holds it."""
    wanted = select(Assistance).where(Assistance.code == code).options(joinedload(Assistance.complaint))
    return Session().scalar(wanted)


def assistance_page(*, ours: bool, after: int | None) -> Page[Assistance]:
    return newest_first(select(Assistance).where(Assistance.is_ours.is_(ours)), Assistance.id, after)


def assistance_of(complaint: Complaint) -> Sequence[Assistance]:
    asked = select(Assistance).where(Assistance.complaint_id == complaint.id).order_by(Assistance.id.desc())
    return Session().scalars(asked).all()


def asked_of_us() -> Sequence[Deadline]:
    """What other regions wait for, nearest first."""
    waiting = (
        select(Deadline)
        .join(Assistance, Assistance.id == Deadline.subject_id)
        .where(*RUNNING, Deadline.subject_kind == Assistance.__tablename__, Assistance.is_ours.is_(False))
    )
    return Session().scalars(waiting.order_by(Deadline.due_at).limit(200)).all()


def late_requests(now: datetime) -> Sequence[tuple[Deadline, Assistance]]:
    """Late, and nobody has been told; ours and others'."""
    late = {one.subject_id: one for one in clocks.late_and_untold(Assistance.__tablename__, now)}
    found = select(Assistance).where(Assistance.id.in_(late)).order_by(Assistance.id)
    return [(late[one.id], one) for one in Session().scalars(found)]
