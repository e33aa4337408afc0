"""The folder of uploads takes nothing more."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from PIL import Image

from tests.chaos.people import Person, Told
from tests.pages import text_of

SMALL = 3_000  # bytes in one file; a photograph is larger
ROWS = "select count(*) from stored_file"


def photograph() -> bytes:
    """Noise: nothing that could be packed small."""
    made = BytesIO()
    noise = np.random.default_rng(7).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    Image.fromarray(noise).save(made, "JPEG")
    return made.getvalue()


@contextmanager
def disk_full(house) -> Iterator[None]:
    """The kernel refuses the running web processes any larger file, in the middle of writing, as on a full disk."""
    found = house.hands["web"].family()
    before = [resource.prlimit(pid, resource.RLIMIT_FSIZE, (SMALL, resource.RLIM_INFINITY)) for pid in found]
    try:
        yield
    finally:
        for pid, limit in zip(found, before, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def test_a_full_disk_is_a_sentence_and_afterwards_it_works(house, shop, figures, told):
    """Guards ``app.infra.room`` (``CHAOS_WITHOUT=no_room``): without it a 500, and half a photograph is left behind."""
    before = house.ask(ROWS)
    files = [("files", ("a.jpg", photograph(), "image/jpeg"))]
    person = Person(house.url)
    address = f"{house.url}/r/330522/complaints/new?merchant={shop.code}"
    form = person.line.get(address, timeout=60).text
    mine = Told("第 0 位消费者：照片在这里")
    sent = person._fields(form, mine)
    with disk_full(house):
        answer = person.line.post(address, data=sent, files=files, timeout=90, allow_redirects=False)
        figures.note("disk full while a photograph is kept")
        assert (answer.status_code, "存储空间暂时不够" in text_of(answer.text)) == (200, True), answer.text[
            :2000
        ]
        assert mine.words in answer.text
        told.append(Person(house.url).complain(shop.code))  # without a file there is no trouble
    assert house.ask(ROWS) == before
    assert list((house.folder / "files").rglob("*.part*")) == []
    told.append(Person(house.url).complain(shop.code, files=files))
    assert house.ask(ROWS) == [(before[0][0] + 1,)]
