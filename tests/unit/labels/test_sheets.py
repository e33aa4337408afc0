"""Sheets: every code scans, every word can be copied, every label is in its place."""

import shutil
import subprocess
from io import BytesIO

import pypdf
import pytest

from app.labels import token
from app.labels.errors import (
    CharacterMissing,
    CodeTooLarge,
    NothingToPrint,
    NumberOutOfRange,
    PrinterSettingTooLarge,
    ResolutionUnknown,
    StartBeyondSheet,
    WordsTooLong,
)
from app.labels.layouts import layout_pack
from app.labels.sheets import print_pdf

LAYOUTS = [layout.key for layout in layout_pack().layouts]
ADDRESS = "HTTPS://LABEL.GOV.CN/Q/"


def tokens_of(order) -> list[str]:
    rows = token.issue_range(
        order.key,
        key_id=order.key_id,
        region_number=order.region_number,
        batch_number=order.batch_number,
        first_serial=order.first_serial,
        count=order.count,
    )
    return [row.tobytes().decode() for row in rows]


def text_of(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert run.stderr == b"", "the reader complained about the file"
    return run.stdout.decode()


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_of_every_layout_scans_at_both_resolutions(make_order, printed, scan, layout, dpi) -> None:
    cells = layout_pack().named(layout).grid.cells
    order = make_order(layout, count=cells, dpi=dpi)

    read = scan(printed(order), dpi)

    assert [text for text, _, _ in read] == [ADDRESS + t for t in tokens_of(order)]


@pytest.mark.parametrize("host", ["a.cn", "a-longer-name.labels.example.com.cn", "x" * 50 + ".example.cn"])
@pytest.mark.parametrize("dpi", [203, 300])
def test_smaller_and_larger_codes_scan_too(make_order, printed, scan, host, dpi) -> None:
    order = make_order(base_url=host, dpi=dpi)

    read = scan(printed(order), dpi)

    assert [text for text, _, _ in read] == [f"HTTPS://{host.upper()}/Q/{t}" for t in tokens_of(order)]


def test_the_words_and_tokens_can_be_searched_and_copied(make_order, printed) -> None:
    order = make_order(count=25)
    text = "".join(text_of(printed(order)).split())

    assert text.count("扫码看商家信用、投诉有回音") == 25
    assert text.count("长兴电商直播产业园") == 25
    assert text.count("监督热线0572-12315") == 25
    assert [text.count(t) for t in tokens_of(order)] == [1] * 25


def test_the_merchants_name_is_there_whole_if_it_fits(make_order, printed) -> None:
    text = text_of(printed(make_order("a4-2x7", count=1)))
    assert "长兴县小浦镇银杏人家直播电商有限公司" in text.splitlines()


def test_a_name_too_long_ends_in_an_ellipsis(make_order, printed) -> None:
    text = "".join(text_of(printed(make_order("thermal-40x30", count=1, merchant_name="银杏" * 60))).split())
    assert "银杏…" in text or "银…" in text
    assert text.count("银杏") < 60


def test_the_first_and_last_cell_of_a_sheet_are_where_the_paper_has_them(make_order, printed, scan) -> None:
    read = scan(printed(make_order(dpi=300)), 300)
    first, last = read[0], read[-1]

    assert last[1] - first[1] == pytest.approx(2 * 70, abs=0.2)
    assert last[2] - first[2] == pytest.approx(7 * 37, abs=0.2)
    assert first[1] == pytest.approx(4.5, abs=0.2)


def test_a_sheet_begun_elsewhere_goes_on_at_the_named_cell(make_order, printed, scan) -> None:
    whole = scan(printed(make_order()), 300)
    order = make_order(start_at=23, count=3)
    pdf = printed(order)
    first, second = scan(pdf, 300, page=0), scan(pdf, 300, page=1)

    assert [code[0] for code in first + second] == [ADDRESS + t for t in tokens_of(order)]
    assert [code[1:] for code in first] == [pytest.approx(cell[1:], abs=0.2) for cell in whole[22:]]
    assert second[0][1:] == pytest.approx(whole[0][1:], abs=0.2)


def test_offset_and_scale_move_the_cells_and_leave_the_code_as_it_is(make_order, printed, scan) -> None:
    whole = scan(printed(make_order()), 300)
    moved = scan(printed(make_order(dx_mm=1.5, dy_mm=-0.4, scale=0.99)), 300)

    assert moved[0][1:] == pytest.approx((whole[0][1] + 1.5, whole[0][2] - 0.4), abs=0.2)
    assert moved[-1][1] - moved[0][1] == pytest.approx(2 * 70 * 0.99, abs=0.2)
    assert moved[-1][2] - moved[0][2] == pytest.approx(7 * 37 * 0.99, abs=0.2)


def test_an_order_cut_in_chunks_is_complete_and_tells_its_progress(make_order) -> None:
    order, out, told = make_order(count=5_000, start_at=5), BytesIO(), []

    result = print_pdf(order, out, progress=told.append)

    assert (result.labels, result.pages) == (5_000, 209)
    assert told == [2396, 4796, 5000]
    reader = pypdf.PdfReader(out, strict=True)
    assert len(reader.pages) == 209
    last = reader.pages[-1].extract_text()
    assert [token.grouped(t) in last for t in tokens_of(order)[-2:]] == [True, True]


def test_the_same_order_makes_the_same_bytes_and_the_font_comes_once(make_order, printed) -> None:
    pdf = printed(make_order(count=100))
    assert printed(make_order(count=100)) == pdf
    assert pdf.count(b"/FontFile3") == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"count": 0}, NothingToPrint),
        ({"count": -1}, NothingToPrint),
        ({"first_serial": 2**20 - 10, "count": 11}, NumberOutOfRange),
        ({"start_at": 0}, StartBeyondSheet),
        ({"start_at": 25}, StartBeyondSheet),
        ({"dx_mm": 21.0}, PrinterSettingTooLarge),
        ({"scale": 1.2}, PrinterSettingTooLarge),
        ({"dpi": 150}, ResolutionUnknown),
        ({"merchant_name": "银杏\U0001f600人家"}, CharacterMissing),
        ({"words": "投诉有回音" * 40}, WordsTooLong),
        ({"layout": "a4-4x10", "base_url": "x" * 100 + ".cn"}, CodeTooLarge),
    ],
)
def test_what_cannot_be_printed_is_refused_before_a_page_is_made(make_order, changes, refusal) -> None:
    out = BytesIO()
    with pytest.raises(refusal):
        print_pdf(make_order(**changes), out)
    assert out.getvalue() == b""
