"""Ordering label batches, watching them, taking them away, voiding them."""

from flask import Response, abort, current_app, url_for
from flask.typing import ResponseReturnValue

from app.api import queries, rules, service
from app.api.answers import BatchOut, BatchPage, EntryOut, FileOut, FormOut, Ledger, ShopName, SpanOut
from app.api.models import ApiToken
from app.api.schemas import BatchesAsked, BatchOrder, FileAsked, VoidOrder
from app.api.terms import ApiPermission
from app.api.views.ground import blueprint
from app.api.views.operations import Operation, answer, operation
from app.infra import clock, storage
from app.infra.db import unit_of_work
from app.infra.i18n import _l
from app.labels import deliveries, ledger, phrases, printing
from app.labels import queries as label_queries
from app.labels import service as labels
from app.labels.layouts import Medium, layout_pack
from app.labels.models import LabelBatch
from app.labels.terms import BatchState, Format

MOST_BYTES_ORDERED = 8 * 1024 * 1024  # waybill numbers take the room


@blueprint.get("/batches")
@operation(Operation(ApiPermission.READ, _l("列出园区的标签批次，新的在前"), BatchPage, asks=BatchesAsked))
def list_batches(token: ApiToken, asked: BatchesAsked) -> ResponseReturnValue:
    said = asked.model_dump(mode="json", exclude_none=True, exclude={"after"})
    only = queries.BatchFilter(asked.state, asked.merchant, asked.layout, asked.since, asked.until)
    page = queries.batches_of(token.park_id, asked.after, only)
    following = url_for("api.list_batches", **said, after=page.rows[-1].code) if page.after else None
    return answer(BatchPage(items=[_out(batch) for batch in page], next=following))


@blueprint.post("/batches")
@operation(
    Operation(
        ApiPermission.ORDER, _l("给园区的一家店申领一批标签"), BatchOut, takes=BatchOrder, status=201, also=(200,),
        keyed=True, refuses=(400, 409, 413, 415), most_bytes=MOST_BYTES_ORDERED,
    )
)  # fmt: skip
def order_batch(token: ApiToken, sent: BatchOrder, key: str) -> ResponseReturnValue:
    """201 for a new batch, 200 for the same request again."""
    shop = queries.shop_of(token.park_id, sent.merchant)
    if shop is None:
        raise rules.MerchantUnknown(merchant=sent.merchant)
    with unit_of_work():
        done = service.order(
            shop, sent.wish(), park_id=token.park_id, by=token, key=key,
            address=current_app.config["PUBLIC_URL"], now=clock.now(),
        )  # fmt: skip
    said = _out(_found(token, done.batch.code))
    return answer(said, 201 if done.fresh else 200, Location=said.href)


@blueprint.get("/batches/<code>")
@operation(Operation(ApiPermission.READ, _l("查询一批标签做到哪里了"), BatchOut, refuses=(404,)))
def show_batch(token: ApiToken, code: str) -> ResponseReturnValue:
    return answer(_out(_found(token, code)))


