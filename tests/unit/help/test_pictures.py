"""The pictures in the pages of help: there in both languages, light, of the size the page keeps free for them."""

import pytest
from PIL import Image

from app.help.chapters import CHAPTERS
from app.help.pictures import PICTURES
from app.help.terms import Reader
from app.settings import ROOT
from tools.helpshots import HEAVIEST, STANDS

KEPT = ROOT / "app" / "static" / "help"


@pytest.mark.parametrize("picture", PICTURES.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_is_there_light_and_of_its_size(picture, language):
    file = KEPT / f"{picture.name}.{language}.webp"
    assert file.stat().st_size <= HEAVIEST
    with Image.open(file) as drawn:
        assert drawn.size == picture.size


def test_every_reader_has_a_picture_in_a_part_that_there_is():
    parts = {(reader, part.key) for reader, chapter in CHAPTERS.items() for part in chapter.parts}
    assert set(PICTURES) <= parts
    assert {reader for reader, _part in PICTURES} == set(Reader)


def test_no_picture_lies_about_that_no_page_shows():
    shown = {f"{one.name}.{language}.webp" for one in PICTURES.values() for language in ("zh", "en")}
    assert {file.name for file in KEPT.iterdir()} == shown
    assert set(STANDS) == {one.name for one in PICTURES.values()}
