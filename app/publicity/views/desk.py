"""The desk's side: what runs, what was objected, the answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.panels import queries as panels
from app.publicity import forms, queries, service
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import NoticeKind, NoticeState, PublicityPermission
from app.regions import queries as regions

blueprint = Blueprint("publicity", __name__)
DECIDED_AT = {NoticeKind.TITLES: "proposals.decide", NoticeKind.BLACK_LIST: "honours.decide"}


@blueprint.get("/publicity")
@requires(PublicityPermission.LIST)
def index() -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    page = queries.page_of(
        kind=NoticeKind(kind) if kind in set(NoticeKind) else None,
        proposer_id=None if current_user.is_regulator else current_user.id,
        after=request.args.get("after", type=int),
    )
    return render_template(
        "publicity/desk.html", page=page, kinds=list(NoticeKind), kind=kind, today=clock.today()
    )


@blueprint.get("/publicity/<code>")
@loads(queries.by_code)
@requires(PublicityPermission.READ)
def show(notice: PublicNotice) -> ResponseReturnValue:
    ready = notice.state_on(clock.today()) is NoticeState.ENDED
    return render_template(
        "publicity/desk_show.html", sitting=panels.sitting_by_id(notice.sitting_id) if notice.sitting_id else None, notice=notice, may_decide=ready, today=clock.today(),
        decide_url=url_for(DECIDED_AT[notice.kind], code=notice.code),
        may_answer=current_user.is_regulator and current_user.id != notice.proposer_id
        and not queries.has_scored(current_user.id, notice),
    )  # fmt: skip


@blueprint.route("/publicity/objections/<code>", methods=["GET", "POST"])
@loads(queries.objection_by_code)
@requires(PublicityPermission.ANSWER)
def answer(objection: Objection) -> ResponseReturnValue:
    form = forms.AnswerForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.answer(
                    objection, upheld=form.upheld.data == "yes", text=form.answer.data, by=current_user, now=clock.now()
                )  # fmt: skip
            flash(_("异议 %(code)s 已答复，答复已在公示页面公开。", code=objection.code), "success")
            return redirect(url_for("publicity.show", code=objection.notice.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        objection = queries.objection_by_code(objection.code) or objection
    return render_template(
        "publicity/answer.html", form=form, objection=objection,
        clocks=counting.shown(clocks.of(objection), clock.now(), regions.calendar()),
    )  # fmt: skip


@blueprint.route("/publicity/objections/<code>/unmask", methods=["GET", "POST"])
@loads(queries.objection_by_code)
@requires(PublicityPermission.UNMASK)
@confirmed
def unmask(objection: Objection) -> ResponseReturnValue:
    """Name and phone in full, on this page only; the reason is on record before they are shown."""
    form = forms.ObjectorReasonForm()
    name = phone = None
    if form.validate_on_submit():
        with unit_of_work():
            name, phone = service.unmask(objection, by=current_user, reason=form.reason.data, now=clock.now())
    return render_template("publicity/unmask.html", form=form, code=objection.code, name=name, phone=phone)


@blueprint.route("/publicity/<code>/withdraw", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(PublicityPermission.WITHDRAW)
@confirmed
def withdraw(notice: PublicNotice) -> ResponseReturnValue:
    form = forms.WithdrawForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.withdraw(notice, by=current_user, reason=form.reason.data, now=clock.now())
            flash(_("公示已撤回，公示页面已注明。"), "success")
            return redirect(url_for("publicity.show", code=notice.code), 303)
    return render_template("publicity/withdraw.html", form=form, notice=notice)
