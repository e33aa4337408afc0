"""Every kind of file that phones and offices send, through the seller's own page: taken, or told what to do instead."""

from io import BytesIO

import pytest
from PIL import Image
from pillow_heif import from_pillow
from werkzeug.datastructures import FileStorage

from app.infra import storage
from app.licences import queries
from tests import factories
from tests.factories.licences import pdf, photo
from tests.pages import text_of

THERE = "/shop/licences/upload"


@pytest.fixture
def seller(inside):
    with inside("330522"):
        return factories.seller(factories.merchant())


def heic() -> bytes:
    made = BytesIO()
    from_pillow(Image.new("RGB", (640, 480), "white")).save(made)
    return made.getvalue()


def padded(size: int) -> bytes:
    """A real JPEG of exactly so many bytes: what follows its end is not looked at."""
    picture = photo("large")
    return picture + b"\0" * (size - len(picture))


def send(page, seller, content: bytes, name: str, expect: int):
    return page.as_(seller).submit(THERE, {"file": FileStorage(BytesIO(content), name)}, expect=expect)


def readings(page, seller):
    with page.inside("330522"):
        return [
            (one.file.media_type, one.pages, one.original_id is not None)
            for one in queries.unused_readings(seller.merchant_id)
            if queries.reading_by_id(one.id)
        ]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (photo(form="JPEG"), "image/jpeg"),
        (photo(form="PNG"), "image/jpeg"),
        (photo(form="WEBP"), "image/jpeg"),
        (heic(), "image/jpeg"),
        (pdf(2), "application/pdf"),
        (padded(storage.MOST_BYTES), "image/jpeg"),
    ],
    ids=["jpeg", "png", "webp", "heic", "pdf", "jpeg of exactly 20 MB"],
)
@pytest.mark.parametrize("name", ["IMG_0001", "x.exe"])
def test_what_it_is_its_content_says_whatever_it_is_called(page, seller, content, kept, name):
    where = send(page, seller, content, name, 303).location
    assert page.as_(seller).get(where)
    ((media_type, pages, has_original),) = readings(page, seller)
    assert (media_type, pages, has_original) == (kept, 2 if "pdf" in kept else 1, True)


def bomb() -> bytes:
    """A PNG whose header promises 30 000 by 30 000 pixels."""
    made = bytearray(photo(form="PNG"))
    made[16:24] = (30_000).to_bytes(4) * 2
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (padded(storage.MOST_BYTES + 1), "20 MB"),
        (photo(form="PNG")[:900], "这张照片打不开"),
        (photo(form="WEBP")[:600], "这张照片打不开"),
        (heic()[:300], "存成 JPEG 再上传"),
        (pdf(1)[:200], "这个 PDF 打不开"),
        (pdf(1, password="x"), "这个 PDF 设了密码"),
        (bomb(), "这张照片"),
        (b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 50, "这个 PDF"),
        (b"\x89PNG\r\n\x1a\n" + photo(form="JPEG"), "这张照片打不开"),
        (b"GIF89a" + b"\0" * 400, "看不出这是什么文件"),
        (b"PK\x03\x04" + b"\0" * 400, "看不出这是什么文件"),
        (b"<html><script>alert(1)</script>", "看不出这是什么文件"),
    ],
    ids=["a byte too many", "half a png", "half a webp", "half a heic", "half a pdf", "locked", "bomb", "pdf that bites its tail",
         "two kinds in one", "gif", "zip", "html"],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_gets_a_sentence_and_leaves_nothing(page, seller, content, told):
    answer = send(page, seller, content, "a.jpg", 200)
    assert told in text_of(answer.text)
    assert readings(page, seller) == []
    assert "上传证照" in text_of(page.as_(seller).get(THERE))
