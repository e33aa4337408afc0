"""When a bulletin may be changed, and what must not stand in one."""

import re

from app.bulletins.terms import BulletinState
from app.kernel.errors import DomainError

MOVES: dict[BulletinState, frozenset[BulletinState]] = {
    BulletinState.DRAFT: frozenset({BulletinState.PUBLISHED}),
    BulletinState.PUBLISHED: frozenset({BulletinState.WITHDRAWN}),
    BulletinState.WITHDRAWN: frozenset(),
}
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}\d{7}[0-9Xx](?![0-9A-Za-z])")


class MoveRefused(DomainError):
    code = "bulletins.move_refused"


class WrittenAlready(DomainError):
    """What is out is not edited; it is withdrawn and written anew."""

    code = "bulletins.written_already"


class PersonalDetails(DomainError):
    """``found``: a phone or identity number as it stands in the text."""

    code = "bulletins.personal_details"


def check_move(now: BulletinState, to: BulletinState) -> None:
    if to not in MOVES[now]:
        raise MoveRefused(now=now, to=to)


def check_editable(now: BulletinState) -> None:
    if now is not BulletinState.DRAFT:
        raise WrittenAlready


def check_nothing_personal(*texts: str) -> None:
    """A case is told without naming a person: no mobile and no identity number.

    Source: 个人信息保护法 art. 25.
    """
    for text in texts:
        found = _PHONE.search(text) or _IDENTITY.search(text)
        if found:
            raise PersonalDetails(found=found.group())


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
