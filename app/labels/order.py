"""A print order: which labels, for whom, on what paper, on which printer."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.labels import rules, token
from app.labels.errors import NothingToPrint, NumberOutOfRange
from app.labels.layouts import Layout
from app.labels.placement import PrinterSettings, cell_of, sheets_needed
from app.labels.symbols import SymbolTables, address_prefix, tables_for

WORDS = "扫码看商家信用、投诉有回音"  # printed words are the region's; these stand if it has chosen none
HOTLINE_WORDS = "监督热线"


@dataclass(frozen=True)
class PrintOrder:
    """Everything a sheet depends on. The same order always makes the same bytes.

    Raises a refusal when made if it cannot be printed at all; text that does not fit shows when printing.
    """

    layout: Layout
    base_url: str  # host, or address with scheme
    key: bytes = field(repr=False)
    key_id: int
    region_number: int
    batch_number: int
    first_serial: int
    count: int
    merchant_name: str
    hotline: str
    park_name: str | None = None
    words: str = WORDS
    hotline_words: str = HOTLINE_WORDS
    credit_words: str | None = None  # what the region lets paper say of a title
    waybills: NDArray[np.uint8] | None = field(
        default=None, compare=False, repr=False
    )  # a row of ASCII a label
    copies: int = 1  # of each label, in cells next to each other
    start_at: int = 1  # first free cell of the first sheet, counted from 1
    dpi: int | None = None  # None: what such paper is usually printed with
    dx_mm: float = 0.0
    dy_mm: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.count < 1:
            raise NothingToPrint(count=self.count)
        if self.first_serial + self.count > token.SERIALS:
            raise NumberOutOfRange(
                field="serial", value=self.first_serial + self.count - 1, limit=token.SERIALS
            )
        rules.check_copies(self.copies)
        cell_of(0, self.layout, self.start_at)
        address_prefix(self.base_url)
        _ = self.printer

    @property
    def printer(self) -> PrinterSettings:
        dpi = self.layout.usual_dpi if self.dpi is None else self.dpi
        return PrinterSettings(dpi, self.dx_mm, self.dy_mm, self.scale)

    @property
    def filled(self) -> int:
        """Cells that are printed on."""
        return self.count * self.copies

    @property
    def pages(self) -> int:
        return sheets_needed(self.filled, self.layout, self.start_at)

    @property
    def waybill_width(self) -> int:
        """Characters of the longest waybill number; 0 if there are none."""
        return 0 if self.waybills is None else self.waybills.shape[1]

    def serial_at(self, place: int) -> int:
        """Which label is in the printed cell ``place`` (from 0)."""
        return self.first_serial + place // self.copies

    @cached_property
    def tables(self) -> SymbolTables:
        return tables_for(address_prefix(self.base_url))
