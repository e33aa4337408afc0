"""The small grammar of PDF: numbered objects, streams, strings, and the numbers given to each."""

import zlib
from enum import IntEnum

COMPRESSION = 1  # the least: half the time of making a sheet goes here


class Shared(IntEnum):
    """Object numbers of what a file holds once."""

    CATALOG = 1
    PAGES = 2
    INFO = 3
    WORDS_FONT = 4
    TOKEN_FONT = 5
    CID_FONT = 6
    DESCRIPTOR = 7
    OUTLINES = 8
    WORDS_UNICODE = 9
    TOKEN_CODES = 10
    TOKEN_UNICODE = 11
    LABEL_FORM = 12
    SHEET_FORM = 13
    FIRST_PAGE = 14


PAGES_PER_NODE = 256


def content_number(page: int) -> int:
    """Known before anything is written, so that any run of pages can be made by itself."""
    return Shared.FIRST_PAGE + 2 * page


def page_number(page: int) -> int:
    return content_number(page) + 1


def node_number(node: int, pages: int) -> int:
    return content_number(pages) + node


def ref(number: int) -> bytes:
    return b"%d 0 R" % number


def obj(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def stream(number: int, content: bytes, entries: bytes = b"", *, level: int = 9) -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, level)
    head = b"<<%b/Length %d/Filter/FlateDecode>>stream\n" % (entries, len(packed))
    return obj(number, head + packed + b"\nendstream")


def text_string(text: str) -> bytes:
    """Any text, as UTF-16 with its mark."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def num(value: float) -> bytes:
    """A length in points, to a thousandth, without idle noughts."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode("ascii") or b"0"
