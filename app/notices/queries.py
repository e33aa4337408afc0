"""Reads of the notices slice."""

from sqlalchemy import func, select

from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.notices.models import Notice


def by_code(code: str) -> Notice | None:
    return Session().scalar(select(Notice).where(Notice.code == code))


def unread_count(user_id: int) -> int:
    unread = select(func.count(Notice.id)).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return Session().scalar(unread) or 0


def page(user_id: int, *, after: int | None = None) -> Page[Notice]:
    """One page of a person's messages, newest first."""
    return newest_first(select(Notice).where(Notice.user_id == user_id), Notice.id, after)
