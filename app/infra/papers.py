"""Pictures and PDFs that people send: opened carefully, turned upright, freed of what the camera wrote into them.

Everything here comes from outside. Whatever a decoder says about it, the person gets a sentence.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, ImageOps

from app.infra import apart
from app.infra.media import MediaKind, Taken
from app.kernel.errors import DomainError

MOST_PIXELS = 40_000_000
MOST_PAGES = 30
LONGEST_SIDE = 3200  # pixels; small print on an A4 paper stays readable
LEAST_SIDE = 200
HEIC_SECONDS = 30
QUALITY = 88
REASONS = frozenset({
    "heic", "broken", "too_large", "too_small", "broken_pdf", "locked", "empty", "too_long",
})  # fmt: skip
PICTURES = {MediaKind.JPEG: "JPEG", MediaKind.PNG: "PNG", MediaKind.WEBP: "WEBP"}


class PaperRefused(DomainError):
    """Not a paper that can be read. ``reason``: one of ``REASONS``."""

    code = "papers.refused"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown. ``original`` are the bytes as they came, with what the camera wrote into them, and their kind;
    ``original_sha256`` is of them. ``pages`` is 1 for a picture.
    """

    content: bytes
    media_type: str
    name: str
    original_sha256: str
    pages: int
    original: bytes = b""
    original_type: str = ""


def read(taken: Taken) -> Paper:
    """Look at an upload closely, here and now: what strangers send goes through ``uploads.paper``, which does it apart.

    Raises ``PaperRefused``.
    """
    digest = hashlib.sha256(taken.content).hexdigest()
    kind = MediaKind(taken.media_type)
    if kind is MediaKind.PDF:
        pages = _pages_of(taken.content)
        return Paper(taken.content, kind.value, taken.name, digest, pages, taken.content, kind.value)
    content, decoder = (
        (_from_heic(taken.content), "JPEG") if kind is MediaKind.HEIC else (taken.content, PICTURES[kind])
    )
    picture = _upright(content, decoder)
    name = f"{taken.name.rpartition('.')[0] or taken.name}.jpg"
    return Paper(picture, MediaKind.JPEG.value, name, digest, 1, taken.content, kind.value)


def _from_heic(content: bytes) -> bytes:
    """By a decoder of its own, kept apart. Whatever is wrong, the person can send a JPEG."""
    try:
        return apart.run("app.infra.heif", content=content, seconds=HEIC_SECONDS)
    except apart.ApartFailed as trouble:
        raise PaperRefused(reason="heic") from trouble


def _upright(content: bytes, decoder: str) -> bytes:
    """The picture as a plain JPEG: the right way up, no larger than needed, with no metadata at all."""
    try:
        with _whole_only(), Image.open(BytesIO(content), formats=(decoder,)) as picture:
            _check_size(picture)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then decoded small at once
            picture.load()
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = _on_white(ImageOps.exif_transpose(picture))
    except PaperRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        raise _too_large() from trouble
    except Exception as trouble:  # a hostile file makes decoders raise anything
        raise PaperRefused(reason="broken") from trouble
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


@contextmanager
def _whole_only() -> Iterator[None]:
    """Half a picture is refused, whatever another library has asked of Pillow (WeasyPrint wants halves painted)."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_size(picture: Image.Image) -> None:
    """By the header alone, before any pixel is decoded."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    if max(picture.size) < LEAST_SIDE:
        raise PaperRefused(reason="too_small")


def _too_large() -> PaperRefused:
    return PaperRefused(reason="too_large", most=MOST_PIXELS // 10_000)


def _on_white(picture: Image.Image) -> Image.Image:
    """Plain RGB in a fresh picture; what was transparent becomes paper."""
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        plain = Image.new("RGB", layer.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
        return plain
    plain = Image.new("RGB", picture.size)
    plain.paste(picture.convert("RGB"))
    return plain


def _said(reader: Any) -> int:
    """How many pages it says it has, if that is too many already: then nobody needs to count."""
    said = reader.trailer["/Root"]["/Pages"].get("/Count", 0)
    return int(said) if int(said) > MOST_PAGES else 0


def _pages_of(content: bytes) -> int:
    """How many pages the PDF has. Raises ``PaperRefused``."""
    from pypdf import PdfReader  # slow to load, and most of what is sent are photographs

    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted
        count = 0 if locked else _said(reader) or len(reader.pages)
        if 0 < count <= MOST_PAGES:
            _ = reader.pages[0].mediabox
    except Exception as trouble:  # a hostile file makes readers raise anything
        raise PaperRefused(reason="broken_pdf") from trouble
    if locked:
        raise PaperRefused(reason="locked")
    if count == 0:
        raise PaperRefused(reason="empty")
    if count > MOST_PAGES:
        raise PaperRefused(reason="too_long", count=count, most=MOST_PAGES)
    return count
