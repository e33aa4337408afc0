"""Reading lists of waybill numbers as parks have them: pasted, CSV or XLSX. Whatever is in them, it is only text."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from app.infra import apart, scanning
from app.kernel import text
from app.labels import sheet
from app.labels.errors import WaybillsRefused

SHORTEST, LONGEST = 5, 20
MOST_BYTES = 16 * 1024 * 1024
SECONDS = 45
_NUMBER = re.compile(rf"[A-Z0-9][A-Z0-9-]{{{SHORTEST - 1},{LONGEST - 1}}}")
_HEADING = re.compile(r"[^0-9]{1,40}")  # a first line without any digit names the column


def pasted(written: str) -> tuple[str, ...]:
    """Numbers one a line, or apart by blanks or commas. Raises ``WaybillsRefused``."""
    if len(written) > MOST_BYTES:
        raise WaybillsRefused(reason="too_big", most_mb=MOST_BYTES // 1024 // 1024)
    return checked(re.split(r"[\s,，;；、]+", written.strip()))


def from_file(content: bytes) -> tuple[str, ...]:
    """The first column of a CSV or XLSX file; what it is, its content says.

    Raises ``WaybillsRefused``, ``scanning.ScanRefused``.
    """
    if len(content) > MOST_BYTES:
        raise WaybillsRefused(reason="too_big", most_mb=MOST_BYTES // 1024 // 1024)
    scanning.look(content)
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
        if len(seen) >= sheet.MOST_ROWS:
            raise WaybillsRefused(reason="too_many", most=sheet.MOST_ROWS)
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


def _sheet(content: bytes) -> list[str]:
    """Read apart: a spreadsheet that swells takes only its child with it."""
    try:
        said = apart.run("app.labels.sheet", content=content, seconds=SECONDS)
    except apart.ApartFailed as trouble:
        raise _refusal(str(trouble)) from trouble
    return [json.loads(line) for line in said.splitlines()]


def _refusal(last_words: str) -> WaybillsRefused:
    """The child's own words, or, if it died without any: no list that can be read."""
    told = last_words.rpartition(sheet.REFUSED)[2].strip() if sheet.REFUSED in last_words else ""
    try:
        facts = json.loads(told) if told else {}
    except json.JSONDecodeError:
        facts = {}
    return WaybillsRefused(**(facts if "reason" in facts else {"reason": "kind"}))
