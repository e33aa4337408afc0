"""Secrets that work once: made, sent, taken. In the house's own scope, for the region is not known before."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.accounts.models import Login
from app.entry import queries, rules
from app.entry.models import OneTime
from app.entry.terms import LinkFor
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes

SECRET_CHARACTERS = 32  # 160 bits


def make(purpose: LinkFor, *, lives: timedelta, now: datetime, login: Login | None = None) -> str:
    """The secret, which is kept nowhere. Those made before for the same person and purpose end."""
    if login is not None:
        Session().execute(delete(OneTime).where(OneTime.purpose == purpose, OneTime.login_id == login.id))
    secret = codes.fresh(SECRET_CHARACTERS)
    add(
        OneTime(
            purpose=purpose, secret_hash=queries.secret_hash(purpose, secret),
            login_id=login.id if login else None, mark=login.session_mark if login else "", until=now + lives,
        )
    )  # fmt: skip
    return secret


def look(purpose: LinkFor, secret: str, *, now: datetime) -> Login | None:
    """Whose it is, without using it up. Raises ``rules.LinkOver``."""
    kept = queries.one_time(purpose, secret)
    if kept is None or kept.used_at is not None or kept.until <= now:
        raise rules.LinkOver
    login = Session().get(Login, kept.login_id) if kept.login_id else None
    if login is not None and login.session_mark != kept.mark:
        raise rules.LinkOver
    return login


def take(purpose: LinkFor, secret: str, *, now: datetime) -> Login | None:
    """Use it up. Raises ``rules.LinkOver``, also the second time."""
    login = look(purpose, secret, now=now)
    kept = queries.one_time(purpose, secret)
    if kept is not None:
        kept.used_at = now
    return login


def forget(*, now: datetime) -> None:
    """Those that are over."""
    Session().execute(delete(OneTime).where(OneTime.until <= now))
