"""A lens on the finished file: some codes of every chunk are drawn as a printer would and read as a phone would.

The press has read every code back by arithmetic; this looks at the very bytes that will be handed out, through another
maker's eyes from page to dots to text.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import zxingcpp

from app.labels import token
from app.labels.errors import OpticalMiss
from app.labels.order import PrintOrder
from app.labels.picture import PDFIUM
from app.labels.placement import POINTS_PER_MM, cell_corner
from app.labels.sheets import LABELS_PER_CHUNK

DPI = 203  # the coarsest printer; what reads here reads finer too
LOOKS = 3  # at each chunk
ROOM_MM = 1.0  # around the label


def look(path: Path, order: PrintOrder) -> int:
    """Read a sample of every chunk; how many codes were read. Raises ``OpticalMiss`` naming page and cell."""
    looked = 0
    with PDFIUM:
        document = pypdfium2.PdfDocument(path)
        try:
            for place in sample(order):
                _read(document, order, place)
                looked += 1
        finally:
            document.close()
    return looked


def sample(order: PrintOrder) -> Iterator[int]:
    """Printed cells to look at, from 0: the first and the last, and some of every chunk that nobody can guess.

    The same order always gives the same sample.
    """
    seed = hashlib.sha256(order.key + f"{order.region_number} {order.batch_number}".encode()).digest()
    yield 0
    for begin in range(0, order.filled, LABELS_PER_CHUNK):
        room = min(LABELS_PER_CHUNK, order.filled - begin)
        for turn in range(LOOKS):
            drawn = hashlib.sha256(seed + f"{begin} {turn}".encode()).digest()
            yield begin + int.from_bytes(drawn[:4], "big") % room
    yield order.filled - 1


def _read(document: pypdfium2.PdfDocument, order: PrintOrder, place: int) -> None:
    page, cell = divmod(place + order.start_at - 1, order.layout.grid.cells)
    found = zxingcpp.read_barcodes(
        _dots(document, order, page, cell), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    written = token.issue(
        order.key, key_id=order.key_id, region_number=order.region_number, batch_number=order.batch_number,
        serial=order.serial_at(place),
    )  # fmt: skip
    if [code.text for code in found] != [order.tables.prefix + written]:
        raise OpticalMiss(page=page + 1, cell=cell + 1)


def _dots(document: pypdfium2.PdfDocument, order: PrintOrder, page: int, cell: int) -> object:
    """One label, cut out of its page, black or white."""
    sheet, label = order.layout.sheet, order.layout.label
    x, y = cell_corner(cell, order.layout, order.printer)
    edges = (x, sheet.height_mm - y - label.height_mm, sheet.width_mm - x - label.width_mm, y)
    crop = tuple(max(0.0, edge - ROOM_MM * (order.layout.grid.cells == 1)) * POINTS_PER_MM for edge in edges)
    drawn = document[page].render(scale=DPI / 72, grayscale=True, crop=crop)
    return drawn.to_pil().convert("L").point(lambda grey: 255 * (grey > 127))
