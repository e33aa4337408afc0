"""Where a person wants to be told: asked for, verified with a code, chosen, dropped."""

import secrets
from datetime import datetime

from app.accounts import sessions
from app.accounts.models import User
from app.infra import audit
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.notices import outbound, queries, rules
from app.notices.models import Contact
from app.notices.terms import NoticeAction, Port


def ask(user: User, port: Port, address: str, *, language: str, now: datetime) -> Contact:
    """Send a code to this address; until it comes back, nothing else goes there. Raises ``rules.CodeTooSoon``."""
    contact = queries.contact(user.id, port)
    if contact is None:
        contact = add(Contact(user_id=user.id, port=port, address=address, language=language))
    rules.check_pause(contact.code_sent_at, now)
    digits = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    contact.address, contact.language, contact.verified_at = address, language, None
    contact.code_hash, contact.code_sent_at, contact.guesses = _hash(contact, digits), now, 0
    words = _l(
        "验证码 %(digits)s，%(minutes)d 分钟内有效。不是您本人操作请忽略。", digits=digits,
        minutes=rules.CODE_LIVES.seconds // 60,
    )  # fmt: skip
    outbound.letters_to(contact, words, key=f"contact code {codes.fresh(10)}", now=now)
    audit.record(NoticeAction.CONTACT_ASKED, contact, by=user, now=now, port=port.value)
    return contact


def confirm(user: User, port: Port, digits: str, *, now: datetime) -> bool:
    """Whether the code came back right; a wrong guess is counted, and the caller commits that too.

    Raises ``rules.CodeOver`` when no code is open, ``accounts.rules.EmailTaken``. A verified e-mail signs in, too.
    """
    contact = queries.contact(user.id, port)
    if contact is None:
        raise rules.CodeOver
    Session().refresh(contact, with_for_update=True)
    rules.check_code_is_open(contact.code_sent_at if contact.code_hash else None, contact.guesses, now)
    if not secrets.compare_digest(contact.code_hash or "", _hash(contact, digits)):
        contact.guesses += 1
        return False
    if port is Port.EMAIL:
        sessions.use_email(user, contact.address)
    contact.verified_at, contact.wanted, contact.code_hash = now, True, None
    audit.record(NoticeAction.CONTACT_VERIFIED, contact, by=user, now=now, port=port.value)
    return True


def choose(user: User, wanted: frozenset[Port], *, language: str, now: datetime) -> None:
    """By which verified contacts the person wants to be told. What the law requires comes all the same."""
    for port, contact in queries.own_contacts(user.id).items():
        if contact.verified_at is not None:
            contact.language = language
            if contact.wanted is not (port in wanted):
                contact.wanted = port in wanted
                audit.record(
                    NoticeAction.CHOICE_MADE,
                    contact,
                    by=user,
                    now=now,
                    port=port.value,
                    wanted=contact.wanted,
                )


def drop(user: User, port: Port, *, now: datetime) -> None:
    """The address goes; dropping it twice is dropping it once."""
    contact = queries.contact(user.id, port)
    if contact is not None:
        if port is Port.EMAIL:
            sessions.use_email(user, None)
        audit.record(NoticeAction.CONTACT_DROPPED, contact, by=user, now=now, port=port.value)
        Session().delete(contact)


def _hash(contact: Contact, digits: str) -> str:
    return codes.digest(digits, salt=f"contact {contact.id}")
