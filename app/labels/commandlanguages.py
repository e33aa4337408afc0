"""Printer commands for rolls: the printer draws code and token itself, so a label is a line of text.

Modules are whole dots. Words come as one picture sent ahead, cut from the very PDF, or in the printer's own Chinese
type where it has one. Source: the makers' manuals of ZPL II (^BQ, ^DF, ^XF, ~DG) and TSPL2 (QRCODE, DOWNLOAD, PUTBMP).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL.Image import Image

from app.labels import picture, token
from app.labels.errors import RollOnly
from app.labels.layouts import Arrangement, Medium
from app.labels.order import PrintOrder
from app.labels.pdf.font import width
from app.labels.pdf.pages import token_size
from app.labels.pdf.shared import label_lines, plan_of
from app.labels.pdf.typeset import LINE, height
from app.labels.placement import POINTS_PER_MM

MOST_MODULE_DOTS = 10  # what both languages draw at most; a larger square stays, the code sits in its middle
GAP_MM = 2  # between labels of a roll; printers measure it again by themselves
ROWS = 4_096
TYPES = (
    (48, "4", 24, 32),
    (32, "3", 16, 24),
    (24, "2", 12, 20),
    (0, "1", 8, 12),
)  # TSPL: from dots, name, box


class Language(StrEnum):
    ZPL = "zpl"
    TSPL = "tspl"


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    x: int
    y: int
    dots: int  # high


@dataclass(frozen=True, slots=True)
class Drawing:
    """One label in dots."""

    order: PrintOrder
    module: int
    code: tuple[int, int]
    token: tuple[int, int, int]  # x, y of the top, width there is
    token_dots: int
    waybill: tuple[int, int, int] | None
    words_at: tuple[int, int]
    words: Image
    lines: tuple[Word, ...]

    def dots(self, mm: float) -> int:
        return round(mm * self.order.printer.dpi / 25.4)


def printer_file(order: PrintOrder, language: Language, *, as_picture: bool = True) -> Iterator[bytes]:
    """The whole order in pieces. Raises ``RollOnly`` for sheets, and what the press would refuse, at once."""
    if order.layout.medium is not Medium.ROLL:
        raise RollOnly(layout=order.layout.key)
    drawing = _drawing(order)
    return (_zpl if language is Language.ZPL else _tspl)(drawing, as_picture)


def _drawing(order: PrintOrder) -> Drawing:
    plan, printer, layout = plan_of(order), order.printer, order.layout

    def dots(mm: float) -> int:
        return round(mm * printer.dpi / 25.4)

    dx, dy = dots(printer.dx_mm), dots(printer.dy_mm)
    wished = layout.module_dots[printer.dpi]
    module = min(wished, MOST_MODULE_DOTS)
    inset = (wished - module) * order.tables.size // 2
    size = token_size(order, plan)
    high = dots(size / POINTS_PER_MM)
    stacked = layout.arrangement is Arrangement.STACKED
    room = dots(layout.label.width_mm - 2 * layout.safe.x_mm)
    left = dots(layout.safe.x_mm if stacked else plan.token_x)
    waybill_left = dots(layout.safe.x_mm if stacked else plan.waybill_x)
    box = tuple(dots(edge) for edge in (
        plan.words_x, plan.words_y, plan.words_x + plan.words_width, plan.words_y + plan.words_height,
    ))  # fmt: skip
    return Drawing(
        order=order, module=module,
        code=(_on(dots(plan.code_x) + inset + dx), _on(dots(plan.code_y) + inset + dy)),
        token=(_on(left + dx), _on(dots(plan.token_y) - high + dy), room), token_dots=high,
        waybill=(_on(waybill_left + dx), _on(dots(plan.waybill_y) - high + dy), dots(plan.waybill_width))
        if order.waybill_width else None,
        words_at=(_on(box[0] + dx), _on(box[1] + dy)), words=picture.label_image(order).crop(box),  # type: ignore[arg-type]  # box is four whole dots
        lines=tuple(_lines(order, dx, dy)),
    )  # fmt: skip


def _lines(order: PrintOrder, dx: int, dy: int) -> Iterator[Word]:
    """Where each line of words begins, for printers with Chinese type of their own."""
    plan, dpi = plan_of(order), order.printer.dpi
    lines = label_lines(order, plan)
    y = plan.words_y * POINTS_PER_MM + (plan.words_height * POINTS_PER_MM - height(lines)) / 2
    for line in lines:
        x = plan.words_x * POINTS_PER_MM
        if order.layout.arrangement is Arrangement.STACKED:
            x += (plan.words_width * POINTS_PER_MM - width(line.text, line.size)) / 2
        yield Word(
            line.text,
            _on(round(x * dpi / 72) + dx),
            _on(round(y * dpi / 72) + dy),
            round(line.size * dpi / 72),
        )
        y += line.size * LINE


def _labels(order: PrintOrder) -> Iterator[tuple[str, str, str]]:
    """Address, token in groups, waybill number."""
    for begin in range(0, order.count, ROWS):
        rows = token.issue_range(
            order.key, key_id=order.key_id, region_number=order.region_number, batch_number=order.batch_number,
            first_serial=order.first_serial + begin, count=min(ROWS, order.count - begin),
        )  # fmt: skip
        for at, row in enumerate(rows, begin):
            written = row.tobytes().decode("ascii")
            waybill = "" if order.waybills is None else order.waybills[at].tobytes().decode("ascii").rstrip()
            yield order.tables.prefix + written, token.grouped(written), waybill


def _zpl(drawing: Drawing, as_picture: bool) -> Iterator[bytes]:
    """The form is stored once; a label names it and fills three fields in."""
    order, (x, y), words = drawing.order, drawing.code, drawing.words
    if as_picture:
        row = (words.width + 7) // 8
        black = bytes(255 ^ byte for byte in _rows(words, row))
        yield f"~DGR:WORDS.GRF,{len(black)},{row},{black.hex().upper()}\n".encode()
        said = f"^FO{drawing.words_at[0]},{drawing.words_at[1]}^XGR:WORDS.GRF,1,1^FS"
    else:
        said = "".join(
            f"^FO{w.x},{w.y}^A@N,{w.dots},{w.dots},E:SIMSUN.FNT^FH_^FD{_zpl_text(w.text)}^FS"
            for w in drawing.lines
        )
    box, mask = order.layout.label, order.tables.mask
    token_x, token_y, room = drawing.token
    form = [
        f"^XA^DFR:TAG.ZPL^FS^CI28^PW{drawing.dots(box.width_mm)}^LL{drawing.dots(box.height_mm)}^LH0,0",
        said,
        # a code is moved down by the height that ^BY names for bar codes, ten dots if nobody does
        f"^BY1,2,1^FO{x},{y - 1}^BQN,2,{drawing.module},M,{mask}^FN1^FS",
        f"^FO{token_x},{token_y}^A0N,{drawing.token_dots},{_narrow(room, 24, drawing.token_dots)}^FN2^FS",
    ]
    if drawing.waybill:
        at_x, at_y, wide = drawing.waybill
        form.append(
            f"^FO{at_x},{at_y}^A0N,{drawing.token_dots},{_narrow(wide, order.waybill_width, drawing.token_dots)}^FN3^FS"
        )
    yield ("\n".join([*form, "^XZ"]) + "\n").encode()
    copies = f"^PQ{order.copies}" if order.copies > 1 else ""
    lines = []
    for address, written, waybill in _labels(order):
        third = f"^FN3^FD{waybill}^FS" if waybill else ""
        lines.append(f"^XA^XFR:TAG.ZPL^FS^FN1^FDMM,A{address}^FS^FN2^FD{written}^FS{third}{copies}^XZ\n")
        if len(lines) == ROWS:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join([*lines, "^XA^IDR:TAG.ZPL^FS^IDR:WORDS.GRF^FS^XZ\n"]).encode()


def _tspl(drawing: Drawing, as_picture: bool) -> Iterator[bytes]:
    order, (x, y), box = drawing.order, drawing.code, drawing.order.layout.label
    yield f"SIZE {box.width_mm:g} mm,{box.height_mm:g} mm\r\nGAP {GAP_MM} mm,0 mm\r\nDIRECTION 1\r\n".encode()
    if as_picture:
        bitmap = BytesIO()
        drawing.words.convert("1").save(bitmap, "BMP")
        yield f'DOWNLOAD "WORDS.BMP",{bitmap.tell()},'.encode() + bitmap.getvalue() + b"\r\n"
        said = f'PUTBMP {drawing.words_at[0]},{drawing.words_at[1]},"WORDS.BMP"\r\n'.encode()
    else:
        said = b"".join(
            f'TEXT {w.x},{w.y},"{"TSS24.BF2" if w.dots >= 22 else "TSS16.BF2"}",0,1,1,"{_tspl_text(w.text)}"\r\n'.encode(
                "gb18030"
            )
            for w in drawing.lines
        )
    name = _type(drawing.token[2], 24, drawing.token_dots)
    head = f'QRCODE {x},{y},M,{drawing.module},A,0,M2,S{order.tables.mask},"'
    line = f'TEXT {drawing.token[0]},{drawing.token[1]},"{name}",0,1,1,"'
    second = ""
    if drawing.waybill:
        at_x, at_y, wide = drawing.waybill
        second = f'TEXT {at_x},{at_y},"{_type(wide, order.waybill_width, drawing.token_dots)}",0,1,1,"'
    pieces = []
    for address, written, waybill in _labels(order):
        third = f'{second}{waybill}"\r\n' if waybill else ""
        drawn = f'{head}{address}"\r\n{line}{written}"\r\n{third}PRINT 1,{order.copies}\r\n'
        pieces += [b"CLS\r\n", said, drawn.encode()]
        if len(pieces) >= 3 * ROWS:
            yield b"".join(pieces)
            pieces.clear()
    yield b"".join(pieces)


def _on(dots: int) -> int:
    """Nothing begins off the paper."""
    return max(0, dots)


def _rows(words: Image, row: int) -> bytes:
    """Packed lines, white is 1; what fills the last byte of a line is white too."""
    packed = bytearray(words.convert("1").tobytes())
    for end in range(row - 1, len(packed), row):
        packed[end] |= (1 << (row * 8 - words.width)) - 1
    return bytes(packed)


def _narrow(room: int, characters: int, dots: int) -> int:
    """How wide one character of the scalable type may be."""
    return min(dots, room * 2 // characters)  # set wide as its em, a digit takes about half


def _type(room: int, characters: int, dots: int) -> str:
    """The largest of the printer's own types that fits."""
    fitting = [name for least, name, wide, _ in TYPES if wide * characters <= room and dots + 8 >= least]
    return fitting[0] if fitting else "1"


def _zpl_text(text: str) -> str:
    return text.replace("_", "_5F").replace("^", "_5E").replace("~", "_7E")


def _tspl_text(text: str) -> str:
    return text.replace("\\", "").replace('"', '\\["]').replace("\r", "").replace("\n", " ")
