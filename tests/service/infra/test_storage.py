import hashlib
from io import BytesIO

import pytest
from sqlalchemy import select

from app.infra import storage
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import FileRefused, MediaKind, StoredFile
from tests.conftest import NOW
from tests.factories.licences import pdf, photo


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as told:
        storage.take(BytesIO(content), "licence.jpg")
    return str(told.value.facts["reason"])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photo(), MediaKind.JPEG),
        (photo(form="PNG"), MediaKind.PNG),
        (photo(form="WEBP"), MediaKind.WEBP),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 9, MediaKind.HEIC),
        (pdf(), MediaKind.PDF),
    ],
)
def test_what_a_file_is_its_content_says_not_its_name(content, kind):
    assert storage.take(BytesIO(content), "virus.exe").media_type == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"GIF89a",
        b"<html><script>",
        b"<?xml version='1.0'?><svg/>",
        b"PK\x03\x04",
        b"RIFF\0\0\0\0WAVE",
        b"\xff\xd8",
    ],
)
def test_anything_else_is_refused_whatever_its_name(content):
    assert refused(content) == "kind"


def test_nothing_is_refused_as_empty_and_too_much_as_too_big():
    assert refused(b"") == "empty"
    head = b"%PDF-1.7"
    storage.take(BytesIO(head + b"\0" * (storage.MOST_BYTES - len(head))), "x")
    assert refused(head + b"\0" * (storage.MOST_BYTES + 1 - len(head))) == "too_big"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\w\\执照.jpg", "执照.jpg"),
        ("", "file"),
        ("长" * 300, "长" * 120),
    ],
)
def test_a_name_is_only_a_name(given, kept):
    assert storage.take(BytesIO(photo()), given).name == kept


def keep(content: bytes, media_type: str = "application/pdf", name: str = "a.pdf") -> StoredFile:
    with unit_of_work():
        return storage.keep(content, media_type=media_type, name=name, now=NOW)


def test_the_same_bytes_lie_once_and_have_a_row_each(here):
    one, other = keep(pdf(2)), keep(pdf(2), name="b.pdf")
    assert storage.path_of(one) == storage.path_of(other)
    assert (
        hashlib.sha256(pdf(2)).hexdigest().endswith(storage.path_of(one).name)
    )  # named by its bytes, never by who sent it
    assert storage.path_of(one).read_bytes() == pdf(2)
    assert (one.code != other.code, one.size) == (True, len(pdf(2)))
    assert not list(storage.path_of(one).parent.glob("*.part*"))


def test_regions_do_not_share_files(inside):
    places = []
    for code in ("330522", "330523"):
        with inside(code):
            places.append(storage.path_of(keep(pdf(3))))
    assert places[0] != places[1]
    with inside("330522"):
        assert len(Session().scalars(select(StoredFile)).all()) == 1


def test_a_file_that_a_job_made_is_moved_in(here):
    made = storage.scratch("labels.pdf")
    made.write_bytes(pdf(4))
    with unit_of_work():
        kept = storage.keep_made(made, media_type="application/pdf", name="labels.pdf", now=NOW)
    assert not made.exists()
    assert storage.path_of(kept).read_bytes() == pdf(4)


@pytest.mark.parametrize(
    ("media_type", "asked_inline", "shown"),
    [
        ("application/pdf", True, "inline"),
        ("application/pdf", False, "attachment"),
        ("image/heic", True, "attachment"),
        ("text/html", True, "attachment"),
    ],
)
def test_only_harmless_files_are_shown_and_only_when_asked(here, db, media_type, asked_inline, shown):
    kept = keep(b"%PDF-1.7 or whatever", media_type)
    with db.test_request_context():
        answer = storage.serve(kept, inline=asked_inline)
    assert (answer.mimetype, answer.headers["Content-Disposition"].split(";", maxsplit=1)[0]) == (
        media_type,
        shown,
    )
    assert answer.headers["Cache-Control"] == "private, no-store"
    answer.close()
