"""One code for a screen or a letter."""

import re
from io import BytesIO

import zxingcpp
from PIL import Image

from app.labels.single import one_png, one_svg

URL = "HTTPS://LABEL.GOV.CN/Q/40500090000EHQ0ADMT8"


def test_a_single_png_scans_and_has_its_quiet_zone() -> None:
    picture = Image.open(BytesIO(one_png(URL, 4)))
    assert picture.size == ((29 + 8) * 4, (29 + 8) * 4)
    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [URL]


def test_a_single_svg_is_a_drawing_of_the_same_size() -> None:
    assert re.findall(r"<svg[^>]* viewBox=\"([^\"]+)\"", one_svg(URL)) == ["0 0 37 37"]
