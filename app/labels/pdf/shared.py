"""What all labels of an order have in common: font, words, and the blank sheet they form."""

import hashlib

from app.labels.layouts import Arrangement
from app.labels.order import PrintOrder
from app.labels.pdf.font import FontSubset, check_drawable, subset, width
from app.labels.pdf.fontobjects import TOKEN_CHARACTERS, font_objects
from app.labels.pdf.objects import Shared, num, obj, ref, stream, text_string
from app.labels.pdf.typeset import ELLIPSIS, LINE, Line, Paragraph, fit, height
from app.labels.placement import POINTS_PER_MM, LabelPlan, cell_corner, plan_label

PARK_SIZE = 0.85  # of the merchant's name


def shared_objects(order: PrintOrder) -> list[bytes]:
    """The objects before the pages, without the page tree, in the order of their numbers."""
    plan = plan_of(order)
    lines = label_lines(order, plan)
    letters = "".join(sorted({*TOKEN_CHARACTERS, *"".join(line.text for line in lines)}))
    cut = subset(letters)
    tag = "".join(chr(65 + b % 26) for b in hashlib.sha256(letters.encode()).digest()[:6])
    label, sheet = order.layout.label, order.layout.sheet
    fonts = b"/Resources<</Font<</F %b>>>>" % ref(Shared.WORDS_FONT)
    forms = b"/Resources<</XObject<</L %b>>>>" % ref(Shared.LABEL_FORM)
    return [
        obj(
            Shared.CATALOG,
            b"<</Type/Catalog/Pages %b/Lang(zh-CN)/ViewerPreferences<</PrintScaling/None>>>>" % ref(2),
        ),
        obj(Shared.INFO, b"<</Title %b>>" % text_string(f"{order.merchant_name} {order.layout.names.zh}")),
        *font_objects(cut, tag),
        stream(
            Shared.LABEL_FORM,
            _words(order, plan, lines, cut),
            b"/Type/XObject/Subtype/Form%b%b" % (_box(label.width_mm, label.height_mm), fonts),
        ),
        stream(
            Shared.SHEET_FORM,
            b"".join(place_label(order, cell) for cell in range(order.layout.grid.cells)),
            b"/Type/XObject/Subtype/Form%b%b" % (_box(sheet.width_mm, sheet.height_mm), forms),
        ),
    ]


def plan_of(order: PrintOrder) -> LabelPlan:
    """Raises ``CodeTooLarge``."""
    has_waybill = order.waybill_width > 0
    return plan_label(order.layout, order.tables.size, order.printer.dpi, waybill=has_waybill)


def label_lines(order: PrintOrder, plan: LabelPlan) -> list[Line]:
    """The words of one label, broken and sized to their room."""
    sizes = order.layout.type
    hotline = f"{order.hotline_words} {order.hotline}".strip()
    paragraphs = [
        Paragraph(order.words.strip(), sizes.words_pt, 3, may_shorten=False),
        Paragraph(order.merchant_name.strip(), sizes.name_pt, 2, may_shorten=True),
        Paragraph(hotline, sizes.hotline_pt, 2, may_shorten=False),
    ]
    if order.park_name and order.park_name.strip():
        paragraphs.insert(
            2, Paragraph(order.park_name.strip(), sizes.name_pt * PARK_SIZE, 1, may_shorten=True)
        )
    if order.credit_words:
        credit = Paragraph(order.credit_words, sizes.name_pt * PARK_SIZE, 1, may_shorten=False)
        paragraphs.insert(2, credit)
    check_drawable("".join(p.text for p in paragraphs) + ELLIPSIS)
    shown = [p for p in paragraphs if p.text]
    return fit(shown, plan.words_width * POINTS_PER_MM, plan.words_height * POINTS_PER_MM)


def place_label(order: PrintOrder, cell: int) -> bytes:
    """Draw the shared part of one label in its cell."""
    x, y = cell_corner(cell, order.layout, order.printer)
    bottom = order.layout.sheet.height_mm - y - order.layout.label.height_mm
    return b"q 1 0 0 1 %b %b cm/L Do Q\n" % (num(x * POINTS_PER_MM), num(bottom * POINTS_PER_MM))


def _words(order: PrintOrder, plan: LabelPlan, lines: list[Line], cut: FontSubset) -> bytes:
    """The lines, in the middle of their room; centred too where they stand under the code."""
    room = plan.words_height * POINTS_PER_MM
    y = (order.layout.label.height_mm - plan.words_y) * POINTS_PER_MM - (room - height(lines)) / 2
    drawn = []
    for line in lines:
        x = plan.words_x * POINTS_PER_MM
        if order.layout.arrangement is Arrangement.STACKED:
            x += (plan.words_width * POINTS_PER_MM - width(line.text, line.size)) / 2
        baseline = y - line.size * (LINE - 0.3)
        drawn.append(
            b"/F %b Tf 1 0 0 1 %b %b Tm %b Tj\n" % (num(line.size), num(x), num(baseline), cut.hex(line.text))
        )
        y -= line.size * LINE
    return b"BT\n%bET" % b"".join(drawn)


def _box(width_mm: float, height_mm: float) -> bytes:
    return b"/BBox[0 0 %b %b]" % (num(width_mm * POINTS_PER_MM), num(height_mm * POINTS_PER_MM))
