"""Lists of addresses for printing houses."""

from collections.abc import Iterator

from app.labels import token
from app.labels.order import PrintOrder

ROWS = 4_096  # at a time
HEADINGS = "serial,address,token,waybill\r\n"
MARK = "\ufeff"  # spreadsheets take UTF-8 for what it is only if it begins with this


def csv_rows(order: PrintOrder) -> Iterator[bytes]:
    """RFC 4180, line by line as it is made.

    Nothing in it can be a formula: serials are digits, addresses begin with HTTP, tokens and waybill numbers
    hold capitals, digits and hyphens and never begin with a hyphen. Numbers stay text behind a tab-free quote.
    """
    yield (MARK + HEADINGS).encode()
    prefix = order.tables.prefix
    for begin in range(0, order.count, ROWS):
        count = min(ROWS, order.count - begin)
        made = token.issue_range(
            order.key, key_id=order.key_id, region_number=order.region_number, batch_number=order.batch_number,
            first_serial=order.first_serial + begin, count=count,
        )  # fmt: skip
        lines = []
        for at, row in enumerate(made):
            text = row.tobytes().decode("ascii")
            waybill = (
                ""
                if order.waybills is None
                else order.waybills[begin + at].tobytes().decode("ascii").rstrip()
            )
            lines.append(f'{order.first_serial + begin + at},"{prefix}{text}","{text}","{waybill}"\r\n')
        yield "".join(lines).encode()
