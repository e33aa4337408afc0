"""Papers: the seller's own, the officers' queue, the park's overview, one paper and its file."""

from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock, storage, uploads
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.licences import crops, forms, kind_queries, originals, queries, readings, rules, service
from app.licences.models import Licence
from app.licences.terms import LicencePermission, LicenceState, ReadField
from app.licences.views.base import blueprint, entry
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantPermission

SHOWN = (LicenceState.SUBMITTED, LicenceState.VERIFIED, LicenceState.REJECTED, LicenceState.EXPIRED)


@blueprint.get("/shop/licences")
@requires(LicencePermission.OWN)
def mine() -> ResponseReturnValue:
    if current_user.merchant_id is None:
        return redirect(url_for("merchants.register"), 303)
    shop = merchants.by_id(current_user.merchant_id)
    if shop is None:
        return redirect(url_for("merchants.register"), 303)
    held = queries.of_merchant(shop.id)
    return render_template(
        "licences/mine.html", licences=held, today=clock.today(), shop=shop, required=kind_queries.current().required(shop.scopes),
        standing=rules.standing(held), unused=queries.unused_readings(shop.id),
    )  # fmt: skip


@blueprint.route("/shop/licences/new", methods=["GET", "POST"])
@requires(LicencePermission.OWN)
def new() -> ResponseReturnValue:
    shop = merchants.by_id(current_user.merchant_id or 0)
    if shop is None:
        return redirect(url_for("merchants.register"), 303)
    form = forms.LicenceForm(kind=forms.asked_kind(), holder_name=shop.name)
    if form.validate_on_submit():
        with sentence_on(form, "file"):
            paper = uploads.paper(form.file.data)
            with sentence_on(form):
                with unit_of_work():
                    reading = readings.take_in(shop, form.kind.data, paper, by=current_user, now=clock.now())
                    licence = readings.use(reading, entry(form), by=current_user, now=clock.now())
                flash(_("已上传。监管人员核验后会通知您。"), "success")
                return redirect(url_for("licences.show", code=licence.code), 303)
    if form.errors and not form.file.errors:
        form.file.errors = [_("请再选一次照片或 PDF")]
    return render_template("licences/new.html", form=form)


@blueprint.get("/licences")
@requires(LicencePermission.QUEUE)
def queue() -> ResponseReturnValue:
    asked, after = request.args.get("state", ""), request.args.get("after", type=int)
    state = LicenceState(asked) if asked in SHOWN else LicenceState.SUBMITTED
    page = queries.waiting(after) if state is LicenceState.SUBMITTED else queries.in_state(state, after)
    return render_template(
        "licences/queue.html", page=page, state=state, states=SHOWN,
        may_kinds=may(current_user, LicencePermission.KINDS),
    )  # fmt: skip


@blueprint.get("/park/licences")
@requires(LicencePermission.PARK)
def park() -> ResponseReturnValue:
    page = merchants.page_of(park_id=current_user.organisation_id, after=request.args.get("after", type=int))
    states = queries.states_of([merchant.id for merchant in page])
    kinds = kind_queries.current()
    lacking = {one.id: kinds.missing(one.scopes, states[one.id]) for one in page}
    return render_template("licences/park.html", page=page, states=states, lacking=lacking)


@blueprint.get("/merchants/<code>/licences")
@loads(merchants.by_code)
@requires(MerchantPermission.READ)
def of_merchant(merchant: Merchant) -> ResponseReturnValue:
    held = queries.of_merchant(merchant.id)
    return render_template("licences/of_merchant.html", merchant=merchant, licences=held, today=clock.today())


@blueprint.get("/licences/<code>")
@loads(queries.by_code)
@requires(LicencePermission.READ)
def show(licence: Licence) -> ResponseReturnValue:
    return _page(
        licence, forms.VerifyForm(obj=licence, long_term=licence.valid_until is None), forms.RejectForm()
    )


@blueprint.post("/licences/<code>/verify")
@loads(queries.by_code)
@requires(LicencePermission.DECIDE)
def verify(licence: Licence) -> ResponseReturnValue:
    form, code = forms.VerifyForm(), licence.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.verify(
                    licence, number=form.number.data, valid_until=form.valid_until.data,
                    by=current_user, now=clock.now(),
                )  # fmt: skip
            flash(_("已核验通过，商家会收到通知。"), "success")
            return _to_the_next()
    return _page(queries.by_code(code) or licence, form, forms.RejectForm(formdata=None))


@blueprint.post("/licences/<code>/reject")
@loads(queries.by_code)
@requires(LicencePermission.DECIDE)
def reject(licence: Licence) -> ResponseReturnValue:
    form, code = forms.RejectForm(), licence.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.reject(licence, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("已退回，商家会收到通知。"), "success")
            return _to_the_next()
    known = queries.by_code(code) or licence
    return _page(known, forms.VerifyForm(formdata=None, obj=known, long_term=known.valid_until is None), form)


@blueprint.get("/licences/<code>/file")
@loads(queries.by_code)
@requires(LicencePermission.READ)
def file(licence: Licence) -> ResponseReturnValue:
    return storage.serve(licence.file, inline=True)


@blueprint.post("/licences/<code>/original")
@loads(queries.by_code)
@requires(LicencePermission.DECIDE)
def original(licence: Licence) -> ResponseReturnValue:
    """The bytes as they were sent, for an officer in doubt; on record, and never shown in a page."""
    if not EmptyForm().validate_on_submit():
        return redirect(url_for("licences.show", code=licence.code), 303)
    with unit_of_work():
        found = originals.open_for(licence, by=current_user, now=clock.now())
    return storage.serve(found) if found else abort(404)


@blueprint.get("/licences/<code>/pages/<int:number>")
@loads(queries.by_code)
@requires(LicencePermission.READ)
def page(licence: Licence, number: int) -> ResponseReturnValue:
    """A page of a PDF as a picture."""
    reading = queries.reading_of(licence.id)
    picture = queries.page_picture(reading, number) if reading else None
    return storage.serve(picture, inline=True) if picture else abort(404)


@blueprint.get("/licences/<code>/crops/<field>")
@loads(queries.by_code)
@requires(LicencePermission.READ)
def crop(licence: Licence, field: str) -> ResponseReturnValue:
    """The part of the picture from which the machine read a field."""
    reading = queries.reading_of(licence.id)
    return crops.answer(reading, field) if reading else abort(404)


def _to_the_next() -> ResponseReturnValue:
    """On to whoever has waited longest; back to the queue when all is done."""
    following = queries.first_waiting()
    if following is None:
        return redirect(url_for("licences.queue"), 303)
    return redirect(url_for("licences.show", code=following.code), 303)


def _page(licence: Licence, verifying: forms.VerifyForm, rejecting: forms.RejectForm) -> ResponseReturnValue:
    reading = queries.reading_of(licence.id)
    before, after = queries.beside(licence)
    return render_template(
        "licences/show.html", licence=licence, before=before, after=after, shop=licence.merchant, verifying=verifying, rejecting=rejecting,
        today=clock.today(), differs=rules.uscc_differs(licence.uscc, licence.merchant.uscc),
        waits=licence.state is LicenceState.SUBMITTED, reading=reading, F=ReadField,
        same=partial(readings.agrees, reading),
    )  # fmt: skip
