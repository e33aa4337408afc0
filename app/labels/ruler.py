"""The ruler sheet: what a layout's paper should look like, so that a printer's error can be measured with any ruler."""

from app.infra.i18n import _, say
from app.labels.errors import WordsTooLong
from app.labels.layouts import Layout
from app.labels.pdf.font import check_drawable, subset
from app.labels.pdf.fontobjects import TOKEN_CHARACTERS, font_objects
from app.labels.pdf.objects import Shared, num, obj, ref, stream, text_string
from app.labels.pdf.typeset import LINE, Line, Paragraph, fit
from app.labels.placement import POINTS_PER_MM, PrinterSettings, cell_corner

NEAR_SHARE, REACH = 0.1, 0.2  # of the sheet: where the lines to measure stand, how long they are
SMALL_PT, MOST_PT = 5.0, 9.0
LONG, MIDDLE, SHORT = 5.0, 3.5, 2.0  # millimetres


def marks_of(length: float) -> tuple[int, int]:
    """Where the two lines to measure stand, in whole millimetres from the edge."""
    near = max(5, round(length * NEAR_SHARE / 5) * 5)
    return near, int(length) - near


def ruler_pdf(layout: Layout, printer: PrinterSettings) -> bytes:
    """One page as large as the sheet: rulers from both edges, the outline of every cell, and what to do with them."""
    sheet = layout.sheet
    lines = _said(layout)
    check_drawable("".join(lines))
    letters = "".join(sorted({*TOKEN_CHARACTERS, *"".join(lines)}))
    cut = subset(letters)
    drawn = [b"0.3 w\n", *_cells(layout, printer), *_rulers(layout), b"BT\n"]
    left, y = REACH * sheet.width_mm + 1, REACH * sheet.height_mm + 1
    room = ((sheet.width_mm - left - 1) * POINTS_PER_MM, (sheet.height_mm - y) * POINTS_PER_MM)
    foot = (sheet.height_mm - y) * POINTS_PER_MM
    for line in _fitting(lines, *room):
        foot -= line.size * LINE
        place = (num(line.size), num(left * POINTS_PER_MM), num(foot))
        drawn.append(b"/F %b Tf 1 0 0 1 %b %b Tm %b Tj\n" % (*place, cut.hex(line.text)))
    for at, x, up in _figures(layout):
        place = (num(SMALL_PT), num(x * POINTS_PER_MM), num((sheet.height_mm - up) * POINTS_PER_MM))
        drawn.append(b"/F %b Tf 1 0 0 1 %b %b Tm %b Tj\n" % (*place, cut.hex(str(at))))
    content = b"".join([*drawn, b"ET"])
    box = b"[0 0 %b %b]" % (num(sheet.width_mm * POINTS_PER_MM), num(sheet.height_mm * POINTS_PER_MM))
    page, body = Shared.FIRST_PAGE, Shared.FIRST_PAGE + 1
    return _file(
        [
            obj(Shared.CATALOG, b"<</Type/Catalog/Pages %b/ViewerPreferences<</PrintScaling/None>>>>" % ref(2)),
            obj(Shared.PAGES, b"<</Type/Pages/Count 1/Kids[%b]/MediaBox%b>>" % (ref(page), box)),
            obj(Shared.INFO, b"<</Title %b>>" % text_string(lines[0])),
            *font_objects(cut, "RULERS"),
            obj(page, b"<</Type/Page/Parent %b/Resources<</Font<</F %b>>>>/Contents %b>>" % (ref(2), ref(Shared.WORDS_FONT), ref(body))),
            stream(body, content),
        ]
    )  # fmt: skip


def _said(layout: Layout) -> list[str]:
    across, down = marks_of(layout.sheet.width_mm), marks_of(layout.sheet.height_mm)
    return [
        _("校准尺：%(paper)s", paper=say(layout.names.zh, layout.names.en)),
        _("按实际大小、不缩放打印，量长线到纸边的距离。"),
        _(
            "向右移 = %(near)d − 量到的左边长线；向下移 = %(top)d − 量到的上边长线。",
            near=across[0],
            top=down[0],
        ),
        _("缩放%% = %(span)d × 100 ÷ 量到的两条竖长线的距离。", span=across[1] - across[0]),
    ]


def _fitting(lines: list[str], across: float, down: float) -> list[Line]:
    """As many of the sentences as the paper takes; the smallest paper takes one in every language."""
    paragraphs = [Paragraph(line, MOST_PT, 4, may_shorten=False) for line in lines]
    for kept in range(len(paragraphs), 1, -1):
        try:
            return fit(paragraphs[:kept], across, down)
        except WordsTooLong:
            continue
    return [Line(lines[0], SMALL_PT)]


def _cells(layout: Layout, printer: PrinterSettings) -> list[bytes]:
    """Outlines where this printer's settings put them: right when they lie on the edges of the labels."""
    drawn = []
    for cell in range(layout.grid.cells):
        x, y = cell_corner(cell, layout, printer)
        drawn.append(_box(x, layout.sheet.height_mm - y - layout.label.height_mm, layout))
    return drawn


def _box(x: float, y: float, layout: Layout) -> bytes:
    sides = (x, y, layout.label.width_mm, layout.label.height_mm)
    return b"%b %b %b %b re S\n" % tuple(num(side * POINTS_PER_MM) for side in sides)


def _rulers(layout: Layout) -> list[bytes]:
    """A tick a millimetre along the top and the left edge; the two lines to measure run through."""
    width_mm, height_mm = layout.sheet.width_mm, layout.sheet.height_mm
    drawn = []
    for at in range(1, int(width_mm)):
        reach = REACH * height_mm if at in marks_of(width_mm) else _tick(at)
        drawn.append(_line(at, height_mm, at, height_mm - reach))
    for at in range(1, int(height_mm)):
        reach = REACH * width_mm if at in marks_of(height_mm) else _tick(at)
        drawn.append(_line(0, height_mm - at, reach, height_mm - at))
    return drawn


def _tick(at: int) -> float:
    return LONG if at % 10 == 0 else MIDDLE if at % 5 == 0 else SHORT


def _figures(layout: Layout) -> list[tuple[int, float, float]]:
    across = [(at, at + 0.4, LONG + 2.0) for at in range(10, int(layout.sheet.width_mm), 10)]
    down = [(at, LONG + 0.4, at - 0.4) for at in range(20, int(layout.sheet.height_mm), 10)]
    return across + down


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return b"%b %b m %b %b l S\n" % tuple(num(mm * POINTS_PER_MM) for mm in (x, y, to_x, to_y))


def _file(objects: list[bytes]) -> bytes:
    parts, starts, at = [b"%PDF-1.5\n"], {}, 9
    for body in objects:
        starts[int(body[: body.index(b" ")])] = at
        parts.append(body)
        at += len(body)
    size = max(starts) + 1
    table = [
        b"%010d 00000 n \n" % starts[n] if n in starts else b"0000000000 65535 f \n" for n in range(1, size)
    ]
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, at)
    return b"".join([*parts, b"xref\n0 %d\n0000000000 65535 f \n" % size, *table, trailer])
