"""Lists of waybill numbers as parks have them, and as somebody with bad intentions would make them."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from app.labels import waybill_lists
from app.labels.errors import WaybillsRefused


def book(*cells):
    made = openpyxl.Workbook()
    for cell in cells:
        made.active.append([cell, "=1+1"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        "SF12345\nSF12346",
        "sf12345, ｓｆ１２３４６",
        " SF12345\r\n\r\nSF12346\n",
        "SF12345，SF12346；",
        "SF12345\tSF12346",
    ],
)
def test_pasted_numbers_are_read_as_people_write_them(written):
    assert waybill_lists.pasted(written) == ("SF12345", "SF12346")


@pytest.mark.parametrize(
    "content",
    [
        b"SF12345,x\nSF12346,y\n", "单号,备注\nSF12345,早\nSF12346,晚\n".encode(), "单号,备注\nSF12345,早\nSF12346,晚\n".encode("gb18030"),
        "\ufeff\"SF12345\"\r\n\"SF12346\"\r\n".encode(), book("快递单号", "SF12345", "SF12346"), book("SF12345", None, "SF12346"),
    ],
)  # fmt: skip
def test_the_first_column_of_a_file(content):
    assert waybill_lists.from_file(content) == ("SF12345", "SF12346")


def test_whole_numbers_of_a_sheet_are_numbers_if_nothing_was_lost():
    assert waybill_lists.from_file(book(75123456789012, 75123456789013)) == (
        "75123456789012",
        "75123456789013",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"SF12345\nSF12345\n", "twice"), (b"SF12345\nSF1\n", "number"), (b"=cmd|' /C calc'!A0\nSF12345", "number"),
        (b"SF12345\n=HYPERLINK(1)\n", "number"), (b"-SF12345\nSF12346", "number"), (b"SF12345\n" + b"9" * 21, "number"),
        (b"SF12345\n<script>\n", "number"), (b"\0\1\2\3", "kind"), (b"PK\x03\x04 broken", "kind"), (b'"' + b"x" * 200_000, "kind"),
        (book("SF12345", "=A1"), "number"), (book(751234567890123456), "as_number"), (book(1.5), "as_number"), (book("SF12345", True), "number"),
        (b"x" * (16 * 1024 * 1024 + 1), "too_big"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_numbers_is_refused_with_its_reason(content, reason):
    with pytest.raises(WaybillsRefused) as refusal:
        waybill_lists.from_file(content)
    assert refusal.value.facts["reason"] == reason


def test_a_small_archive_with_a_very_large_sheet_is_refused_before_it_is_opened():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    assert len(out.getvalue()) < 200_000
    with pytest.raises(WaybillsRefused) as refusal:
        waybill_lists.from_file(out.getvalue())
    assert refusal.value.facts["reason"] == "too_big"


def test_a_number_that_is_wrong_is_named_with_its_line():
    with pytest.raises(WaybillsRefused) as refusal:
        waybill_lists.pasted("SF12345 SF12346 SF-!")
    assert (refusal.value.facts["line"], refusal.value.facts["written"]) == (3, "SF-!")
