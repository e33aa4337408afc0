"""Reporting an offence: one page from the scan to the receipt, no script, no account, no name if none is wanted."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.infra import clock, guard, receipts, told, uploads
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.told import Subject
from app.kernel import codes
from app.labels import origin
from app.labels.origin import Source
from app.regions import queries as regions
from app.reports import forms, own, queries, service
from app.reports.models import Report
from app.reports.service import Clue, ReportReceipt
from app.reports.terms import CHECK_RULE, Offence, ReportChannel
from app.reports.views import blueprint

COMPLAINTS_SHOWN = "complaint_cases"  # where the complaints slice notes whose secrets this browser has shown


@blueprint.route("/r/<region_code>/reports/new", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def start(region_code: str) -> ResponseReturnValue:
    """About one seller if the address names one, else about whichever the reporter names."""
    source = origin.of_address(request.args.get("token", ""), request.args.get("merchant", ""))
    form = forms.ReportForm()
    here = regions.here()
    words = told.shown(Subject.REPORT, bureau=here.bureau_name, hotline=here.hotline)
    if source is None:
        forms.ask_for_seller(form)
    if form.validate_on_submit():
        if (known := own.sent_before(lambda one: _is_same(one, form, source))) is not None:
            flash(_("这件举报刚才已经提交了，没有再记一件。要补充的，请打开后补充。"), "info")
            page = "reports.receipt" if own.secret_of(known) else "reports.case"
            return redirect(url_for(page, region_code=region_code, code=known), 303)
        with sentence_on(form):
            receipt = _received(form, source)
            own.keep_receipt(receipt.report.code, receipt.secret)
            return redirect(
                url_for("reports.receipt", region_code=region_code, code=receipt.report.code), 303
            )
    return render_template("reports/start.html", form=form, source=source, here=here, told=words)


@blueprint.get("/r/<region_code>/reports/receipt/<code>")
@public
def receipt(region_code: str, code: str) -> ResponseReturnValue:
    """Number and secret code, for the browser that was just given them."""
    secret = own.secret_of(code)
    if secret is None:
        flash(_("回执只显示一次。请用抄下的编号和查询码查看进展。"), "warning")
        return redirect(url_for("reports.follow", region_code=region_code), 303)
    return render_template(
        "reports/receipt.html", code=code, secret=codes.grouped(secret), days=CHECK_RULE.length
    )


def _is_same(known: Report, form: forms.ReportForm, source: Source | None) -> bool:
    """The same words about the same seller, and no new file; a second click on the same form is told elsewhere."""
    if known.form_hash == receipts.hash_of_form(form.key.data) or not known.is_open:
        return False
    files = sum(1 for one in form.files.data or () if getattr(one, "filename", ""))
    said = (form.happened.data, form.offence.data, form.phone.data or None, form.name.data or None)
    before = (known.happened, known.offence.value, known.phone, known.name)
    about = (source.merchant.id if source else None, form.seller_said.data or None)
    return (said, about) == (before, (known.merchant_id, known.seller_said)) and files == len(known.files)


def _received(form: forms.ReportForm, source: Source | None) -> ReportReceipt:
    seen = told.seen(Subject.REPORT, request.form.get("told", ""))
    clue = replace(clue_of(form, source), told_version_id=seen)
    with unit_of_work():
        if queries.by_form(receipts.hash_of_form(clue.form_key)) is None:
            shown = guard.Shown(request.form.get("altcha", ""), source.parcel if source else None)
            guard.admit("report", shown, now=clock.now())
        return service.receive(clue, files=uploads.clean_all(form.files.data or ()), now=clock.now())


def clue_of(form: forms.ReportForm, source: Source | None) -> Clue:
    """What was written in the form. A complaint is named only by the browser that has shown its secret."""
    named = request.args.get("complaint", "")
    return Clue(
        Offence(form.offence.data), form.happened.data, form.key.data,
        ReportChannel.QR if source and source.parcel else ReportChannel.PUBLIC,
        merchant_id=source.merchant.id if source else None, seller_said=form.seller_said.data or None,
        name=form.name.data or None, phone=form.phone.data or None, parcel=source.parcel if source else None,
        complaint_code=named if named in session.get(COMPLAINTS_SHOWN, []) else None,
    )  # fmt: skip
