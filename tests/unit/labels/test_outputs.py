"""Pictures, lists, the ruler sheet, copies, waybill numbers, and the lens that looks at the finished file."""

import re
from io import BytesIO

import numpy as np
import pypdf
import pypdfium2
import pytest
import zxingcpp
from flask_babel import force_locale
from PIL import Image

from app.labels import keys, lists, optics, picture, ruler, token
from app.labels.errors import CopiesOutOfRange, OpticalMiss
from app.labels.layouts import layout_pack
from app.labels.placement import PrinterSettings
from app.labels.terms import Verdict

LAYOUTS = [layout.key for layout in layout_pack().layouts]
ADDRESS = "HTTPS://LABEL.GOV.CN/Q/"


def numbers(count):
    return np.frombuffer(b"".join(b"SF%013d" % at for at in range(count)), dtype=np.uint8).reshape(count, 15)


def tokens_of(order):
    rows = token.issue_range(
        order.key,
        key_id=1,
        region_number=5,
        batch_number=9,
        first_serial=order.first_serial,
        count=order.count,
    )
    return [row.tobytes().decode() for row in rows]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_full_sheets_with_waybill_numbers_and_credit_scan_everywhere(make_order, printed, scan, layout, dpi):
    cells = layout_pack().named(layout).grid.cells
    order = make_order(layout, count=cells, dpi=dpi, waybills=numbers(cells), credit_words="放心电商 A 级")
    assert [text for text, _, _ in scan(printed(order), dpi)] == [ADDRESS + one for one in tokens_of(order)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_waybill_number_can_be_copied_and_stays_on_its_label(make_order, printed, layout):
    order = make_order(layout, count=3, waybills=numbers(3))
    pages = pypdf.PdfReader(BytesIO(printed(order))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert [text.count(f"SF{at:013d}") for at in range(3)] == [1, 1, 1]
    plan = picture.plan_of(picture.by_itself(order))
    width = order.layout.label.width_mm
    end = plan.waybill_x + plan.waybill_width / (2 if plan.waybill_x == width / 2 else 1)
    assert end <= width - order.layout.safe.x_mm + 0.01


def test_copies_are_neighbours_and_one_number_each(make_order, printed, scan):
    order = make_order(count=10, copies=3, start_at=4)
    first, second = scan(printed(order), 300, page=0), scan(printed(order), 300, page=1)
    expected = [ADDRESS + one for one in tokens_of(order) for _ in range(3)]
    assert [code[0] for code in first + second] == expected
    assert (order.pages, len(first)) == (2, 21)


@pytest.mark.parametrize("copies", [0, 10])
def test_copies_have_bounds(make_order, copies):
    with pytest.raises(CopiesOutOfRange):
        make_order(copies=copies)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_label_as_png_and_as_svg_is_the_printed_one(make_order, printed, layout):
    order = make_order(layout, count=5, start_at=layout_pack().named(layout).grid.cells, waybills=numbers(5))
    drawn = Image.open(BytesIO(picture.label_png(order)))
    assert [code.text for code in zxingcpp.read_barcodes(drawn.convert("L"))] == [
        ADDRESS + tokens_of(order)[0]
    ]
    box, dpi = order.layout.label, order.printer.dpi
    assert drawn.size == pytest.approx((box.width_mm * dpi / 25.4, box.height_mm * dpi / 25.4), abs=1.1)
    svg = picture.label_svg(order)
    assert f'viewBox="0 0 {box.width_mm} {box.height_mm}"' in svg
    assert len(re.findall(r"<path transform", svg)) > 40
    assert dots_of_svg_code(svg) == dots_of(order)


def dots_of(order):
    modules = order.tables.packed(np.array([list(tokens_of(order)[0].encode())], dtype=np.uint8))
    return int(np.unpackbits(modules).sum())


def dots_of_svg_code(svg):
    """Dark modules in the code's path: the area of its runs."""
    runs = re.findall(r"h([0-9.]+)v([0-9.]+)", re.search(r'<path d="(.*?)"', svg)[1])
    return round(sum(float(wide) / float(high) for wide, high in runs))


def test_the_preview_is_the_page_of_the_file(make_order, printed, tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(printed(make_order()))
    shown = Image.open(BytesIO(picture.page_png(path, dpi=203)))
    assert len(zxingcpp.read_barcodes(shown.convert("L"))) == 24


def test_a_list_for_printing_houses_has_nothing_a_spreadsheet_would_run(make_order):
    order = make_order(count=5000, waybills=numbers(5000))
    lines = b"".join(lists.csv_rows(order)).decode("utf-8-sig").splitlines()
    assert len(lines) == 5001
    one = tokens_of(order)[4999]
    assert lines[-1] == f'4999,"{ADDRESS}{one}","{one}","SF0000000004999"'
    assert [cell for line in lines for cell in line.split(",") if cell.strip('"')[:1] in "=+-@\t"] == []


def test_the_lens_reads_what_was_printed_and_names_the_cell_it_cannot_read(make_order, printed, tmp_path):
    order, path = make_order(count=5000, start_at=3), tmp_path / "x.pdf"
    path.write_bytes(printed(order))
    assert optics.look(path, order) == 2 + 3 * optics.LOOKS
    other = make_order(count=5000, start_at=3, batch_number=10)
    with pytest.raises(OpticalMiss) as miss:
        optics.look(path, other)
    assert miss.value.facts == {"page": 1, "cell": 3}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_lens_sees_every_paper_with_offsets_and_copies(make_order, printed, tmp_path, layout):
    order, path = make_order(layout, count=30, copies=2, dx_mm=0.7, dy_mm=-0.3, dpi=203), tmp_path / "x.pdf"
    path.write_bytes(printed(order))
    assert optics.look(path, order) == 2 + optics.LOOKS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ruler_sheet_has_the_papers_size_and_a_line_a_person_can_measure(app, layout):
    paper = layout_pack().named(layout)
    with app.test_request_context():
        made = ruler.ruler_pdf(paper, PrinterSettings(300, dx_mm=2.0))
    page = pypdf.PdfReader(BytesIO(made), strict=True).pages[0]
    assert float(page.mediabox.width) == pytest.approx(paper.sheet.width_mm * 72 / 25.4, abs=0.01)
    near, far = ruler.marks_of(paper.sheet.width_mm)
    dots = np.asarray(
        pypdfium2.PdfDocument(made)[0].render(scale=600 / 72, grayscale=True).to_pil().convert("L")
    )
    row = dots[int(0.195 * dots.shape[0])] < 160
    for at in (near, far):
        assert row[int(at * 600 / 25.4) - 4 : int(at * 600 / 25.4) + 6].any()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ruler_sheet_speaks_english_too(app, layout):
    with app.test_request_context(), force_locale("en"):
        made = ruler.ruler_pdf(layout_pack().named(layout), PrinterSettings(203))
    assert "Ruler sheet" in pypdf.PdfReader(BytesIO(made)).pages[0].extract_text().replace("\n", " ")


def test_keys_rotate_by_id_and_old_labels_stay_genuine_until_their_key_is_let_go(app, monkeypatch):
    def sealed(key_id):
        return token.issue(keys.key(key_id), key_id=key_id, region_number=1, batch_number=2, serial=3)

    old, new = sealed(1), sealed(2)
    monkeypatch.setattr(keys, "HELD", (1, 2))
    assert [token.read(one, keys.held()).verdict for one in (old, new)] == [Verdict.GENUINE] * 2
    monkeypatch.setattr(keys, "HELD", (2,))
    assert [token.read(one, keys.held()).verdict for one in (old, new)] == [
        Verdict.UNKNOWN_KEY,
        Verdict.GENUINE,
    ]
    crossed = token.issue(keys.key(1), key_id=2, region_number=1, batch_number=2, serial=3)
    assert token.read(crossed, keys.held()).verdict is Verdict.FORGED
