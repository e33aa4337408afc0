"""Runs of pages: the part that differs from label to label, filled in by whole arrays.

A label is a row of bytes of fixed length, the same for each cell but for three gaps: where it
stands, its code in hexadecimal, its token. The code is an inline image in hexadecimal because
raw bytes could hold the two letters that end an image.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.labels import token
from app.labels.alphabet import ALPHABET, LENGTH
from app.labels.layouts import Arrangement
from app.labels.order import PrintOrder
from app.labels.pdf.font import width
from app.labels.pdf.objects import (
    COMPRESSION,
    PAGES_PER_NODE,
    content_number,
    node_number,
    obj,
    page_number,
    ref,
    stream,
)
from app.labels.pdf.shared import place_label, plan_of
from app.labels.placement import POINTS_PER_MM, LabelPlan, cell_corner
from app.labels.proof import prove

_CODE = b"q %b 0 0 %b %b %b cm BI/IM true/W %d/H %d/D[1 0]/F/AHx ID "
_TOKEN = b">\nEI Q BT 1 0 0 1 %b %b Tm("
_END = b")Tj ET\n"
_WAYBILL = b")Tj %b 0 0 %b %b %b Tm("
_HEX = np.array(
    [[ord(high), ord(low)] for high in "0123456789abcdef" for low in "0123456789abcdef"], dtype=np.uint8
)
_GROUPED = [place + place // 4 for place in range(LENGTH)]  # a blank after every fourth character
_GROUPED_LENGTH = LENGTH + LENGTH // 4 - 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """Finished pages as they stand in the file, and where each object begins within them."""

    content: bytes
    starts: tuple[int, ...]  # content, page, content, page …
    labels: int


@dataclass(frozen=True)
class PagePress:
    """Makes any run of pages of one order, each run by itself, always the same."""

    order: PrintOrder
    rows: NDArray[np.uint8]  # one template per cell
    code_at: int  # where in a row the hexadecimal begins
    token_at: int
    token_size: bytes  # type size, in points
    waybill_at: int  # where in a row the waybill number begins, if there is one

    def chunk(self, first_page: int, pages: int) -> Chunk:
        """Pages ``first_page`` (from 0) and following; every code is read back before it is written.

        Raises ``ProofFailed``.
        """
        order, cells = self.order, self.order.layout.grid.cells
        skipped = order.start_at - 1
        begin = max(0, first_page * cells - skipped)
        end = min(order.filled, (first_page + pages) * cells - skipped)
        rows = self._rows(begin, end)
        parts, starts, at = [], [], 0
        for page in range(first_page, first_page + pages):
            low = max(0, page * cells - skipped)
            high = min(order.filled, (page + 1) * cells - skipped)
            inside = (
                self._head(low + skipped - page * cells, high - low)
                + rows[low - begin : high - begin].tobytes()
            )
            parent = node_number(page // PAGES_PER_NODE, order.pages)
            content = stream(content_number(page), inside, level=COMPRESSION)
            leaf = obj(
                page_number(page),
                b"<</Type/Page/Parent %b/Contents %b>>" % (ref(parent), ref(content_number(page))),
            )
            parts += [content, leaf]
            starts += [at, at + len(content)]
            at += len(content) + len(leaf)
        return Chunk(b"".join(parts), tuple(starts), end // order.copies - begin // order.copies)

    def _rows(self, begin: int, end: int) -> NDArray[np.uint8]:
        """The printed cells from ``begin`` to before ``end``; a label's copies are neighbours."""
        order = self.order
        first, last = begin // order.copies, -(-end // order.copies)
        tokens, codes = self._proved(first, last)
        if order.copies > 1:
            which = np.arange(begin, end) // order.copies - first
            tokens, codes = tokens[which], codes[which]
        cells = (np.arange(begin, end) + order.start_at - 1) % order.layout.grid.cells
        rows = self.rows[cells]
        rows[:, self.code_at : self.code_at + 2 * codes.shape[1]] = _HEX[codes].reshape(len(codes), -1)
        for place, grouped in enumerate(_GROUPED):
            rows[:, self.token_at + grouped] = tokens[:, place]
        if order.waybills is not None:
            numbers = order.waybills[np.arange(begin, end) // order.copies]
            rows[:, self.waybill_at : self.waybill_at + order.waybill_width] = numbers
        return rows

    def _proved(self, begin: int, end: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Tokens and codes of labels ``begin`` (from 0) to before ``end``, each code read back."""
        order, tables = self.order, self.order.tables
        tokens = token.issue_range(
            order.key,
            key_id=order.key_id,
            region_number=order.region_number,
            batch_number=order.batch_number,
            first_serial=order.first_serial + begin,
            count=end - begin,
        )
        codes = tables.packed(tokens)
        prove(
            *(codes, tokens),
            prefix=tables.prefix,
            version=tables.version,
            mask=tables.mask,
            first_serial=order.first_serial + begin,
        )
        return tokens, codes

    def _head(self, first_cell: int, labels: int) -> bytes:
        """What is shared, all at once or cell by cell if some stay empty; then the type for tokens."""
        if labels == self.order.layout.grid.cells:
            shared = b"/S Do\n"
        else:
            shared = b"".join(
                place_label(self.order, cell) for cell in range(first_cell, first_cell + labels)
            )
        return shared + b"/T %b Tf\n" % self.token_size


def page_press(order: PrintOrder) -> PagePress:
    """Raises ``CodeTooLarge`` if code and token do not fit the label."""
    plan = plan_of(order)
    size = token_size(order, plan)
    templates = [_template(order, plan, cell, size) for cell in range(order.layout.grid.cells)]
    return PagePress(
        order=order,
        rows=np.array([np.frombuffer(b"".join(t), dtype=np.uint8) for t in templates]),
        code_at=len(templates[0][0]),
        token_at=sum(len(part) for part in templates[0][:3]),
        token_size=f"{size:.2f}".encode("ascii"),
        waybill_at=sum(len(part) for part in templates[0][:5]),
    )


def _template(order: PrintOrder, plan: LabelPlan, cell: int, size: float) -> tuple[bytes, ...]:
    """Before the code, the code, between, the token, after. Padded numbers: all cells of one length."""
    printer, sheet, tables = order.printer, order.layout.sheet, order.tables
    x, y = cell_corner(cell, order.layout, printer)
    left, top = printer.snapped(x + plan.code_x), printer.snapped(y + plan.code_y)
    side = _padded(plan.code_side)
    bottom = sheet.height_mm - top - plan.code_side
    token_x = x + plan.token_x
    if order.layout.arrangement is Arrangement.STACKED:
        token_x -= _usual_token(size) / POINTS_PER_MM / 2
    waybill = _waybill_template(order, plan, x, sheet.height_mm - y, size) if order.waybill_width else ()
    return (
        _CODE % (side, side, _padded(left), _padded(bottom), tables.size, tables.size),
        b"0" * (2 * tables.size * tables.row_bytes),
        _TOKEN % (_padded(token_x), _padded(sheet.height_mm - y - plan.token_y)),
        b" " * _GROUPED_LENGTH,
        *waybill,
        _END,
    )


def _waybill_template(
    order: PrintOrder, plan: LabelPlan, x: float, top: float, size: float
) -> tuple[bytes, bytes]:
    """A second line in the token's type, drawn out or together until the longest number fits its room."""
    widest = width("0" * order.waybill_width, size) / POINTS_PER_MM
    factor = min(1.2, plan.waybill_width / widest)
    left = x + plan.waybill_x
    if order.layout.arrangement is Arrangement.STACKED:
        left -= widest * factor / 2
    stretch = b"%5.3f" % factor
    return (
        _WAYBILL % (stretch, stretch, _padded(left), _padded(top - plan.waybill_y)),
        b" " * order.waybill_width,
    )


def _padded(mm: float) -> bytes:
    return b"%8.3f" % (mm * POINTS_PER_MM)


def _usual_token(size: float) -> float:
    """The width of a token with as many of each character as chance gives; to centre by."""
    return width(ALPHABET, size) * LENGTH / len(ALPHABET) + width(" " * (_GROUPED_LENGTH - LENGTH), size)


def _widest_token(size: float) -> float:
    return width("M" * LENGTH + " " * (_GROUPED_LENGTH - LENGTH), size)


def token_size(order: PrintOrder, plan: LabelPlan) -> float:
    """The size wished for, or smaller if the widest token would run off the label."""
    label, safe, wished = order.layout.label, order.layout.safe, order.layout.type.token_pt
    stacked = order.layout.arrangement is Arrangement.STACKED
    room = label.width_mm - safe.x_mm - (safe.x_mm if stacked else plan.token_x)
    return min(wished, wished * room * POINTS_PER_MM / _widest_token(wished))
