"""From the scan to the receipt: at most four pages, no script, no account."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.complaints import forms, service
from app.complaints.terms import About
from app.complaints.views import blueprint, origin, own
from app.infra import clock
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.kernel import codes
from app.regions import queries as regions


@blueprint.route("/r/<region_code>/complaints/new", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def start(region_code: str) -> ResponseReturnValue:
    """The form about one seller, or, while none is known, the question which one."""
    about = origin.of_request()
    if about is None:
        return _which_seller()
    form = forms.PublicComplaintForm()
    if form.validate_on_submit():
        with unit_of_work():
            receipt = service.receive(told(form, about, form.may_pass_on.data), now=clock.now())
        code = receipt.complaint.code
        own.keep_receipt(code, receipt.secret)
        return redirect(url_for("complaints.receipt", region_code=region_code, code=code), 303)
    return render_template("complaints/start.html", form=form, origin=about, here=regions.here())


@blueprint.get("/r/<region_code>/complaints/receipt/<code>")
@public
def receipt(region_code: str, code: str) -> ResponseReturnValue:
    """Number and secret code, for the browser that was just given them."""
    secret = own.secret_of(code)
    if secret is None:
        flash(_("回执只显示一次。请用抄下的编号和查询码查看进展。"), "warning")
        return redirect(url_for("complaints.follow", region_code=region_code), 303)
    return render_template(
        "complaints/receipt.html", code=code, secret=codes.grouped(secret), policy=regions.policy()
    )


def _which_seller() -> ResponseReturnValue:
    words = request.args.get("words", "").strip()
    return render_template(
        "complaints/seller.html",
        words=words,
        matches=origin.matches(words),
        bad_token=bool(request.args.get("token")),
        least=origin.LEAST_WORDS,
    )


def told(form: forms.ComplaintForm, about: origin.Origin, may_pass_on: bool) -> service.Told:
    """What was written in the form. Shared with the hotline's page."""
    return service.Told(
        merchant_id=about.merchant.id, about=About(form.about.data), happened=form.happened.data,
        wanted=form.wanted.data, phone=form.phone.data, form_key=form.key.data, channel=about.channel,
        may_pass_on=may_pass_on, name=form.name.data or None, amount=form.amount.data if form.amount.data != "" else None,
        order_said=form.order_said.data or None, label_batch_id=about.label_batch_id, label_serial=about.label_serial,
    )  # fmt: skip
