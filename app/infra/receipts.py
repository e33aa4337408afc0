"""What somebody without an account is given: a public number and a secret code, of which only a hash is kept."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.infra import seals
from app.kernel import codes
from app.kernel.clock import local

SECRET_LENGTH = 12
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Lost:
    """Something whose secret was lost, as the page shows it to who has proved the phone."""

    code: str
    title: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Way:
    """How a slice above the page for lost secrets finds by phone what it has, and gives another secret.

    ``keep``: number and secret for the receipt page of this browser, which is ``page``.
    """

    prefix: str
    by_phone: Callable[[str], Sequence[Lost]]
    renew: Callable[[str, datetime], str]
    keep: Callable[[str, str], None]
    page: str


_ways: dict[str, Way] = {}


def follow(way: Way) -> None:
    """From now on the page for lost secrets knows this way too."""
    _ways[way.prefix] = way


def way_of(code: str) -> Way | None:
    return next((way for prefix, way in _ways.items() if code.startswith(prefix)), None)


def lost_under(phone: str) -> Sequence[Lost]:
    """What the slices above have under a phone."""
    return [one for way in _ways.values() for one in way.by_phone(phone)]


def fresh_number(prefix: str, at: datetime) -> str:
    """TS26-K7P2M9: what it is, the year, and no meaning to guess."""
    return f"{prefix}{local(at):%y}-{codes.fresh(CODE_LENGTH)}"


def number_as_read(text: str) -> str:
    """``ts26 k7p2m9`` is TS26-K7P2M9."""
    read = codes.as_read(text)
    return f"{read[:4]}-{read[4:]}"


def secret_of(form_key: str, *, purpose: str) -> str:
    """The secret, made from the form's own key: a form sent twice gets the same one, and none is stored."""
    mac = hmac.digest(seals.derive(purpose), form_key.encode(), "sha256")
    return "".join(codes.ALPHABET[byte % len(codes.ALPHABET)] for byte in mac[:SECRET_LENGTH])


def fresh_secret() -> str:
    """Another secret in place of a lost one."""
    return codes.fresh(SECRET_LENGTH)


def hash_of_form(key: str) -> str:
    """What is kept of a form's own key: enough to know the form again."""
    return hashlib.sha256(f"form:{key}".encode()).hexdigest()[:40]
