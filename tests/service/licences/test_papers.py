import hashlib
from io import BytesIO

import pytest
from PIL import Image

from app.infra import papers, storage
from tests.factories.licences import paper, pdf, photo


def refused(content: bytes, name: str = "x.jpg") -> dict:
    with pytest.raises(papers.PaperRefused) as told:
        paper(content, name)
    return told.value.facts


def sideways() -> bytes:
    """40 wide, 400 long as the sensor saw it; the camera says: turn me. With a place and a maker in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (30.0, 59.0, 59.0)
    return photo(size=(600, 200), exif=exif)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_plain_jpeg_and_its_own_hash_is_kept(form):
    content = photo(form=form)
    kept = paper(content, "我的执照.bin")
    assert (kept.media_type, kept.name, kept.pages) == ("image/jpeg", "我的执照.jpg", 1)
    assert kept.original_sha256 == hashlib.sha256(content).hexdigest()
    assert Image.open(BytesIO(kept.content)).format == "JPEG"


def test_a_sideways_picture_stands_upright_and_forgets_where_it_was_taken():
    content = sideways()
    assert b"SecretPhone" in content
    kept = paper(content)
    upright = Image.open(BytesIO(kept.content))
    assert upright.size == (200, 600)
    assert dict(upright.getexif()) == {}
    assert b"SecretPhone" not in kept.content
    assert b"Exif" not in kept.content


def test_what_was_transparent_becomes_white():
    made = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(made, "PNG")
    kept = Image.open(BytesIO(paper(made.getvalue()).content))
    assert kept.getpixel((150, 150)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    kept = Image.open(BytesIO(paper(photo(size=(6400, 3200))).content))
    assert kept.size == (3200, 1600)


def test_forty_million_pixels_are_taken_and_one_row_more_is_not():
    paper(photo(size=(8000, 5000)))
    assert refused(photo(size=(8000, 5001))) == {"reason": "too_large", "most": 4000}


@pytest.mark.parametrize("side", [20_000, 60_000])
def test_a_bomb_is_refused_by_its_header(side):
    """A PNG of a few bytes that says it is enormous."""
    small = photo(form="PNG")
    bomb = small[:16] + side.to_bytes(4, "big") * 2 + small[24:]
    bomb = bomb[:29] + __import__("zlib").crc32(bomb[12:29]).to_bytes(4, "big") + bomb[33:]
    assert refused(bomb)["reason"] == "too_large"


def test_a_picture_too_small_to_read_is_refused():
    assert refused(photo(size=(199, 100))) == {"reason": "too_small"}
    paper(photo(size=(200, 100)))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused_in_words(form):
    content = photo(form=form)
    assert refused(content[: len(content) * 2 // 3]) == {"reason": "broken"}


@pytest.mark.parametrize("head", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"])
def test_a_picture_in_name_only_is_refused_in_words(head):
    assert refused(head + b"<script>alert(1)</script>" * 20) == {"reason": "broken"}


def test_a_heic_picture_is_asked_for_as_jpeg():
    assert refused(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100) == {"reason": "heic"}


def test_a_pdf_is_kept_as_it_is_with_its_pages_counted():
    content = pdf(30)
    kept = paper(content, "执照.pdf")
    assert (kept.content, kept.pages, kept.media_type) == (content, 30, "application/pdf")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pdf(31), {"reason": "too_long", "count": 31, "most": 30}),
        (pdf(password="secret"), {"reason": "locked"}),
        (b"%PDF-1.7\n" + b"nonsense " * 40, {"reason": "broken_pdf"}),
        (pdf()[:200], {"reason": "broken_pdf"}),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_in_words(content, told):
    assert refused(content, "x.pdf") == told


@pytest.mark.parametrize(
    "content",
    [b"GIF89a" + b"\0" * 50, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90\0", b"PK\x03\x04"],
)
def test_what_is_neither_picture_nor_pdf_is_refused_by_content_whatever_its_name(content):
    with pytest.raises(storage.FileRefused) as told:
        paper(content, "licence.jpg")
    assert told.value.facts == {"reason": "kind"}
