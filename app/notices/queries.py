"""Reads of the notices slice."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.infra.counts import Count
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.notices.models import Contact, Delivery, Notice
from app.notices.terms import DeliveryState, Port

MOST_AT_ONCE = 500


def by_code(code: str) -> Notice | None:
    return Session().scalar(select(Notice).where(Notice.code == code))


def unread(user_id: int) -> Count:
    mine = select(func.count(Notice.id)).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return Count(("notices unread", user_id), mine)


def unread_count(user_id: int) -> int:
    return unread(user_id).value()


def page(user_id: int, *, after: int | None = None) -> Page[Notice]:
    """One page of a person's messages, newest first."""
    return newest_first(select(Notice).where(Notice.user_id == user_id), Notice.id, after)


def contact(user_id: int, port: Port) -> Contact | None:
    return Session().scalar(select(Contact).where(Contact.user_id == user_id, Contact.port == port))


def own_contacts(user_id: int) -> dict[Port, Contact]:
    """What a person has entered, verified or not."""
    mine = Session().scalars(select(Contact).where(Contact.user_id == user_id))
    return {one.port: one for one in mine}


def contacts_of(user_ids: Iterable[int], *, required: bool) -> dict[int, list[Contact]]:
    """Verified contacts by person: those that want to be told, or all if the law requires it."""
    wanted = select(Contact).where(Contact.user_id.in_(list(user_ids)), Contact.verified_at.is_not(None))
    if not required:
        wanted = wanted.where(Contact.wanted)
    found: dict[int, list[Contact]] = {}
    for one in Session().scalars(wanted.order_by(Contact.id)):
        found.setdefault(one.user_id, []).append(one)
    return found


def held_delivery(delivery_id: int) -> Delivery | None:
    """Locked and read again: of two workers the second sees what the first did."""
    locked = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    return Session().scalar(locked.execution_options(populate_existing=True))


def delivery_by_code(code: str) -> Delivery | None:
    return Session().scalar(select(Delivery).where(Delivery.code == code))


def held_until(now: datetime) -> Sequence[Delivery]:
    """Held for the night, and the night is over."""
    ripe = select(Delivery).where(Delivery.state == DeliveryState.HELD, Delivery.not_before <= now)
    return Session().scalars(ripe.order_by(Delivery.id).limit(MOST_AT_ONCE)).all()


def addressed_before(at: datetime) -> Sequence[Delivery]:
    old = select(Delivery).where(Delivery.wanted_at < at, Delivery.to.is_not(None))
    return Session().scalars(old.order_by(Delivery.id).limit(MOST_AT_ONCE)).all()


def about(number: str) -> Sequence[Delivery]:
    """What left the house about a case, by the case's number; oldest first."""
    sent = select(Delivery).where(Delivery.key.startswith(f"{number} ", autoescape=True))
    return Session().scalars(sent.order_by(Delivery.id).limit(MOST_AT_ONCE)).all()


def deliveries(state: DeliveryState | None, *, after: int | None = None) -> Page[Delivery]:
    """One page of what left the house or will, newest first."""
    wanted = select(Delivery).options(joinedload(Delivery.notice))
    if state is not None:
        wanted = wanted.where(Delivery.state == state)
    return newest_first(wanted, Delivery.id, after)


def failed() -> Count:
    return Count(
        "deliveries failed", select(func.count(Delivery.id)).where(Delivery.state == DeliveryState.FAILED)
    )
