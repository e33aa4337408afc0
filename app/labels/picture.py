"""Pictures of what is printed: taken from the PDF itself, so that they cannot differ from it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Lock

import numpy as np
import pypdfium2
from fontTools.pens.svgPathPen import SVGPathPen
from numpy.typing import NDArray
from PIL.Image import Image

from app.labels import token
from app.labels.layouts import Arrangement, Grid, Layout, Margin, Medium, Pair
from app.labels.order import PrintOrder
from app.labels.pdf.font import UNITS, glyph_path, width
from app.labels.pdf.pages import token_size
from app.labels.pdf.shared import label_lines, plan_of
from app.labels.pdf.typeset import LINE, height
from app.labels.placement import POINTS_PER_MM, LabelPlan
from app.labels.sheets import print_pdf

SCREEN_DPI = 110
PDFIUM = Lock()  # the reader keeps state of its own and takes one caller at a time


def page_png(path: Path | bytes, page: int = 0, dpi: int = SCREEN_DPI) -> bytes:
    """A page of a finished file."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(path)
        try:
            drawn = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
        finally:
            document.close()
    return _png(drawn)


def by_itself(order: PrintOrder) -> PrintOrder:
    """The first label of an order on a page as large as the label."""
    layout = order.layout
    alone: Layout = layout.model_copy(
        update={
            "sheet": layout.label, "medium": Medium.ROLL, "grid": Grid(columns=1, rows=1),
            "margin": Margin(left_mm=0, top_mm=0), "gap": Pair(x_mm=0, y_mm=0),
        }
    )  # fmt: skip
    numbers = None if order.waybills is None else order.waybills[:1]
    return replace(
        order, layout=alone, count=1, start_at=1, copies=1, dpi=order.printer.dpi, dx_mm=0.0, dy_mm=0.0, scale=1.0,
        waybills=numbers,
    )  # fmt: skip


def label_png(order: PrintOrder) -> bytes:
    """The first label of an order at its printer's resolution, black and white."""
    return _png(label_image(order), order.printer.dpi)


def label_image(order: PrintOrder) -> Image:
    """Dots as the printer puts them down: black or white, nothing between."""
    alone, made = by_itself(order), BytesIO()
    print_pdf(alone, made)
    with PDFIUM:
        document = pypdfium2.PdfDocument(made.getvalue())
        try:
            drawn = document[0].render(scale=alone.printer.dpi / 72, grayscale=True).to_pil()
        finally:
            document.close()
    dots: Image = drawn.convert("L").point(lambda grey: 255 * (grey > 127)).convert("1")
    return dots


def label_svg(order: PrintOrder) -> str:
    """The first label of an order as outlines: no font is needed to show it as it is printed. Millimetres."""
    alone = by_itself(order)
    plan, box = plan_of(alone), alone.layout.label
    tokens = token.issue_range(
        alone.key, key_id=alone.key_id, region_number=alone.region_number, batch_number=alone.batch_number,
        first_serial=alone.first_serial, count=1,
    )  # fmt: skip
    words = [*_words(alone, plan), *_feet(alone, plan, tokens[0].tobytes().decode("ascii"))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box.width_mm}mm" height="{box.height_mm}mm" '
        f'viewBox="0 0 {box.width_mm} {box.height_mm}"><rect width="100%" height="100%" fill="#fff"/>'
        f'<path d="{_code(alone, plan, tokens)}"/>{"".join(words)}</svg>'
    )


def _code(order: PrintOrder, plan: LabelPlan, tokens: NDArray[np.uint8]) -> str:
    """One run of dark modules after another."""
    tables = order.tables
    bits = np.unpackbits(tables.packed(tokens).reshape(tables.size, -1), axis=1)[:, : tables.size]
    module = plan.code_side / tables.size
    runs = []
    for row, line in enumerate(bits):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line, [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            x, y = plan.code_x + start * module, plan.code_y + row * module
            runs.append(
                f"M{x:.3f} {y:.3f}h{(end - start) * module:.3f}v{module:.3f}h-{(end - start) * module:.3f}z"
            )
    return "".join(runs)


def _words(order: PrintOrder, plan: LabelPlan) -> list[str]:
    lines = label_lines(order, plan)
    y, drawn = plan.words_y * POINTS_PER_MM, []
    y += (plan.words_height * POINTS_PER_MM - height(lines)) / 2
    for line in lines:
        x = plan.words_x * POINTS_PER_MM
        if order.layout.arrangement is Arrangement.STACKED:
            x += (plan.words_width * POINTS_PER_MM - width(line.text, line.size)) / 2
        drawn.append(_text(line.text, line.size, x, y + line.size * (LINE - 0.3)))
        y += line.size * LINE
    return drawn


def _feet(order: PrintOrder, plan: LabelPlan, written: str) -> list[str]:
    """The token in groups, and the waybill number."""
    size, stacked = token_size(order, plan), order.layout.arrangement is Arrangement.STACKED
    shown, x = token.grouped(written), plan.token_x * POINTS_PER_MM
    drawn = [_text(shown, size, x - width(shown, size) / 2 * stacked, plan.token_y * POINTS_PER_MM)]
    if order.waybills is not None:
        number, x = order.waybills[0].tobytes().decode("ascii").rstrip(), plan.waybill_x * POINTS_PER_MM
        fits = size * min(1.2, plan.waybill_width * POINTS_PER_MM / width(number, size))
        drawn.append(
            _text(number, fits, x - width(number, fits) / 2 * stacked, plan.waybill_y * POINTS_PER_MM)
        )
    return drawn


def _text(text: str, size: float, x: float, y: float) -> str:
    """Outlines at a place in points; the picture counts in millimetres."""
    scale, parts = size / UNITS / POINTS_PER_MM, []
    for character in text:
        pen = SVGPathPen(None)
        glyph_path(character, pen)
        if pen.getCommands():
            place = (
                f"translate({x / POINTS_PER_MM:.3f} {y / POINTS_PER_MM:.3f}) scale({scale:.6f} -{scale:.6f})"
            )
            parts.append(f'<path transform="{place}" d="{pen.getCommands()}"/>')
        x += width(character, size)
    return "".join(parts)


def _png(drawn: Image, dpi: int | None = None) -> bytes:
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()
