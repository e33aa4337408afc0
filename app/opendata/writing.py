"""The lines of a dataset as bytes, piece by piece."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from app.opendata import rules
from app.opendata.models import OpenRecord
from app.opendata.terms import KEY_OF, Dataset, fields_of

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets on Windows would read Chinese as gibberish without it


Told = Mapping[str, Any]


def told(record: OpenRecord, day: date) -> dict[str, Any]:
    """One line as it is on ``day``. Of one that is gone nothing but its key is told."""
    key = {KEY_OF[record.dataset]: record.key}
    content = None if record.gone else rules.as_of(record.dataset, record.content, day)
    always = {"seq": record.seq, "changed_at": record.changed_at.isoformat(), "gone": content is None}
    return always | (key if content is None else content)


def all_told(records: Iterable[OpenRecord], day: date, *, with_gone: bool) -> Sequence[Told]:
    """The lines; those that are gone only for who copied them before."""
    lines = [told(one, day) for one in records]
    return lines if with_gone else [one for one in lines if not one["gone"]]


def as_csv(dataset: Dataset, chunks: Iterable[Sequence[Told]]) -> Iterator[bytes]:
    """RFC 4180, UTF-8 with its mark. A value that a spreadsheet would take for a formula is kept from it."""
    page = StringIO()
    writer = csv.DictWriter(page, fields_of(dataset), restval="", lineterminator="\r\n")
    page.write(BYTE_ORDER_MARK)
    writer.writeheader()
    for chunk in chunks:
        writer.writerows({name: _cell(value) for name, value in one.items()} for one in chunk)
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()
    yield page.getvalue().encode()


def as_json(head: Mapping[str, Any], chunks: Iterable[Sequence[Told]]) -> Iterator[bytes]:
    """One object: what the file is, then ``lines``, one a line."""
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    between = f'{opening},\n "lines": ['
    for chunk in chunks:
        for line in chunk:
            between += "\n" + json.dumps(line, ensure_ascii=False, separators=(",", ":")) + ","
        yield between.removesuffix(",").encode()
        between = ","
    yield (between if between != "," else "").encode() + b"\n]}\n"


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value
