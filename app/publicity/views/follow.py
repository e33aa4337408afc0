"""Following an objection with number and secret code: read the answer, take a copy, put one's details right or take them back."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, copies, receipts, told
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.forms import EraseForm
from app.infra.i18n import _, when_text
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.kernel import codes
from app.publicity import contact, forms, headings, own, queries, rules
from app.publicity import copies as own_copies
from app.publicity.models import Objection
from app.publicity.terms import PREFIX
from app.regions import queries as regions

blueprint = Blueprint("objections", __name__)


@blueprint.get("/r/<region_code>/objections/receipt/<code>")
@public
def receipt(region_code: str, code: str) -> ResponseReturnValue:
    """Number and secret code, for the browser that was just given them."""
    secret, objection = own.secret_of(code), queries.objection_by_code(code)
    if secret is None or objection is None:
        flash(_("回执只显示一次。请用抄下的编号和查询码查看进展。"), "warning")
        return redirect(url_for("objections.follow", region_code=region_code), 303)
    return render_template("publicity/receipt.html", objection=objection, secret=codes.grouped(secret))


@blueprint.route("/r/<region_code>/objections/follow", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP, methods=["POST"])
def follow(region_code: str) -> ResponseReturnValue:
    form = forms.ObjectionFollowForm(code=request.args.get("code", ""))
    if form.validate_on_submit():
        with sentence_on(form):
            known = queries.objection_by_receipt(form.code.data, form.secret.data)
            if known is None:
                raise rules.ObjectionSecretWrong
            own.may_follow(known.code)
            return redirect(url_for("objections.case", region_code=region_code, code=known.code), 303)
    return render_template("publicity/follow.html", form=form)


@blueprint.get("/r/<region_code>/objections/follow/<code>")
@own.own_objection
def case(objection: Objection) -> ResponseReturnValue:
    return render_template(
        "publicity/case.html", objection=objection, notice=objection.notice, today=clock.today(),
        deadlines=counting.shown(clocks.running(objection), clock.now(), regions.calendar()),
    )  # fmt: skip


@blueprint.route("/r/<region_code>/objections/follow/<code>/contact", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_objection
def case_contact(objection: Objection) -> ResponseReturnValue:
    """See and put right (个人信息保护法 art. 45 and 46)."""
    form = forms.ObjectorForm(name=objection.name, phone=objection.phone or "")
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                contact.correct(
                    objection, name=form.name.data, phone=form.phone.data or None, now=clock.now()
                )
            flash(_("您的联系方式已更新。"), "success")
            return _back(objection)
    return _contact(objection, form, EraseForm())


@blueprint.post("/r/<region_code>/objections/follow/<code>/erase")
@limiter.limit(PUBLIC_FORM)
@own.own_objection
def case_erase(objection: Objection) -> ResponseReturnValue:
    """Erase, where the law allows it (个人信息保护法 art. 47); else say why not and until when."""
    code, form = objection.code, EraseForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                contact.erase(objection, now=clock.now())
            flash(_("您的姓名和手机号已删除。"), "success")
            return _back(objection)
    objection = queries.objection_by_code(code) or objection  # the refusal undid what was loaded too
    shown = forms.ObjectorForm(formdata=None, name=objection.name, phone=objection.phone or "")
    return _contact(objection, shown, form)


@blueprint.get("/r/<region_code>/objections/follow/<code>/copy.json", defaults={"kind": "json"})
@blueprint.get("/r/<region_code>/objections/follow/<code>/copy.pdf", defaults={"kind": "pdf"})
@limiter.limit(PUBLIC_FORM)
@own.own_objection
def case_copy(objection: Objection, kind: str) -> ResponseReturnValue:
    """All that is held, to take away (个人信息保护法 art. 45)."""
    form, now = copies.Form(kind), clock.now()
    with unit_of_work():
        return copies.hand_out(own_copies.take(objection, form=form, now=now), form, now=now)


def _contact(objection: Objection, form: forms.ObjectorForm, erase: EraseForm) -> ResponseReturnValue:
    here = regions.here()
    return render_template(
        "publicity/contact.html", objection=objection, form=form, erase=erase, here=here,
        until=contact.kept_until(objection), deadlines=clocks.running(objection),
        told=told.beside(objection.told_version_id, bureau=here.bureau_name, hotline=here.hotline),
    )  # fmt: skip


def _back(objection: Objection) -> ResponseReturnValue:
    return redirect(url_for("objections.case", region_code=current_region().code, code=objection.code), 303)


def _lost(phone: str) -> Sequence[receipts.Lost]:
    """What was objected under a phone, for the page where lost secrets are found again."""
    here = current_region()
    return [
        receipts.Lost(
            one.code, _("异议 %(code)s", code=one.code),
            [(_("公示"), headings.of(one.notice, here)), (_("提交时间"), when_text(one.received_at))],
        )
        for one in queries.objections_by_phone(phone)
        if one.code.startswith(PREFIX)  # those from before there were receipts have another number
    ]  # fmt: skip


def _renew(code: str, now: datetime) -> str:
    objection = queries.objection_by_code(code) or abort(404)
    return contact.renew_secret(objection, now=now)


receipts.follow(receipts.Way(PREFIX, _lost, _renew, own.keep_receipt, "objections.receipt"))
