"""What leaves the house: the batch's PDF, a part of it, pictures of one label, lists and printer commands."""

from io import BytesIO

from flask import Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock, storage
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.labels import deliveries, picture, printing, queries, rules, service
from app.labels.deliveries import Delivery
from app.labels.models import LabelBatch
from app.labels.sheets import print_pdf
from app.labels.single import one_svg
from app.labels.terms import Format, LabelPermission, Span
from app.labels.views import blueprint

PICTURES = {one.value: one for one in deliveries.PICTURES}
LANGUAGES = {one.value: one for one in (Format.ZPL, Format.TSPL)}


@blueprint.get("/labels/<code>/file")
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def file(batch: LabelBatch) -> ResponseReturnValue:
    _note(batch, "PDF")
    if batch.file is None or not storage.path_of(batch.file).is_file():
        abort(404)
    return storage.serve(batch.file)


@blueprint.get("/labels/<code>/part.pdf")
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def part(batch: LabelBatch) -> ResponseReturnValue:
    """Some labels of the batch once more, made while one waits; why has been written down before."""
    span = _part_asked(batch) or Span(0, 0)
    rules.check_reprint(span, batch.span, batch.voided_spans)
    made = BytesIO()
    print_pdf(printing.order_of(batch, span), made)
    name = f"labels-{batch.number}-{span.first}-{span.last}.pdf"
    return _private(Response(made.getvalue(), mimetype="application/pdf"), name)


@blueprint.get("/labels/<code>/list.csv")
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def addresses(batch: LabelBatch) -> ResponseReturnValue:
    """For printing houses: serial, address, token, and the waybill number if there is one."""
    return _handed_out(batch, deliveries.of(batch, Format.CSV), "CSV")


@blueprint.get("/labels/<code>/commands/<language>")
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def commands(batch: LabelBatch, language: str) -> ResponseReturnValue:
    """For label printers: what the printer draws by itself. ``words=picture`` for printers without Chinese type."""
    if language not in LANGUAGES:
        abort(404)
    span = _part_asked(batch)
    made = deliveries.of(
        batch, LANGUAGES[language], span=span, words_as_picture=request.args.get("words") != "type"
    )
    if span is not None:  # why it is printed again has been written down before
        return _private(Response(made.pieces, mimetype=made.media_type), made.name)
    return _handed_out(batch, made, language.upper())


@blueprint.get("/labels/<code>/one/<form>")
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def one(batch: LabelBatch, form: str) -> ResponseReturnValue:
    """One label as it is laid out, for a letter, a shop window or a designer."""
    if form not in PICTURES:
        abort(404)
    made = deliveries.of(batch, PICTURES[form], serial=request.args.get("serial", type=int))
    return _private(Response(made.pieces, mimetype=made.media_type), made.name)


@blueprint.get("/labels/<code>/preview.png")
@loads(queries.by_code)
@requires(LabelPermission.READ)
def preview(batch: LabelBatch) -> ResponseReturnValue:
    """The first page of the very file that is handed out."""
    if batch.file is None or not storage.path_of(batch.file).is_file():
        abort(404)
    drawn = picture.page_png(storage.path_of(batch.file))
    return send_file(BytesIO(drawn), mimetype="image/png", max_age=0)


@blueprint.get("/labels/<code>/sample.svg")
@loads(queries.by_code)
@requires(LabelPermission.READ)
def sample(batch: LabelBatch) -> ResponseReturnValue:
    """The code of the first label, for the screen."""
    return Response(one_svg(printing.url_of(batch, batch.first_serial)), mimetype="image/svg+xml")


def _note(batch: LabelBatch, form: str) -> None:
    with unit_of_work():
        service.note_delivery(batch, by=current_user, now=clock.now(), form=form)


def _part_asked(batch: LabelBatch) -> Span | None:
    """The serials behind the question mark; None is the whole batch. Raises what a re-print would refuse."""
    if "first" not in request.args and "last" not in request.args:
        return None
    span = Span(request.args.get("first", 0, int), request.args.get("last", 0, int))
    rules.check_deliverable(batch.state)
    rules.check_reprint(span, batch.span, batch.voided_spans)
    return span


def _handed_out(batch: LabelBatch, made: Delivery, form: str) -> Response:
    """Written down once nothing can be refused any more."""
    _note(batch, form)
    return _private(Response(made.pieces, mimetype=made.media_type), made.name)


def _private(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
