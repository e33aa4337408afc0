"""Where label number i goes: which sheet, which cell, how far from the corner. Pure arithmetic."""

from dataclasses import dataclass

from app.labels.errors import CodeTooLarge, PrinterSettingTooLarge, ResolutionUnknown, StartBeyondSheet
from app.labels.layouts import QUIET_MODULES, Arrangement, Layout

RESOLUTIONS = (203, 300)  # dots per inch; office printers have a multiple of 300
MOST_OFFSET_MM = 20.0
LEAST_SCALE, MOST_SCALE = 0.9, 1.1
POINTS_PER_MM = 72 / 25.4
AIR_MM = 1.0  # between the words and the token line


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """What one printer needs: paper fed crooked by so much, lengths drawn out by so much.

    ``scale`` moves the cells apart, measured from the top left of the sheet. It leaves the code as
    it is: a module stays a whole number of dots.
    """

    dpi: int
    dx_mm: float = 0.0  # to the right
    dy_mm: float = 0.0  # downwards
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.dpi not in RESOLUTIONS:
            raise ResolutionUnknown(dpi=self.dpi)
        for setting, value, least, most in (
            ("dx_mm", self.dx_mm, -MOST_OFFSET_MM, MOST_OFFSET_MM),
            ("dy_mm", self.dy_mm, -MOST_OFFSET_MM, MOST_OFFSET_MM),
            ("scale", self.scale, LEAST_SCALE, MOST_SCALE),
        ):
            if not least <= value <= most:
                raise PrinterSettingTooLarge(setting=setting, value=value, least=least, most=most)

    def snapped(self, mm: float) -> float:
        """The nearest whole dot."""
        return round(mm * self.dpi / 25.4) * 25.4 / self.dpi


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """Where things stand on one label, in millimetres from its top left corner."""

    code_x: float  # of the first dark module; the quiet zone lies around it
    code_y: float
    code_side: float
    token_x: float  # left end, or the middle if stacked
    token_y: float  # baseline
    words_x: float
    words_y: float
    words_width: float
    words_height: float
    waybill_x: float  # left end, or the middle if stacked
    waybill_y: float  # baseline
    waybill_width: float


def cell_of(index: int, layout: Layout, start_at: int) -> tuple[int, int]:
    """Sheet (from 0) and cell on it (from 0, line by line) of label ``index`` (from 0).

    ``start_at`` is the first free cell of the first sheet, counted from 1 as people do.
    Raises ``StartBeyondSheet``.
    """
    if not 1 <= start_at <= layout.grid.cells:
        raise StartBeyondSheet(start_at=start_at, cells=layout.grid.cells)
    return divmod(index + start_at - 1, layout.grid.cells)


def sheets_needed(count: int, layout: Layout, start_at: int) -> int:
    """Sheets of paper for ``count`` labels, at least one."""
    return cell_of(count - 1, layout, start_at)[0] + 1


def cell_corner(cell: int, layout: Layout, printer: PrinterSettings) -> tuple[float, float]:
    """The top left corner of a cell, in millimetres from the top left of the sheet."""
    row, column = divmod(cell, layout.grid.columns)
    x = layout.margin.left_mm + column * (layout.label.width_mm + layout.gap.x_mm)
    y = layout.margin.top_mm + row * (layout.label.height_mm + layout.gap.y_mm)
    return x * printer.scale + printer.dx_mm, y * printer.scale + printer.dy_mm


def plan_label(layout: Layout, size: int, dpi: int, *, waybill: bool = False) -> LabelPlan:
    """Share out one label between code, token and words, and a line for a waybill number if there is one.

    It stands under the token where all is stacked, else at the foot of the words. Raises ``CodeTooLarge`` if code, quiet zone and token line do not fit.
    """
    label, safe = layout.label, layout.safe
    side = size * layout.module_mm(dpi)
    quiet = QUIET_MODULES * layout.module_mm(dpi)
    token_height = layout.type.token_pt / POINTS_PER_MM * 0.75  # capitals and digits
    left, top = max(safe.x_mm, quiet), max(safe.y_mm, quiet)
    needs = top + side + quiet + token_height + safe.y_mm
    if needs > label.height_mm or left + side + quiet > label.width_mm:
        raise CodeTooLarge(needs_mm=round(needs, 1), has_mm=label.height_mm)
    stacked = layout.arrangement is Arrangement.STACKED
    spare = 0.0 if stacked else (label.height_mm - needs) / 2
    top += spare
    token_y = top + side + quiet + token_height
    if stacked:
        words_y = token_y + token_height
        waybill_y = words_y + token_height
        words_y += 2 * token_height if waybill else 0
        room = label.width_mm - 2 * safe.x_mm
        return LabelPlan(
            *((label.width_mm - side) / 2, top, side, label.width_mm / 2, token_y),
            *(safe.x_mm, words_y, room, label.height_mm - safe.y_mm - words_y),
            *(label.width_mm / 2, waybill_y, room),
        )
    words_x = left + side + quiet
    room = label.width_mm - safe.x_mm - words_x
    waybill_y = token_y - token_height - AIR_MM
    words_foot = waybill_y - token_height - AIR_MM / 2 if waybill else waybill_y
    return LabelPlan(
        *(left, top, side, left, token_y),
        *(words_x, safe.y_mm, room, words_foot - safe.y_mm),
        *(words_x, waybill_y, room),
    )
