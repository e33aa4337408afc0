"""Telling people things. A message is a row of the same transaction as what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from types import FunctionType

from flask_babel import force_locale
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.accounts.models import User
from app.infra.db import this_region
from app.infra.scope import Session
from app.kernel import codes
from app.notices import outbound
from app.notices.models import Notice
from app.notices.outbound import send_email, send_sms

__all__ = ["mark_all_read", "mark_read", "send_email", "send_sms", "tell", "tell_all"]


def tell(
    user: User, title: object, text: object, url: str, *, key: str, now: datetime, urgent: bool = False,
    required: bool = False,
) -> None:  # fmt: skip
    """Put a message into ``user``'s inbox, and send it after to where the person wants to be told.

    The same ``key`` again changes nothing. ``urgent``: also at night. ``required``: the law asks for it, so it goes out
    whatever the person has chosen.

    ``title`` and ``text`` should be lazy (``_l``), or a function that says them: they become text here, in both languages, because who reads the
    message may read another language than who caused it.
    """
    tell_all([user], title, text, url, key=key, now=now, urgent=urgent, required=required)


def tell_all(
    users: Iterable[User], title: object, text: object, url: str, *, key: str, now: datetime,
    urgent: bool = False, required: bool = False,
) -> None:  # fmt: skip
    """The same message to several people, each once."""
    said: dict[str, object] = {"url": url, "key": key, "told_at": now}
    for language, mark in (("zh", ""), ("en", "_en")):
        with force_locale(language):
            said |= {f"title{mark}": _spoken(title), f"text{mark}": _spoken(text)}
    people = {user.id: user for user in users}
    rows = [
        {**said, "user_id": user_id, "code": codes.fresh(12), "region_id": this_region()}
        for user_id in people
    ]
    if rows:
        once = insert(Notice).on_conflict_do_nothing(index_elements=["user_id", "key"])
        new = Session().execute(once.returning(Notice.id, Notice.code, Notice.user_id), rows)
        told = [(row.id, row.code, row.user_id) for row in new]
        if told:
            outbound.follow(told, said, people, urgent=urgent, required=required, now=now)


def _spoken(words: object) -> str:
    """In the language that is set now."""
    return str(words()) if isinstance(words, FunctionType) else str(words)


def mark_read(notice: Notice, *, now: datetime) -> None:
    """Opening a message reads it; opening it again changes nothing."""
    if notice.read_at is None:
        notice.read_at = now


def mark_all_read(user: User, *, now: datetime) -> None:
    unread = update(Notice).where(Notice.user_id == user.id, Notice.read_at.is_(None))
    Session().execute(unread.values(read_at=now))
