"""A lost secret code: the phone, the code from the text message, and then another secret for each case."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.complaints import public_forms, recovery
from app.complaints.views import blueprint, own
from app.infra import clock, guard, receipts
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.reports import own as own_reports


@blueprint.route("/r/<region_code>/complaints/recover", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def recover(region_code: str) -> ResponseReturnValue:
    """The same answer whether the phone is known or not."""
    form = public_forms.PhoneForm()
    if form.validate_on_submit():
        guard.allow_text_message(form.phone.data)
        with unit_of_work():
            asked = recovery.ask(form.phone.data, now=clock.now())
        return redirect(url_for("complaints.recover_code", region_code=region_code, ticket=asked.ticket), 303)
    return render_template("complaints/recover.html", form=form)


@blueprint.route("/r/<region_code>/complaints/recover/<ticket>", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP, methods=["POST"])
def recover_code(region_code: str, ticket: str) -> ResponseReturnValue:
    """The code from the text message; then the cases under the phone."""
    found = recovery.by_ticket(ticket)
    if found is None:
        abort(404)
    form = public_forms.OneTimeCodeForm()
    if form.validate_on_submit():
        with unit_of_work():  # a wrong try counts, so it is committed too
            right = recovery.try_code(found, form.digits.data, now=clock.now())
        if right:
            own.has_recovered(ticket)
            return redirect(url_for("complaints.recover_code", region_code=region_code, ticket=ticket), 303)
        form.digits.errors = [
            _("验证码不对，或者已经过期。请核对短信；10 分钟内没收到的，请检查手机号后重新获取。")
        ]
    proved = own.recovered() == ticket
    return render_template(
        "complaints/recover_code.html", form=form, ticket=ticket,
        cases=recovery.cases_of(found) if proved else None, reports=recovery.reports_of(found) if proved else (),
        others=recovery.others_of(found) if proved else (),
    )  # fmt: skip


@blueprint.post("/r/<region_code>/complaints/recover/<ticket>/<code>")
@public
@limiter.limit(LOOK_UP)
def renew_secret(region_code: str, ticket: str, code: str) -> ResponseReturnValue:
    """Another secret for one of these cases: its receipt is shown again, and the old secret is worth nothing."""
    found = recovery.by_ticket(ticket) if own.recovered() == ticket else None
    if found is None:
        abort(404)
    form = EmptyForm()
    is_report, other = code.startswith("JB"), receipts.way_of(code)
    if form.validate_on_submit():
        with sentence_on(form):
            renew = recovery.renew_report if is_report else recovery.renew_other if other else recovery.renew
            with unit_of_work():
                number, secret = renew(found, code, now=clock.now())
            keep = other.keep if other else (own_reports if is_report else own).keep_receipt
            keep(number, secret)
            shown = other.page if other else "reports.receipt" if is_report else "complaints.receipt"
            return redirect(url_for(shown, region_code=region_code, code=number, again=1), 303)
    return redirect(url_for("complaints.recover", region_code=region_code), 303)
