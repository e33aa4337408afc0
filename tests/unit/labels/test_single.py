"""One code for the screen."""

import re

from app.labels.single import one_svg

URL = "HTTPS://LABEL.GOV.CN/Q/40500090000EHQ0ADMT8"


def test_a_single_svg_is_a_drawing_of_the_codes_size_and_quiet_zone() -> None:
    assert re.findall(r"<svg[^>]* viewBox=\"([^\"]+)\"", one_svg(URL)) == ["0 0 37 37"]
