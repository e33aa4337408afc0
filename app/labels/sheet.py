"""The child that reads one spreadsheet: ``python -m app.labels.sheet < list.xlsx`` says its first column, a cell a line.

Kept apart, because a spreadsheet is an archive of XML: small files can hold very large ones.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from app.infra import apart
from app.labels.errors import WaybillsRefused

MEGABYTES, SECONDS = 1200, 40
MOST_UNPACKED = 128 * 1024 * 1024  # a small archive can hold a very large sheet
MOST_PARTS = 300
MOST_ROWS = 1_048_576
MOST_WHOLE_DIGITS = 15  # a spreadsheet's number keeps no more; the rest has been lost before it came to us
LONGEST_CELL = 60  # a number is a third of that
PIECE = 64 * 1024
REFUSED = "REFUSED "


def main() -> int:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    try:
        for cell in first_column(sys.stdin.buffer.read()):
            print(json.dumps(cell[:LONGEST_CELL]))
    except WaybillsRefused as refusal:
        print(REFUSED + json.dumps(refusal.facts), file=sys.stderr)
        return 3
    return 0


def first_column(content: bytes) -> Iterator[str]:
    """As text, whatever it is. Raises ``WaybillsRefused``."""
    try:
        _check(content)
        import openpyxl  # slow to load, and not needed to refuse

        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(max_col=1, max_row=MOST_ROWS, values_only=True):
            yield _cell(row[0] if row else None)
    except WaybillsRefused:
        raise
    except Exception as trouble:  # a library that meets a broken archive raises whatever it likes
        raise WaybillsRefused(reason="kind") from trouble


def _check(content: bytes) -> None:
    """By the archive's list of parts, then by the head of each: no spreadsheet program declares document types."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise WaybillsRefused(reason="too_big", most_mb=MOST_UNPACKED // 1024 // 1024)
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                with archive.open(part) as opened:
                    _refuse_entities(opened)


def _refuse_entities(part: Any) -> None:
    """A document type is where entities are declared: outside ones, and those that swell. None is let past."""
    parser = expat.ParserCreate()
    begun: list[str] = []

    def declared(*_told: object) -> None:
        raise WaybillsRefused(reason="kind")

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = lambda name, _given: begun.append(name)
    while not begun and (piece := part.read(PIECE)):
        parser.Parse(piece, False)  # noqa: FBT003  (expat takes no names)


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


if __name__ == "__main__":
    sys.exit(main())
