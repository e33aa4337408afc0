"""Photos and PDFs that people send along: how many, how large, and each opened in a child of its own.

From strangers comes back nothing but the picture or the pages: no place, no camera, no script, no name of a file.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

from app.infra import apart, scanning
from app.infra.media import FileRefused, MediaKind, Taken, take
from app.infra.papers import REASONS, Paper, PaperRefused
from app.infra.uploaded import CLEAN, PAPER, REFUSED
from app.kernel.errors import DomainError

__all__ = ["FileRefused", "PaperRefused"]  # what the functions here raise

MOST_FILES = 6
MOST_PAPERS = 20
MOST_BYTES = 8 * 1024 * 1024  # a phone's photograph is three to five
SECONDS = 30
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


def clean_all(sent: Iterable[Any]) -> Sequence[Clean]:
    """Every file of a stranger's form, cleaned, in its order; empty fields are left out, and so are words where a file belongs
    (a name with a line break in it makes readers of forms take the file for that).

    Raises ``UploadsRefused``, ``FileRefused``, ``PaperRefused``, ``scanning.ScanRefused``.
    """
    files = [one for one in sent if getattr(one, "filename", "")]
    if len(files) > MOST_FILES:
        raise UploadsRefused(reason="many", most=MOST_FILES, count=len(files))
    taken = [take(one.stream, one.filename or "") for one in files]
    if any(len(one.content) > MOST_BYTES for one in taken):
        raise UploadsRefused(reason="large", most=MOST_BYTES // 1024 // 1024, count=len(files))
    return [_clean(one) for one in taken]


def papers(sent: Iterable[Any] | None) -> list[Paper]:
    """Every file of a seller's or an officer's form, looked at closely; an empty file input is no file.

    Raises ``UploadsRefused``, ``FileRefused``, ``PaperRefused``, ``scanning.ScanRefused``.
    """
    files = [one for one in sent or () if getattr(one, "filename", "")]
    if len(files) > MOST_PAPERS:
        raise UploadsRefused(reason="many", most=MOST_PAPERS, count=len(files))
    return [paper(one) for one in files]


def paper(sent: Sent) -> Paper:
    """One file, looked at apart. Raises as ``papers`` does."""
    taken = take(sent.stream, sent.filename or "")
    facts, content = _apart(PAPER, taken)
    name = taken.name
    if facts["media_type"] == MediaKind.JPEG:
        name = f"{name.rpartition('.')[0] or name}.jpg"
    return Paper(
        content or taken.content, facts["media_type"], name, facts["original_sha256"], facts["pages"],
        taken.content, taken.media_type,
    )  # fmt: skip


def paper_or_none(sent: Any) -> Paper | None:
    """Of a field that may stay empty."""
    return paper(sent) if getattr(sent, "filename", "") else None


def _clean(taken: Taken) -> Clean:
    facts, content = _apart(CLEAN, taken)
    return Clean(content, facts["media_type"], facts["original_sha256"])


def _apart(how: str, taken: Taken) -> tuple[dict[str, Any], bytes]:
    """One child for one file. A decoder that dies of it says only: broken."""
    scanning.look(taken.content)
    try:
        said = apart.run("app.infra.uploaded", how, taken.media_type, content=taken.content, seconds=SECONDS)
    except apart.ApartFailed as trouble:
        raise _refusal(str(trouble), taken) from trouble
    head, _, content = said.partition(b"\n")
    return json.loads(head), content


def _refusal(last_words: str, taken: Taken) -> PaperRefused:
    told = last_words.rpartition(REFUSED)[2].strip() if REFUSED in last_words else ""
    try:
        facts = json.loads(told) if told else {}
    except json.JSONDecodeError:
        facts = {}
    if facts.get("reason") not in REASONS:
        facts = {"reason": "broken_pdf" if taken.media_type == MediaKind.PDF else "broken"}
    return PaperRefused(**facts)
