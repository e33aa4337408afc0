"""What is on public notice, and the form to object: open to everyone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.infra import clock
from app.infra.access import loads, public
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.kernel import codes
from app.publicity import forms, queries, rules, service
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState
from app.publicity.views import heads

blueprint = Blueprint("public_notices", __name__)
blueprint.app_context_processor(heads.words)


@blueprint.get("/r/<region_code>/notices")
@public
def index(region_code: str) -> ResponseReturnValue:
    page = queries.page_of(after=request.args.get("after", type=int))
    return render_template("publicity/index.html", page=page, region_code=region_code, today=clock.today())


@blueprint.route("/r/<region_code>/notices/<code>", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@loads(queries.by_code)
@public
def show(notice: PublicNotice, region_code: str) -> ResponseReturnValue:
    form = _form(notice)
    if form.validate_on_submit():
        if form.website.data:
            return redirect(url_for("public_notices.show", region_code=region_code, code=notice.code), 303)
        with sentence_on(form):
            with unit_of_work():
                objection = service.object_to(notice, _said(form), now=clock.now())
            flash(_("已收到您的异议，编号 %(code)s。答复会公布在这一页。", code=objection.code), "success")
            return redirect(url_for("public_notices.show", region_code=region_code, code=notice.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        notice = queries.by_code(notice.code) or notice
    still_open = notice.state is NoticeState.RUNNING and not rules.has_run(notice.ends_on, clock.today())
    return render_template(
        "publicity/show.html", notice=notice, form=form, region_code=region_code, still_open=still_open,
        shows_lines=rules.shows_lines(notice.kind, notice.state),
    )  # fmt: skip


def _form(notice: PublicNotice) -> forms.ObjectionForm:
    form = forms.ObjectionForm()
    form.merchant.choices = [
        (forms.WHOLE, _("整份公示")),
        *((line.merchant_code, line.name) for line in notice.said),
    ]
    form.form_key.data = form.form_key.data or codes.fresh(16)
    return form


def _said(form: forms.ObjectionForm) -> service.Said:
    return service.Said(
        name=form.name.data, phone=form.phone.data or None, text=form.text.data,
        merchant_code=form.merchant.data or None, form_key=form.form_key.data[:40],
    )  # fmt: skip
