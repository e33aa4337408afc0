"""The seller's uploads: send a picture, wait a moment, compare what the machine read with it, confirm."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock, storage, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.licences import crops, forms, queries, readings, rules
from app.licences.models import Reading
from app.licences.terms import LicencePermission, ReadField, ReadingState
from app.licences.views.base import blueprint, entry
from app.merchants import queries as merchants


@blueprint.route("/shop/licences/upload", methods=["GET", "POST"])
@requires(LicencePermission.OWN)
def upload() -> ResponseReturnValue:
    shop = merchants.by_id(current_user.merchant_id or 0)
    if shop is None:
        return redirect(url_for("merchants.register"), 303)
    form = forms.UploadForm(kind=forms.asked_kind())
    if form.validate_on_submit():
        with sentence_on(form, "file"):
            paper = uploads.paper(form.file.data)
            with unit_of_work():
                reading = readings.take_in(
                    shop, form.kind.data or None, paper, by=current_user, now=clock.now()
                )
            return redirect(url_for("licences.confirm", code=reading.code), 303)
    return render_template("licences/upload.html", form=form, kind=form.kind.data or None)


@blueprint.route("/shop/licences/readings/<code>", methods=["GET", "POST"])
@loads(queries.reading_by_code)
@requires(LicencePermission.CONFIRM)
def confirm(reading: Reading) -> ResponseReturnValue:
    """Until the machine has looked: how far it is. Then: every field beside the place where it was seen."""
    if reading.licence_id is not None:
        return _to_the_licence(reading)
    form = forms.ConfirmForm(data=readings.proposed(reading))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                licence = readings.use(reading, entry(form), by=current_user, now=clock.now())
            flash(_("已提交。监管人员核验后会通知您。"), "success")
            return redirect(url_for("licences.show", code=licence.code), 303)
    waits = reading.state is ReadingState.WAITING and not form.is_submitted() and "typed" not in request.args
    written = readings.said(reading, ReadField.USCC)
    return render_template(
        "licences/reading.html" if waits else "licences/confirm.html",
        reading=reading, form=form, shop=reading.merchant, F=ReadField, page=queries.page_picture(reading, 1),
        differs=rules.uscc_differs(written or None, reading.merchant.uscc), written=written,
    )  # fmt: skip


@blueprint.post("/shop/licences/readings/<code>/drop")
@loads(queries.reading_by_code)
@requires(LicencePermission.CONFIRM)
def drop(reading: Reading) -> ResponseReturnValue:
    if EmptyForm().validate_on_submit():
        with unit_of_work():
            readings.drop(reading, by=current_user, now=clock.now())
        flash(_("这张照片已丢弃。"), "success")
    return redirect(url_for("licences.upload"), 303)


@blueprint.get("/shop/licences/readings/<code>/pages/<int:number>")
@loads(queries.reading_by_code)
@requires(LicencePermission.CONFIRM)
def reading_page(reading: Reading, number: int) -> ResponseReturnValue:
    picture = queries.page_picture(reading, number)
    return storage.serve(picture, inline=True) if picture else abort(404)


@blueprint.get("/shop/licences/readings/<code>/crops/<field>")
@loads(queries.reading_by_code)
@requires(LicencePermission.CONFIRM)
def reading_crop(reading: Reading, field: str) -> ResponseReturnValue:
    return crops.answer(reading, field)


def _to_the_licence(reading: Reading) -> ResponseReturnValue:
    licence = queries.by_id(reading.licence_id or 0)
    return redirect(url_for("licences.show", code=licence.code), 303) if licence else abort(404)
