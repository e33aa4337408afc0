"""Reads of the bulletins slice."""

from collections.abc import Sequence

from sqlalchemy import select

from app.bulletins.models import Bulletin
from app.bulletins.terms import BulletinKind, BulletinState
from app.infra.paging import Page, newest_first
from app.infra.scope import Session


def by_code(code: str) -> Bulletin | None:
    return Session().scalar(select(Bulletin).where(Bulletin.code == code))


def published_by_code(code: str) -> Bulletin | None:
    """One that is or was out; a draft is nobody's business."""
    found = by_code(code)
    return found if found is not None and found.state is not BulletinState.DRAFT else None


def by_form(form_key: str) -> Bulletin | None:
    return Session().scalar(select(Bulletin).where(Bulletin.form_key == form_key))


def locked(bulletin_id: int) -> Bulletin:
    """As it stands now, held until the commit."""
    wanted = select(Bulletin).where(Bulletin.id == bulletin_id).with_for_update()
    return Session().scalars(wanted.execution_options(populate_existing=True)).one()


def page_of(after: int | None = None) -> Page[Bulletin]:
    """One page of all of them, newest first: for the desk."""
    return newest_first(select(Bulletin), Bulletin.id, after)


def out(kind: BulletinKind | None = None, after: int | None = None) -> Page[Bulletin]:
    """One page of those that are out, newest first."""
    wanted = select(Bulletin).where(Bulletin.state == BulletinState.PUBLISHED)
    return newest_first(wanted if kind is None else wanted.where(Bulletin.kind == kind), Bulletin.id, after)


def newest(most: int) -> Sequence[Bulletin]:
    """The last that came out."""
    wanted = select(Bulletin).where(Bulletin.state == BulletinState.PUBLISHED)
    return Session().scalars(wanted.order_by(Bulletin.published_at.desc()).limit(most)).all()
