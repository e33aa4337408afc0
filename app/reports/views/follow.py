"""Following a report with number and secret code: read, add facts, put one's details right or take them back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, storage, told, uploads
from app.infra.access import public
from app.infra.copies import Form, hand_out
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.regions import queries as regions
from app.reports import copies, forms, own, queries, rules, service
from app.reports.models import Report
from app.reports.terms import ReportSide
from app.reports.views import blueprint


@blueprint.route("/r/<region_code>/reports/follow", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP, methods=["POST"])
def follow(region_code: str) -> ResponseReturnValue:
    form = forms.ReportFollowForm(code=request.args.get("code", ""))
    if form.validate_on_submit():
        with sentence_on(form):
            known = queries.by_receipt(form.code.data, form.secret.data)
            if known is None:
                raise rules.ReportSecretWrong
            own.may_follow(known.code)
            return redirect(url_for("reports.case", region_code=region_code, code=known.code), 303)
    return render_template("reports/follow.html", form=form)


@blueprint.route("/r/<region_code>/reports/follow/<code>", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_report
def case(report: Report) -> ResponseReturnValue:
    """How it stands, and the form for new facts."""
    form = forms.FactsForm()
    if form.validate_on_submit():
        with sentence_on(form):
            files = uploads.clean_all(form.files.data or ())
            with unit_of_work():
                service.add_facts(
                    report, form.text.data, files=files, form_key=form.key.data, now=clock.now()
                )
            flash(_("补充已提交，核查期限从今天重新计算。"), "success")
            return _back(report)
    return render_template(
        "reports/case.html",
        report=report,
        form=form,
        deadlines=counting.shown(clocks.running(report), clock.now(), regions.calendar()),
        lines=[one for one in report.lines if not one.private],
        files=[one for one in report.files if one.side is ReportSide.REPORTER],
    )


@blueprint.get("/r/<region_code>/reports/follow/<code>/files/<file_code>")
@own.own_report
def case_file(report: Report, file_code: str) -> ResponseReturnValue:
    """What the reporter has sent, and nothing else."""
    found = queries.file_of(report, file_code)
    if found is None or found.side is not ReportSide.REPORTER:
        return _back(report)
    return storage.serve(found.file, inline=found.file.media_type == storage.MediaKind.JPEG)


@blueprint.route("/r/<region_code>/reports/follow/<code>/contact", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_report
def case_contact(report: Report) -> ResponseReturnValue:
    """See, correct, erase (个人信息保护法 art. 44 to 47). Both fields empty makes the report anonymous."""
    form = forms.ContactForm(name=report.name or "", phone=report.phone or "")
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                if form.name.data or form.phone.data:
                    service.change_contact(
                        report, name=form.name.data or None, phone=form.phone.data or None, now=clock.now()
                    )
                else:
                    service.erase_contact(report, now=clock.now())
            flash(_("您的联系方式已更新。"), "success")
            return _back(report)
    here = regions.here()
    return render_template(
        "reports/contact.html", report=report, form=form, here=here, until=copies.kept_until(report),
        told=told.beside(report.told_version_id, bureau=here.bureau_name, hotline=here.hotline),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/reports/follow/<code>/copy.json", defaults={"kind": "json"})
@blueprint.get("/r/<region_code>/reports/follow/<code>/copy.pdf", defaults={"kind": "pdf"})
@limiter.limit(PUBLIC_FORM)
@own.own_report
def case_copy(report: Report, kind: str) -> ResponseReturnValue:
    """All that is held, to take away (个人信息保护法 art. 45)."""
    form, now = Form(kind), clock.now()
    with unit_of_work():
        return hand_out(copies.take(report, form=form, now=now), form, now=now)


def _back(report: Report) -> ResponseReturnValue:
    return redirect(url_for("reports.case", region_code=current_region().code, code=report.code), 303)
