"""What is on public notice, and the form to object: open to everyone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assessments import queries as assessments
from app.assessments.kinds import CycleState
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, guard, told
from app.infra.access import loads, public
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.told import Subject
from app.kernel import codes
from app.publicity import forms, own, queries, rules, service
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import NoticeKind, NoticeState
from app.publicity.views import heads
from app.regions import queries as regions
from app.rights import queries as rights
from app.rights.models import Claim

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
        if (known := own.sent_before(lambda one: _is_same(one, form, notice))) is not None:
            flash(_("这件异议刚才已经提交了，没有再记一件。"), "info")
            page = "objections.receipt" if own.secret_of(known) else "objections.case"
            return redirect(url_for(page, region_code=region_code, code=known), 303)
        with sentence_on(form):
            with unit_of_work():
                said = _said(form)
                if (
                    queries.objection_by_key(said.form_key) is None
                ):  # the proof of work is good for one objection only
                    guard.admit("objection", _shown(), now=clock.now())
                objection = service.object_to(notice, said, now=clock.now())
            if (
                objection.secret_hash is None
            ):  # the same form, sent to the release before, which gave no receipts
                flash(
                    _("已收到您的异议，编号 %(code)s。答复会公布在这一页。", code=objection.code), "success"
                )
                return redirect(
                    url_for("public_notices.show", region_code=region_code, code=notice.code), 303
                )
            own.keep_receipt(objection.code, service.secret_of(said))
            return redirect(url_for("objections.receipt", region_code=region_code, code=objection.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        notice = queries.by_code(notice.code) or notice
    cycle = assessments.cycle_by_id(notice.cycle_id) if notice.cycle_id else None
    today, here = clock.today(), regions.here()
    return render_template(
        "publicity/show.html", notice=notice, form=form, region_code=region_code, today=today,
        still_open=notice.state_on(today) is NoticeState.RUNNING,
        shows_lines=rules.shows_lines(notice.kind, notice.state), claims=_claims(notice),
        told=told.shown(Subject.OBJECTION, bureau=here.bureau_name, hotline=here.hotline),
        cycle_code=cycle.code if cycle else None, others_follow=cycle is not None and cycle.state is CycleState.EVALUATION,
        clocks=counting.shown(clocks.of(notice), clock.now(), regions.calendar()),
    )  # fmt: skip


def _is_same(known: Objection, form: forms.ObjectionForm, notice: PublicNotice) -> bool:
    """The same words against the same line; a second click on the same form is told elsewhere."""
    if queries.objection_by_key(form.form_key.data[:40]) is not None:
        return False
    lines = {line.merchant_code: line.name for line in notice.said}
    about = lines.get(form.merchant.data, known.about if known.merchant_id is None else None)
    said = (form.text.data, form.name.data, form.phone.data or None, notice.id, about)
    return said == (known.text, known.name, known.phone, known.notice_id, known.about)


def _shown() -> guard.Shown:
    """Nobody needs a parcel to object: without script, time spent on the page will do."""
    return guard.Shown(request.form.get("altcha", ""), ticket=request.form.get("ticket", ""))


def _claims(notice: PublicNotice) -> dict[str, list[Claim]]:
    """What each shop says beside its score, by its name; only where scores are shown."""
    if notice.kind is not NoticeKind.TITLES:
        return {}
    said = rights.public_of_all([line.merchant_id for line in notice.said])
    return {line.name: said[line.merchant_id] for line in notice.said if line.merchant_id in said}


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
        told_version_id=told.seen(Subject.OBJECTION, request.form.get("told", "")),
    )  # fmt: skip
