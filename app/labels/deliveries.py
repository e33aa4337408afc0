"""A batch in every form in which it leaves the house, but for the stored PDF: pictures, lists, printer commands."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.labels import lists, picture, printing, rules
from app.labels.commandlanguages import Language, printer_file
from app.labels.errors import SpanOutside, SpanVoided
from app.labels.models import LabelBatch
from app.labels.terms import Format, Span

MEDIA = {
    Format.PDF: "application/pdf", Format.SVG: "image/svg+xml", Format.PNG: "image/png", Format.CSV: "text/csv",
    Format.ZPL: "application/octet-stream", Format.TSPL: "application/octet-stream",
}  # fmt: skip
PICTURES = (Format.PNG, Format.SVG)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is handed out, piece by piece."""

    media_type: str
    name: str
    pieces: Iterable[bytes]


def of(
    batch: LabelBatch,
    form: Format,
    *,
    serial: int | None = None,
    span: Span | None = None,
    words_as_picture: bool = True,
) -> Delivery:
    """A batch, or some labels of it, as a list or printer commands; or one label as a picture: the first unless told.

    Raises ``NotReady``, ``RollOnly``; for pictures ``SpanOutside`` and ``SpanVoided``.
    """
    rules.check_deliverable(batch.state)
    if form in PICTURES:
        return _one(batch, form, batch.first_serial if serial is None else serial)
    order = printing.order_of(batch, span)
    if form is Format.CSV:
        pieces: Iterable[bytes] = lists.csv_rows(order)
    else:
        pieces = printer_file(order, Language(form.value), as_picture=words_as_picture)
    part = f"-{span.first}-{span.last}" if span else ""
    return Delivery(MEDIA[form], f"labels-{batch.number}{part}.{form.value}", pieces)


def _one(batch: LabelBatch, form: Format, serial: int) -> Delivery:
    """One label as it is laid out, for a letter, a shop window or a designer."""
    if serial not in batch.span:
        raise SpanOutside(first=serial, last=serial, least=batch.span.first, most=batch.span.last)
    if batch.voided_when(serial):
        raise SpanVoided(first=serial, last=serial)
    order = printing.order_of(batch, Span(serial, serial))
    drawn = picture.label_png(order) if form is Format.PNG else picture.label_svg(order).encode()
    return Delivery(MEDIA[form], f"label-{batch.number}-{serial}.{form.value}", (drawn,))
