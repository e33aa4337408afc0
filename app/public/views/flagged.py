"""The officers' list of labels that were scanned in too many places."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.labels import printing
from app.labels.token import grouped
from app.public import flags, forms
from app.public.terms import FlagPermission

blueprint = Blueprint("label_flags", __name__)


@blueprint.get("/labels/flagged")
@requires(FlagPermission.LIST)
def index() -> ResponseReturnValue:
    return render_template("public/flagged.html", page=flags.page_of(request.args.get("after", type=int)))


@blueprint.route("/labels/flagged/<code>/<int:serial>", methods=["GET", "POST"])
@requires(FlagPermission.LOOK_INTO)
def show(code: str, serial: int) -> ResponseReturnValue:
    """One label: what the ledger says of it, and a line for what was found out."""
    found = flags.of(code, serial)
    if found is None:
        abort(404)
    batch, entries = found
    form = forms.LookForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                flags.look_into(batch, serial, note=form.note.data, by=current_user, now=clock.now())
            flash(_("已记下。这张标签不再列在待核实里。"), "success")
            return redirect(url_for("label_flags.index"), 303)
    return render_template(
        "public/flag.html", batch=batch, serial=serial, entries=entries, form=form, is_open=flags.is_open(entries),
        written=grouped(printing.token_of(batch, serial)),
    )  # fmt: skip
