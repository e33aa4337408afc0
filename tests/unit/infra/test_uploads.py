"""Hostile files: each is refused with its reason, or comes back with nothing in it but the picture."""

import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from app.infra import papers, uploads
from app.infra.papers import PaperRefused
from app.infra.storage import FileRefused, take
from app.infra.uploaded import plain_pdf
from app.settings import ROOT

PLACE = 0x8825  # the EXIF tag under which a phone writes where it was


@dataclass
class Sent:
    content: bytes
    filename: str = "IMG_0001.jpg"

    @property
    def stream(self) -> IO[bytes]:
        return BytesIO(self.content)


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **facts: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "darkgreen").save(made, kind, **facts)
    return made.getvalue()


def read(content: bytes, name: str = "a.jpg") -> papers.Paper:
    """As the child does it, without the child."""
    return papers.read(take(BytesIO(content), name))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )  # fmt: skip


def test_half_a_photo_is_refused_as_broken():
    whole = photo(size=(1200, 900), quality=95)
    with pytest.raises(PaperRefused) as refusal:
        read(whole[: len(whole) // 2])
    assert refusal.value.facts["reason"] == "broken"


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 4_001)])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header(size):
    with pytest.raises(PaperRefused) as refusal:
        read(bomb(*size), "a.png")
    assert refusal.value.facts["reason"] == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + bytes(60),
        b"MZ" + bytes(60),
        b"PK\x03\x04" + bytes(60),
    ],
    ids=["svg", "xml", "html", "gif", "program", "archive"],
)
def test_what_is_not_a_photo_or_a_pdf_is_refused_whatever_it_is_called(content):
    with pytest.raises(FileRefused) as refusal:
        take(BytesIO(content), "photo.jpg")
    assert refusal.value.facts["reason"] == "kind"


def test_a_photo_that_is_also_a_script_keeps_only_the_photo():
    polyglot = photo() + b"<script>alert(document.cookie)</script><?php system($_GET[0]); ?>"
    kept = read(polyglot)
    assert b"script" not in kept.content
    assert b"php" not in kept.content


def test_a_wrong_extension_changes_nothing_about_what_it_is():
    kept = read(photo("PNG"), "invoice.pdf")
    assert (kept.media_type, kept.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


def test_where_and_with_what_a_photo_was_taken_is_gone():
    exif = Image.Exif()
    exif[PLACE] = {1: "N", 2: (30.0, 59.0, 0.0)}
    exif[0x010F] = "PhoneMaker"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "王小明")
    for content in (photo(exif=exif), photo("PNG", pnginfo=notes)):
        kept = Image.open(BytesIO(read(content).content))
        assert dict(kept.getexif()) == {}
        assert not {"Author", "exif", "comment"} & set(kept.info)
    assert b"PhoneMaker" in photo(exif=exif)


def test_a_pdf_comes_back_with_its_pages_and_without_script_author_and_attached_files():
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(300, 400)
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_metadata({"/Author": "Wang Xiaoming"})
    writer.add_attachment("notes.txt", b"SECRET NOTES")
    writer.write(made)
    kept = plain_pdf(made.getvalue())
    assert len(PdfReader(BytesIO(kept)).pages) == 1
    for told in (b"alert", b"Xiaoming", b"SECRET", b"notes.txt"):
        assert told not in kept


def test_too_many_and_too_large_are_refused_before_anything_is_decoded():
    with pytest.raises(uploads.UploadsRefused) as many:
        uploads.clean_all([Sent(b"\xff\xd8\xff")] * (uploads.MOST_FILES + 1))
    with pytest.raises(uploads.UploadsRefused) as large:
        uploads.clean_all([Sent(b"\xff\xd8\xff" + bytes(uploads.MOST_BYTES))])
    assert (many.value.facts["reason"], large.value.facts["reason"]) == ("many", "large")


def test_a_child_cleans_what_is_sent_and_an_empty_field_is_no_file():
    (kept,) = uploads.clean_all([Sent(photo()), Sent(b"", ""), None])
    assert (kept.media_type, kept.ending) == ("image/jpeg", "jpg")


def test_what_the_child_says_no_to_is_said_to_the_person():
    with pytest.raises(PaperRefused) as refusal:
        uploads.clean_all([Sent(bomb(60_000, 60_000), "a.png")])
    assert (refusal.value.facts["reason"], refusal.value.facts["most"]) == ("too_large", 4000)


def test_a_child_of_a_child_gets_no_more_than_its_parent_was_left():
    """A HEIC photograph is decoded by a child of the child: nobody may raise a ceiling again."""
    asks = (
        "import resource; from app.infra.apart import hold_to; hold_to(megabytes=900, seconds=5); "
        "hold_to(megabytes=1900, seconds=50); print(*(resource.getrlimit(one) for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert told.split() == [f"({900 * 1024 * 1024},", f"{900 * 1024 * 1024})", "(5,", "5)"]


def test_words_where_a_file_belongs_are_no_file():
    """What a reader of forms makes of a file whose name has a line break in it."""
    assert uploads.clean_all(["photo", None, ""]) == []
    assert uploads.papers(["photo", None, ""]) == []
    assert uploads.paper_or_none("photo") is None
