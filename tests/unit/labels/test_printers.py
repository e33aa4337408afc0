"""What printers are told: drawn here as a printer draws it, every code reads and stands on whole dots."""

import re
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app.labels import picture, token
from app.labels.commandlanguages import MOST_MODULE_DOTS, Language, printer_file
from app.labels.errors import RollOnly
from app.labels.layouts import Medium, layout_pack
from app.labels.symbols import library_modules

ROLLS = [one.key for one in layout_pack().layouts if one.medium is Medium.ROLL]
ADDRESS = "HTTPS://LABEL.GOV.CN/Q/"
NUMBERS = np.frombuffer(b"SF1234567890123YT1234567890124", dtype=np.uint8).reshape(2, 15)


def blank(order):
    box, dpi = order.layout.label, order.printer.dpi
    return Image.new("L", (round(box.width_mm * dpi / 25.4), round(box.height_mm * dpi / 25.4)), 255)


def draw_code(paper, text, x, y, module, mask):
    """As the printer would: the smallest version of level M, the mask it is told."""
    modules = np.array(library_modules(text, 3, mask), dtype=bool)
    dots = np.kron(~modules, np.ones((module, module), dtype=bool))
    assert x + dots.shape[1] <= paper.width
    assert y + dots.shape[0] <= paper.height
    paper.paste(Image.fromarray((dots * 255).astype(np.uint8)), (x, y))


def zpl_labels(text, order):
    """The stored form and the picture, then a paper for every label."""
    form = text[text.index("^XA^DFR:TAG.ZPL^FS") : text.index("^XZ")]
    x, y, module, mask = map(int, re.search(r"\^FO(\d+),(\d+)\^BQN,2,(\d+),M,(\d)\^FN1", form).groups())
    words = re.search(r"~DGR:WORDS.GRF,(\d+),(\d+),([0-9A-F]+)\n", text)
    at = re.search(r"\^FO(\d+),(\d+)\^XGR:WORDS.GRF", form)
    for label in re.findall(r"\^XA\^XFR:TAG.ZPL\^FS(.*?)\^XZ", text):
        paper = blank(order)
        if words:
            total, row, bits = int(words[1]), int(words[2]), bytes.fromhex(words[3])
            assert total == len(bits)
            dots = 255 - 255 * np.unpackbits(np.frombuffer(bits, np.uint8).reshape(-1, row), axis=1)
            paper.paste(Image.fromarray(dots.astype(np.uint8)), (int(at[1]), int(at[2])))
        draw_code(paper, re.search(r"\^FN1\^FDMM,A(.*?)\^FS", label)[1], x, y + 1, module, mask)
        yield paper, label


def tspl_labels(whole, order):
    bitmap = re.search(rb'DOWNLOAD "WORDS.BMP",(\d+),', whole)
    words = None
    if bitmap:
        start = bitmap.end()
        words = Image.open(BytesIO(whole[start : start + int(bitmap[1])])).convert("L")
        whole = whole[start + int(bitmap[1]) :]
    for label in whole.decode("gb18030").split("CLS\r\n")[1:]:
        paper = blank(order)
        if words:
            x, y = map(int, re.search(r"PUTBMP (\d+),(\d+)", label).groups())
            paper.paste(words, (x, y))
        x, y, module, mask, text = re.search(
            r'QRCODE (\d+),(\d+),M,(\d+),A,0,M2,S(\d),"(.*?)"', label
        ).groups()
        draw_code(paper, text, int(x), int(y), int(module), int(mask))
        yield paper, label


def papers(order, language, *, as_picture=True):
    whole = b"".join(printer_file(order, language, as_picture=as_picture))
    return list(zpl_labels(whole.decode(), order) if language is Language.ZPL else tspl_labels(whole, order))


def written(order):
    rows = token.issue_range(
        order.key, key_id=1, region_number=5, batch_number=9, first_serial=0, count=order.count
    )
    return [row.tobytes().decode() for row in rows]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("layout", ROLLS)
def test_every_roll_reads_as_both_languages_print_it(make_order, layout, dpi, language):
    order = make_order(layout, count=2, dpi=dpi, waybills=NUMBERS)
    for (paper, label), one, number in zip(
        papers(order, language), written(order), ("SF1234567890123", "YT1234567890124"), strict=True
    ):
        assert [code.text for code in zxingcpp.read_barcodes(paper)] == [ADDRESS + one]
        assert token.grouped(one) in label
        assert number in label


def test_what_the_printer_shows_of_the_words_is_what_the_pdf_shows(make_order):
    order = make_order("thermal-60x40", count=1)
    ((paper, _),) = papers(order, Language.TSPL)
    ours = picture.label_image(order).convert("L")
    right = (240, 0, 480, 230)  # the words
    assert np.array_equal(np.asarray(paper.crop(right)), np.asarray(ours.crop(right)))


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
        assert "^PQ3^XZ" in whole
        assert "~DG" not in whole
    else:
        assert '\\["]' in whole
        assert "PRINT 1,3\r\n" in whole
        assert "DOWNLOAD" not in whole


@pytest.mark.parametrize("language", list(Language))
def test_no_module_is_larger_than_the_languages_draw(make_order, language):
    whole = b"".join(printer_file(make_order("thermal-100x150", count=1, dpi=300), language))
    found = re.search(rb"\^BQN,2,(\d+)|QRCODE \d+,\d+,M,(\d+)", whole)
    assert int(found[1] or found[2]) == MOST_MODULE_DOTS


def test_sheets_are_not_for_label_printers(make_order):
    with pytest.raises(RollOnly):
        printer_file(make_order("a4-3x8"), Language.ZPL)
