"""Reading lists of waybill numbers as parks have them: pasted, CSV or XLSX. Whatever is in them, it is only text."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

import openpyxl

from app.kernel import text
from app.labels.errors import WaybillsRefused

SHORTEST, LONGEST = 5, 20
MOST_BYTES = 16 * 1024 * 1024
MOST_UNPACKED = 128 * 1024 * 1024  # a small archive can hold a very large sheet
MOST_PARTS = 300
MOST_ROWS = 1_048_576
MOST_WHOLE_DIGITS = 15  # a spreadsheet's number keeps no more; the rest has been lost before it came to us
_NUMBER = re.compile(rf"[A-Z0-9][A-Z0-9-]{{{SHORTEST - 1},{LONGEST - 1}}}")
_HEADING = re.compile(r"[^0-9]{1,40}")  # a first line without any digit names the column


def pasted(written: str) -> tuple[str, ...]:
    """Numbers one a line, or apart by blanks or commas. Raises ``WaybillsRefused``."""
    if len(written) > MOST_BYTES:
        raise WaybillsRefused(reason="too_big", most_mb=MOST_BYTES // 1024 // 1024)
    return checked(re.split(r"[\s,，;；、]+", written.strip()))


def from_file(content: bytes) -> tuple[str, ...]:
    """The first column of a CSV or XLSX file; what it is, its content says. Raises ``WaybillsRefused``."""
    if len(content) > MOST_BYTES:
        raise WaybillsRefused(reason="too_big", most_mb=MOST_BYTES // 1024 // 1024)
    if content.startswith(b"PK\x03\x04"):
        return checked(_sheet(content))
    if b"\0" in content[:4096]:
        raise WaybillsRefused(reason="kind")
    return checked(_table(content))


def checked(written: Iterable[str]) -> tuple[str, ...]:
    """Numbers as they will be printed: narrow capitals and digits, each only once. Raises ``WaybillsRefused``."""
    seen: dict[str, int] = {}
    for line, one in enumerate(written, 1):
        number = text.plain(one).upper().replace(" ", "")
        if not number or (line == 1 and _HEADING.fullmatch(number) and number[0] not in "=+-@"):
            continue
        if not _NUMBER.fullmatch(number):
            raise WaybillsRefused(reason="number", line=line, written=one[:30])
        if number in seen:
            raise WaybillsRefused(reason="twice", line=line, written=number, before=seen[number])
        if len(seen) >= MOST_ROWS:
            raise WaybillsRefused(reason="too_many", most=MOST_ROWS)
        seen[number] = line
    return tuple(seen)


def _table(content: bytes) -> Iterator[str]:
    """Spreadsheets of this country save CSV in GB 18030 as often as in UTF-8."""
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = content.decode("gb18030", errors="replace")
    try:
        for row in csv.reader(StringIO(decoded)):
            yield row[0].strip("\t ") if row else ""
    except csv.Error as trouble:
        raise WaybillsRefused(reason="kind") from trouble


def _sheet(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise WaybillsRefused(reason="too_big", most_mb=MOST_UNPACKED // 1024 // 1024)
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(max_col=1, max_row=MOST_ROWS, values_only=True):
            yield _cell(row[0] if row else None)
    except WaybillsRefused:
        raise
    except Exception as trouble:  # a library that meets a broken archive raises whatever it likes
        raise WaybillsRefused(reason="kind") from trouble


def _cell(value: object) -> str:
    """A formula stays a formula and is refused as one; a number too long for a spreadsheet is named."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return f"?{value}"
    if isinstance(value, str):
        return value
    whole = f"{value:.0f}"
    if value != int(value) or len(whole) > MOST_WHOLE_DIGITS:
        raise WaybillsRefused(reason="as_number", written=str(value))
    return whole
