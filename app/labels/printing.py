"""From a batch to its print order, and onto paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.infra.db import this_region
from app.labels import keys, optics, picture, resuming, token, waybills
from app.labels.errors import OpticalMiss, ProofFailed
from app.labels.layouts import layout_pack
from app.labels.models import LabelBatch
from app.labels.order import PrintOrder
from app.labels.pdf.pages import page_press
from app.labels.pdf.shared import shared_objects
from app.labels.placement import cell_of
from app.labels.sheets import PrintResult, print_pdf
from app.labels.symbols import address_prefix
from app.labels.terms import Span


def order_of(
    batch: LabelBatch, span: Span | None = None, numbers: NDArray[np.uint8] | None = None
) -> PrintOrder:
    """The same batch always gives the same order, and so the same bytes. ``span``: only these serials.

    ``numbers`` are waybill numbers that are not stored yet.
    Raises what cannot be printed at all: an unknown layout, a start beyond the sheet, a printer setting too large.
    """
    span = span or batch.span
    begin = span.first - batch.first_serial
    if numbers is None:
        numbers = waybills.of(batch)
    return PrintOrder(
        layout=layout_pack().named(batch.layout), base_url=batch.address, key=keys.key(batch.key_id),
        key_id=batch.key_id, region_number=this_region(), batch_number=batch.number,
        first_serial=span.first, count=span.count, merchant_name=batch.merchant_name,
        park_name=batch.park_name, hotline=batch.hotline, start_at=batch.start_at, dpi=batch.dpi,
        dx_mm=float(batch.dx_mm), dy_mm=float(batch.dy_mm), scale=float(batch.scale),
        copies=batch.copies, credit_words=batch.credit_words,
        waybills=None if numbers is None else numbers[begin : begin + span.count],
    )  # fmt: skip


def check(batch: LabelBatch, numbers: NDArray[np.uint8] | None = None) -> int:
    """Set the words and plan the sheet without printing; how many pages there will be.

    Raises what the press would raise later: words that do not fit, a character without a drawing.
    """
    order = order_of(batch, numbers=numbers)
    page_press(order)
    shared_objects(order)
    return order.pages


def press(batch: LabelBatch, path: Path, progress: Callable[[int], None] | None = None) -> PrintResult:
    """Print the whole batch into ``path``. Raises ``ProofFailed`` if a code does not read back."""
    with path.open("wb") as out:
        return print_pdf(order_of(batch), out, progress=progress)


def press_on(batch: LabelBatch, path: Path, progress: Callable[[int], None] | None = None) -> PrintResult:
    """``press``, from where a killed worker left off. Raises ``ProofFailed``, ``BeingPrinted``."""
    return resuming.print_on(order_of(batch), path, progress=progress)


def look(batch: LabelBatch, path: Path) -> int:
    """Read a sample of every chunk of the finished file through a lens. Raises ``OpticalMiss``."""
    return optics.look(path, order_of(batch))


def first_sheet(batch: LabelBatch, numbers: NDArray[np.uint8] | None = None) -> bytes:
    """A picture of the first page of the batch's file, by the same press, before anything is made.

    ``batch`` is only proposed: its labels bear the number nought, so that nobody can cut a genuine one out.
    """
    return picture.page_png(first_sheet_pdf(batch, numbers))


def first_sheet_pdf(batch: LabelBatch, numbers: NDArray[np.uint8] | None = None) -> bytes:
    """The labels of the first page, printed by themselves."""
    grid = layout_pack().named(batch.layout).grid
    cells = min(batch.count * batch.copies, grid.cells - batch.start_at + 1)
    last = batch.first_serial + -(-cells // batch.copies) - 1
    made = BytesIO()
    print_pdf(order_of(batch, Span(batch.first_serial, last), numbers), made)
    return made.getvalue()


def where(batch: LabelBatch, miss: OpticalMiss | ProofFailed) -> tuple[int, int]:
    """Page and cell, both from 1, of a code that did not read back."""
    if isinstance(miss, OpticalMiss):
        page, cell = miss.facts["page"], miss.facts["cell"]
        return int(str(page)), int(str(cell))
    place = (int(str(miss.facts["serial"])) - batch.first_serial) * batch.copies
    page, cell = cell_of(place, layout_pack().named(batch.layout), batch.start_at)
    return page + 1, cell + 1


def token_of(batch: LabelBatch, serial: int) -> str:
    return token.issue(
        keys.key(batch.key_id), key_id=batch.key_id, region_number=this_region(),
        batch_number=batch.number, serial=serial,
    )  # fmt: skip


def url_of(batch: LabelBatch, serial: int) -> str:
    """What the code of this label says: all upper case, so that the code stays small."""
    return address_prefix(batch.address) + token_of(batch, serial)
