"""From what stands on one label to all that is known of it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra.access import may, requires
from app.labels import lookup, phrases, queries, waybills
from app.labels.terms import LabelPermission
from app.labels.token import grouped
from app.labels.views import blueprint


@blueprint.get("/labels/find")
@requires(LabelPermission.FIND)
def find() -> ResponseReturnValue:
    """By token, as scanned or typed. The waybill number comes from its place in the batch's file."""
    written = request.args.get("token", "")
    if not written.strip():
        return render_template("labels/find.html", written="", found=None, told=None)
    found = lookup.look_up(written)
    batch, serial = found.batch, found.serial
    if batch is None or serial is None or not may(current_user, LabelPermission.READ, batch):
        told = phrases.token_refused(found.standing, found.token, found.foreign, found.mending)
        if batch is not None:
            told = phrases.not_yours()
        return render_template("labels/find.html", written=written[:80], found=None, told=told)
    return render_template(
        "labels/find.html", written=written[:80], found=found, told=None, shown=grouped(found.token),
        waybill=waybills.number_at(batch, serial), entries=queries.ledger_at(batch.id, serial),
    )  # fmt: skip
