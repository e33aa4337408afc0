"""What printers are told: drawn by printers made of paper, every code reads and stands on whole dots."""

import re

import numpy as np
import pytest

from app.labels import picture, token
from app.labels.commandlanguages import MOST_MODULE_DOTS, Language, printer_file
from app.labels.errors import RollOnly
from app.labels.layouts import Medium, layout_pack
from tests import printers

ROLLS = [one.key for one in layout_pack().layouts if one.medium is Medium.ROLL]
ADDRESS = "HTTPS://LABEL.GOV.CN/Q/"
COUNT = 2
WAYBILLS = [f"SF{at:013d}" for at in range(COUNT)]
NUMBERS = np.frombuffer("".join(WAYBILLS).encode(), dtype=np.uint8).reshape(COUNT, 15)


def papers(order, language, *, as_picture=True):
    whole = b"".join(printer_file(order, language, as_picture=as_picture))
    made = printers.zpl(whole) if language is Language.ZPL else printers.tspl(whole, order.printer.dpi)
    return list(made)


def written(order):
    rows = token.issue_range(
        order.key, key_id=1, region_number=5, batch_number=9, first_serial=0, count=order.count
    )
    return [row.tobytes().decode() for row in rows]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("dpi", "as_picture"), [(203, True), (203, False), (300, True)])
@pytest.mark.parametrize("layout", ROLLS)
def test_every_roll_reads_as_both_languages_print_it(make_order, layout, dpi, language, as_picture):
    order = make_order(layout, count=COUNT, dpi=dpi, waybills=NUMBERS)
    made = papers(order, language, as_picture=as_picture)
    assert [paper.reads() for paper in made] == [[ADDRESS + one] for one in written(order)]
    for paper, one, number in zip(made, written(order), WAYBILLS, strict=True):
        assert paper.said[-2:] == [token.grouped(one), number]
        box = order.layout.label
        assert paper.dots.size == (round(box.width_mm * dpi / 25.4), round(box.height_mm * dpi / 25.4))


@pytest.mark.parametrize("language", list(Language))
def test_what_the_printer_shows_of_the_words_is_what_the_pdf_shows(make_order, language):
    order = make_order("thermal-60x40", count=1)
    (paper,) = papers(order, language)
    ours = picture.label_image(order).convert("L")
    right = (240, 0, 480, 230)  # the words
    assert np.array_equal(np.asarray(paper.dots.crop(right)), np.asarray(ours.crop(right)))


@pytest.mark.parametrize("language", list(Language))
def test_offsets_move_code_words_and_token_alike(make_order, language):
    still, moved = (
        make_order("thermal-60x40", count=1),
        make_order("thermal-60x40", count=1, dx_mm=1, dy_mm=0.5),
    )
    (before,), (after,) = papers(still, language), papers(moved, language)
    across, down = round(203 / 25.4), round(0.5 * 203 / 25.4)
    whole = np.asarray(before.dots)
    assert np.array_equal(whole[: -down - 9, : -across - 9], np.asarray(after.dots)[down:-9, across:-9])


@pytest.mark.parametrize("language", list(Language))
def test_words_in_the_printers_own_type_and_copies(make_order, language):
    name = '银杏^~_"人家\\'
    order = make_order("thermal-70x50", count=1, copies=3, merchant_name=name)
    whole = b"".join(printer_file(order, language, as_picture=False)).decode(
        "utf-8" if language is Language.ZPL else "gb18030"
    )
    assert "监督热线" in whole
    if language is Language.ZPL:
        assert "银杏_5E_7E_5F" in whole
        assert "~DG" not in whole
    else:
        assert '\\["]' in whole
        assert "DOWNLOAD" not in whole
    made = papers(order, language, as_picture=False)
    assert [paper.reads() for paper in made] == [[ADDRESS + written(order)[0]]] * 3


@pytest.mark.parametrize("language", list(Language))
def test_no_module_is_larger_than_the_languages_draw(make_order, language):
    whole = b"".join(printer_file(make_order("thermal-100x150", count=1, dpi=300), language))
    found = re.search(rb"\^BQN,2,(\d+)|QRCODE \d+,\d+,M,(\d+)", whole)
    assert int(found[1] or found[2]) == MOST_MODULE_DOTS


def test_sheets_are_not_for_label_printers(make_order):
    with pytest.raises(RollOnly):
        printer_file(make_order("a4-3x8"), Language.ZPL)
