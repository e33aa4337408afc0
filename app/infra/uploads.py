"""Photos and PDFs that strangers send along: how many, how large, and each cleaned in a child of its own.

What comes back carries nothing but the picture or the pages: no place, no camera, no script, no name of a file.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Protocol

from app.infra import apart, storage
from app.infra.papers import PaperRefused
from app.infra.storage import MediaKind, Taken
from app.kernel.errors import DomainError

MOST_FILES = 6
MOST_BYTES = 8 * 1024 * 1024  # a phone's photograph is three to five
SECONDS = 30
REFUSED = "REFUSED "
ENDINGS = {MediaKind.JPEG.value: "jpg", MediaKind.PDF.value: "pdf"}


class UploadsRefused(DomainError):
    """Too many files, or one too large. ``reason``: many or large."""

    code = "uploads.refused"


class Sent(Protocol):
    """A file of a form."""

    @property
    def filename(self) -> str | None: ...
    @property
    def stream(self) -> IO[bytes]: ...


@dataclass(frozen=True, slots=True)
class Clean:
    """What may be kept. ``original_sha256`` is of the bytes as they came."""

    content: bytes
    media_type: str
    original_sha256: str

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


def clean_all(sent: Iterable[Sent | None]) -> Sequence[Clean]:
    """Every file of a form, cleaned, in its order; empty fields are left out.

    Raises ``UploadsRefused``, ``storage.FileRefused``, ``PaperRefused``.
    """
    files = [one for one in sent if one is not None and one.filename]
    if len(files) > MOST_FILES:
        raise UploadsRefused(reason="many", most=MOST_FILES, count=len(files))
    taken = [storage.take(one.stream, one.filename or "") for one in files]
    if any(len(one.content) > MOST_BYTES for one in taken):
        raise UploadsRefused(reason="large", most=MOST_BYTES // 1024 // 1024, count=len(files))
    return [_apart(one) for one in taken]


def _apart(taken: Taken) -> Clean:
    """One child for one file. A decoder that dies of it says only: broken."""
    try:
        said = apart.run("app.infra.uploaded", taken.media_type, content=taken.content, seconds=SECONDS)
    except apart.ApartFailed as trouble:
        raise _refusal(str(trouble)) from trouble
    head, _, content = said.partition(b"\n")
    facts = json.loads(head)
    return Clean(content, facts["media_type"], facts["original_sha256"])


def _refusal(last_words: str) -> PaperRefused:
    told = last_words.rpartition(REFUSED)[2].strip() if REFUSED in last_words else ""
    try:
        facts = json.loads(told) if told else {}
    except json.JSONDecodeError:
        facts = {}
    return PaperRefused(**(facts or {"reason": "broken"}))