@blueprint.get("/batches/<code>/file")
@operation(
    Operation(
        ApiPermission.FETCH, _l("下载做好的一批：PDF、打印机指令、网址清单，或者一张标签的图"), None, asks=FileAsked,
        media=tuple(dict.fromkeys(deliveries.MEDIA.values())), refuses=(404, 409),
    )
)  # fmt: skip
def fetch_batch(token: ApiToken, code: str, asked: FileAsked) -> ResponseReturnValue:
    batch = _found(token, code)
    made = None
    if asked.format is not Format.PDF:
        made = deliveries.of(batch, asked.format, serial=asked.serial, words_as_picture=asked.words != "type")
    with unit_of_work():
        labels.note_delivery(batch, by=token, now=clock.now(), form=asked.format.value.upper())
    if made is not None:
        answer = Response(made.pieces, mimetype=made.media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
    if batch.file is None or not storage.path_of(batch.file).is_file():
        abort(404)
    return storage.serve(batch.file)


@blueprint.get("/batches/<code>/ledger")
@operation(Operation(ApiPermission.READ, _l("查询一批标签的台账"), Ledger, refuses=(404,)))
def ledger_of_batch(token: ApiToken, code: str) -> ResponseReturnValue:
    """Issued, delivered, printed, printed again, taken back."""
    entries = [
        EntryOut(
            kind=one.kind, first_serial=one.first_serial, last_serial=one.last_serial, at=one.at, by=one.who_name,
            note=one.note,
        )
        for one in label_queries.ledger_of(_found(token, code).id)
    ]  # fmt: skip
    return answer(Ledger(items=entries))


@blueprint.post("/batches/<code>/void")
@operation(
    Operation(
        ApiPermission.VOID,
        _l("作废一批标签，或者其中一段"),
        BatchOut,
        takes=VoidOrder,
        may_be_keyed=True,
        refuses=(400, 404, 409, 413, 415),
    )
)
def void_batch(token: ApiToken, code: str, sent: VoidOrder, key: str | None) -> ResponseReturnValue:
    """The same request again with its key answers as the batch stands, and takes nothing back twice."""
    batch = _found(token, code)
    with unit_of_work():
        span, now = sent.span(batch.span), clock.now()
        fresh = service.once(
            f"void {code}", sent.model_dump_json(), park_id=token.park_id, key=key, batch=code, now=now
        )
        if fresh and span is None:
            labels.void(batch, reason=sent.reason.strip(), by=token, now=now)
        elif fresh and span is not None:
            ledger.void_span(batch, span, reason=sent.reason.strip(), by=token, now=now)
    return answer(_out(_found(token, code)))


def _found(token: ApiToken, code: str) -> LabelBatch:
    """Another park's batch is not there at all."""
    return queries.batch_of(token.park_id, code) or abort(404)


def _out(batch: LabelBatch) -> BatchOut:
    file, ready = batch.file, batch.state is BatchState.READY
    return BatchOut(
        code=batch.code, number=batch.number, state=batch.state, count=batch.count, made=batch.made,
        pages=batch.pages, layout=batch.layout, start_at=batch.start_at, dpi=batch.dpi, dx_mm=float(batch.dx_mm),
        dy_mm=float(batch.dy_mm), scale_pct=float(batch.scale * 100),
        merchant=ShopName(code=batch.merchant.code, name=batch.merchant_name),
        copies=batch.copies, has_waybills=batch.waybill_width is not None,
        first_serial=batch.first_serial, last_serial=batch.last_serial,
        voided=[SpanOut(first_serial=one.first, last_serial=one.last) for one in batch.voided_spans],
        first_token=printing.token_of(batch, batch.first_serial), last_token=printing.token_of(batch, batch.last_serial),
        href=url_for("api.show_batch", code=batch.code),
        file=FileOut(
            href=url_for("api.fetch_batch", code=batch.code), name=file.name, media_type=file.media_type,
            size=file.size, sha256=file.sha256,
        ) if file is not None and ready else None,
        forms=_forms(batch) if ready else [],
        trouble=phrases.trouble(batch.trouble) if batch.state is BatchState.FAILED else None,
        ordered_at=batch.ordered_at, ordered_by=batch.orderer_name, made_at=batch.made_at,
        valid_until=batch.valid_until,
        voided_at=batch.voided_at, void_reason=batch.void_reason,
    )  # fmt: skip


def _forms(batch: LabelBatch) -> list[FormOut]:
    """Printer commands are for rolls."""
    is_roll = layout_pack().named(batch.layout).medium is Medium.ROLL
    return [
        FormOut(
            format=form, href=url_for("api.fetch_batch", code=batch.code, format=form.value), media_type=media
        )
        for form, media in deliveries.MEDIA.items()
        if is_roll or form not in (Format.ZPL, Format.TSPL)
    ]
