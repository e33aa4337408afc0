"""What happens to labels after they were made: printed, printed again, taken back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, number_text
from app.infra.phrases import sentence_on
from app.labels import ledger, queries, service, spanforms
from app.labels.models import LabelBatch
from app.labels.terms import Format, LabelPermission
from app.labels.views import blueprint


@blueprint.route("/labels/<code>/void", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(LabelPermission.VOID)
def void(batch: LabelBatch) -> ResponseReturnValue:
    """All of a batch, or some serials of it."""
    form = spanforms.VoidForm(batch)
    if form.validate_on_submit():
        span, now = form.span(), clock.now()
        with sentence_on(form):
            with unit_of_work():
                if span is None:
                    service.void(batch, reason=form.reason.data, by=current_user, now=now)
                else:
                    ledger.void_span(batch, span, reason=form.reason.data, by=current_user, now=now)
            count = number_text(batch.count if span is None else span.count)
            flash(_("%(count)s 张标签已作废，扫码的人会看到“已作废”。", count=count), "success")
            return redirect(url_for("labels.show", code=batch.code), 303)
    return render_template("labels/void.html", batch=batch, form=form)


@blueprint.route("/labels/<code>/printed", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def printed(batch: LabelBatch) -> ResponseReturnValue:
    """Say that some or all are on paper."""
    form = spanforms.PrintedForm(batch)
    if form.validate_on_submit():
        span = form.span() or batch.span
        with sentence_on(form):
            with unit_of_work():
                ledger.note_printed(batch, span, by=current_user, now=clock.now())
            flash(_("已记下：%(count)s 张印好了。", count=number_text(span.count)), "success")
            return redirect(url_for("labels.show", code=batch.code), 303)
    return render_template("labels/printed.html", batch=batch, form=form)


@blueprint.route("/labels/<code>/reprint", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(LabelPermission.FETCH)
def reprint(batch: LabelBatch) -> ResponseReturnValue:
    """The same labels once more: why is written down first, then the file is there to be taken."""
    form = spanforms.ReprintForm(batch, first=request.args.get("first"), last=request.args.get("last"))
    if form.validate_on_submit():
        span = form.span() or batch.span
        with sentence_on(form):
            with unit_of_work():
                ledger.note_reprint(batch, span, reason=form.reason.data, by=current_user, now=clock.now())
            asked: dict[str, Any] = {"code": batch.code, "first": span.first, "last": span.last}
            if form.form.data == Format.PDF:
                return redirect(url_for("labels.part", **asked), 303)
            return redirect(url_for("labels.commands", language=form.form.data, **asked), 303)
    return render_template("labels/reprint.html", batch=batch, form=form)
