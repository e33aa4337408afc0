"""What a file is, by its first bytes, and the bytes looked at before they are stored. Imports nothing heavy: the
children that open strangers' files begin here.
"""

import enum
from dataclasses import dataclass
from typing import IO

from app.kernel.errors import DomainError

MOST_BYTES = 20 * 1024 * 1024
MOST_NAME = 120
HEAD = 64
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class MediaKind(enum.StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"


class FileRefused(DomainError):
    """Not a file we take: ``reason`` is empty, too_big or kind."""

    code = "storage.file_refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """Bytes looked at, not yet stored."""

    content: bytes
    media_type: str
    name: str


def kind_of(head: bytes) -> MediaKind | None:
    """What the first bytes say; None if it is nothing we take."""
    if head.startswith(b"\xff\xd8\xff"):
        return MediaKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaKind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return MediaKind.HEIC
    if head.startswith(b"%PDF-"):
        return MediaKind.PDF
    return None


def take(stream: IO[bytes], name: str) -> Taken:
    """Read an upload whole, up to the limit. Raises ``FileRefused``."""
    content = stream.read(MOST_BYTES + 1)
    if not content:
        raise FileRefused(reason="empty")
    if len(content) > MOST_BYTES:
        raise FileRefused(reason="too_big", most_mb=MOST_BYTES // 1024 // 1024)
    kind = kind_of(content[:HEAD])
    if kind is None:
        raise FileRefused(reason="kind")
    return Taken(content, kind.value, plain_name(name))


def plain_name(name: str) -> str:
    """Only a name: no folders, no control characters, none that turn the direction of reading (``fdp.exe`` as ``exe.pdf``)."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(one for one in last if one.isprintable() and one not in TURNING)
    return shown.strip(" .")[-MOST_NAME:] or "file"
