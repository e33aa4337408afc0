"""How a bulletin is written, published and taken back."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import User
from app.bulletins import queries, rules
from app.bulletins.models import Bulletin
from app.bulletins.terms import BulletinAction, BulletinKind, BulletinState
from app.infra import audit
from app.infra.db import add
from app.kernel import codes


@dataclass(frozen=True, slots=True)
class Words:
    """What it says, in Chinese and, if somebody wrote it, in English. ``law`` is what a case rests on."""

    kind: BulletinKind
    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    law: str = ""


def write(words: Words, *, form_key: str, by: User, now: datetime) -> Bulletin:
    """A draft; nobody outside sees it. The same form sent twice is one. Raises ``rules.PersonalDetails``."""
    known = queries.by_form(form_key)
    if known is not None:
        return known
    _check(words)
    bulletin = add(
        Bulletin(
            code=codes.fresh(8), kind=words.kind, title=words.title, text=words.text, title_en=words.title_en,
            text_en=words.text_en, law=words.law, form_key=form_key, author_id=by.id, author_name=by.name, written_at=now,
        )
    )  # fmt: skip
    audit.record(BulletinAction.WRITTEN, bulletin, by=by, now=now)
    return bulletin


def rewrite(bulletin: Bulletin, words: Words, *, by: User, now: datetime) -> None:
    """Raises ``rules.WrittenAlready``, ``rules.PersonalDetails``."""
    rules.check_editable(queries.locked(bulletin.id).state)
    _check(words)
    bulletin.kind, bulletin.title, bulletin.text = words.kind, words.title, words.text
    bulletin.title_en, bulletin.text_en, bulletin.law = words.title_en, words.text_en, words.law
    bulletin.written_at = now
    audit.record(BulletinAction.WRITTEN, bulletin, by=by, now=now)


def publish(bulletin: Bulletin, *, by: User, now: datetime) -> None:
    """Everybody sees it from now on. Raises ``rules.MoveRefused``."""
    rules.check_move(queries.locked(bulletin.id).state, BulletinState.PUBLISHED)
    bulletin.state, bulletin.published_at, bulletin.publisher_name = BulletinState.PUBLISHED, now, by.name
    audit.record(BulletinAction.PUBLISHED, bulletin, by=by, now=now)


def withdraw(bulletin: Bulletin, *, reason: str, by: User, now: datetime) -> None:
    """Its text is gone; that it was there, and why it is not any more, stays. Raises ``rules.MoveRefused``."""
    rules.check_move(queries.locked(bulletin.id).state, BulletinState.WITHDRAWN)
    bulletin.state, bulletin.withdrawn_at, bulletin.withdrawn_for = BulletinState.WITHDRAWN, now, reason
    audit.record(BulletinAction.WITHDRAWN, bulletin, by=by, now=now, reason=reason)


def _check(words: Words) -> None:
    rules.check_nothing_personal(words.title, words.text, words.title_en, words.text_en)
