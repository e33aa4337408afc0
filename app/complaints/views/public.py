"""From the scan to the receipt: at most four pages, no script, no account. One letter may be a complaint and a report."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.complaints import attachments, forms, policy, public_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import About
from app.complaints.views import blueprint, origin, own
from app.infra import clock, guard, receipts, uploads
from app.infra import told as beside
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.told import Subject
from app.kernel import codes
from app.regions import queries as regions
from app.reports import own as own_reports
from app.reports import queries as reports
from app.reports import service as report_service
from app.reports.service import Clue, ReportReceipt
from app.reports.terms import Offence, ReportChannel


@blueprint.route("/r/<region_code>/complaints/new", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def start(region_code: str) -> ResponseReturnValue:
    """The form about one seller, or, while none is known, the question which one."""
    about = origin.of_request()
    if about is None:
        return _which_seller()
    form, here = public_forms.PublicComplaintForm(), regions.here()
    words = beside.shown(Subject.COMPLAINT, bureau=here.bureau_name, hotline=here.hotline)
    form.may_pass_on.label.text = words.consent
    if form.validate_on_submit():
        if (known := own.sent_before(lambda one: _is_same(one, form, about))) is not None:
            flash(_("这件投诉刚才已经提交了，没有再记一件。要补充的，请打开后留言。"), "info")
            page = "complaints.receipt" if own.secret_of(known) else "complaints.case"
            return redirect(url_for(page, region_code=region_code, code=known), 303)
        with sentence_on(form):
            receipt, report = _received(form, about)
            code = receipt.complaint.code
            own.keep_receipt(code, receipt.secret)
            if report is not None:
                own_reports.keep_receipt(report.report.code, report.secret)
            return redirect(url_for("complaints.receipt", region_code=region_code, code=code), 303)
    return render_template("complaints/start.html", form=form, origin=about, told=words)


def _is_same(known: Complaint, form: public_forms.PublicComplaintForm, about: origin.Origin) -> bool:
    """The same words about the same seller, and nothing new beside them; a second click on the same form is told elsewhere."""
    if known.form_hash == receipts.hash_of_form(form.key.data) or not known.is_open:
        return False
    brings_more = form.also_report.data and not reports.of_complaint(known.code)
    files = sum(1 for one in form.files.data or () if getattr(one, "filename", ""))
    said = (form.happened.data, form.wanted.data, form.phone.data, form.about.data, about.merchant.id)
    before = (known.happened, known.wanted, known.phone, known.about.value, known.merchant_id)
    return said == before and not brings_more and files == attachments.count_at_first(known)


@blueprint.get("/r/<region_code>/complaints/receipt/<code>")
@public
def receipt(region_code: str, code: str) -> ResponseReturnValue:
    """Number and secret code, for the browser that was just given them."""
    secret = own.secret_of(code)
    if secret is None:
        flash(_("回执只显示一次。请用抄下的编号和查询码查看进展。"), "warning")
        return redirect(url_for("complaints.follow", region_code=region_code), 303)
    return render_template(
        "complaints/receipt.html", code=code, secret=codes.grouped(secret), report=report_receipt(code),
        promise=policy.in_force(clock.now()).promises.answer,
    )  # fmt: skip


def report_receipt(code: str) -> tuple[str, str] | None:
    """Number and secret of the report that the same letter made, while this browser still holds them."""
    held = own_reports.receipt()
    if held is None or held[0] not in {one.code for one in reports.of_complaint(code)}:
        return None
    return held[0], codes.grouped(held[1])


def _received(
    form: public_forms.PublicComplaintForm, about: origin.Origin
) -> tuple[service.Receipt, ReportReceipt | None]:
    """All of it or nothing: the complaint, and the report if one was asked for."""
    seen = beside.seen(Subject.COMPLAINT, request.form.get("told", ""))
    words, now = replace(told(form, about, form.may_pass_on.data), told_version_id=seen), clock.now()
    with unit_of_work():
        if queries.by_form(receipts.hash_of_form(words.form_key)) is None:
            guard.admit("complaint", guard.Shown(request.form.get("altcha", ""), about.parcel), now=now)
        files = uploads.clean_all(form.files.data or ())
        receipt = service.receive(words, files=files, now=now)
        _link(receipt.complaint.code)
        if not form.also_report.data:
            return receipt, None
        clue = _clue(form, about, receipt.complaint.code)
        return receipt, report_service.receive(clue, files=files, now=now)


def _clue(form: public_forms.PublicComplaintForm, about: origin.Origin, complaint_code: str) -> Clue:
    """The same letter as a report, handled by itself. Source: 市场监督管理投诉举报处理办法 art. 9."""
    named = bool(form.report_named.data)
    return Clue(
        Offence(form.offence.data), form.happened.data, form.key.data,
        ReportChannel.QR if about.parcel else ReportChannel.PUBLIC, merchant_id=about.merchant.id,
        name=(form.name.data or None) if named else None, phone=form.phone.data if named else None,
        parcel=about.parcel, complaint_code=complaint_code, told_version_id=beside.seen(Subject.REPORT, ""),
    )  # fmt: skip


def _link(complaint_code: str) -> None:
    """Somebody who reported comes to complain as well: only a report whose secret this browser has shown is linked."""
    told_code = request.args.get("report", "")
    known = reports.by_code(told_code) if own_reports.is_followed(told_code) else None
    if known is not None:
        report_service.link(known, complaint_code, now=clock.now())


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
