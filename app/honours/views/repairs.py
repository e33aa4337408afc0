"""What the office does with a request besides the answer: take it in, tell what lacks, decline, extend, revoke."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.honours import forms, intake, queries, revoking, stages
from app.honours.models import RepairRequest
from app.honours.revoking import Deceit
from app.honours.terms import HonourPermission, RepairStage
from app.infra import clock, storage
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm, HouseForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on

blueprint = Blueprint("repairs", __name__)


@blueprint.post("/honours/repairs/<code>/take-in")
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def take_in(request: RepairRequest) -> ResponseReturnValue:
    form, code = EmptyForm(), request.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                intake.take_in(request, by=current_user, now=clock.now())
            flash(_("已受理，答复的期限从今天起算。"), "success")
    for said in form.form_errors:
        flash(said, "error")
    return redirect(url_for("editions.repair", code=code), 303)


@blueprint.route("/honours/repairs/<code>/lacking", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def lacking(request: RepairRequest) -> ResponseReturnValue:
    form = forms.LackingForm()

    def do() -> None:
        intake.tell_lacking(request, form.text.data, by=current_user, now=clock.now())

    return _act(
        request, form, do, title=_("告知要补正的材料"), told=_("已告知商家，补正以后再决定是否受理。"),
        lead=_("材料不齐全的，两个工作日内一次性告知。商家补正以后，两个工作日重新计算。"), is_open=request.stage is RepairStage.ASKED,
    )  # fmt: skip


@blueprint.route("/honours/repairs/<code>/decline", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def decline(request: RepairRequest) -> ResponseReturnValue:
    form = forms.ApprovedForm()

    def do() -> None:
        intake.decline(request, form.why.data, form.approved_by.data, by=current_user, now=clock.now())

    return _act(
        request, form, do, title=_("不予受理"), told=_("已记下，商家会收到通知和理由。"), tone="danger",
        lead=_("不予受理要经负责人批准，书面告知理由。商家以后可以再申请。"), is_open=request.stage in stages.BEFORE_TAKING_IN,
    )  # fmt: skip


@blueprint.route("/honours/repairs/<code>/extend", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def extend(request: RepairRequest) -> ResponseReturnValue:
    form = forms.ApprovedForm()

    def do() -> None:
        intake.extend(request, form.why.data, form.approved_by.data, by=current_user, now=clock.now())

    return _act(
        request, form, do, title=_("延长十个工作日"), told=_("已延长十个工作日，商家会收到通知。"),
        lead=_("案情复杂或者需要核查，不能按期决定的，经负责人批准可以延长一次，到期以前办。"),
        is_open=request.stage is RepairStage.TAKEN_IN and request.extended_at is None,
    )  # fmt: skip


@blueprint.route("/honours/repairs/<code>/revoke", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.REVOKE_REPAIR)
@confirmed
def revoke(request: RepairRequest) -> ResponseReturnValue:
    form = forms.RevokeRepairForm()

    def do() -> None:
        deceit = Deceit(form.why.data, form.shown.data, form.approved_by.data)
        revoking.revoke(request, deceit, by=current_user, now=clock.now())

    return _act(
        request, form, do, title=_("撤销准予修复"), told=_("准予修复的决定已撤销，公开页面即时更新。"), tone="danger",
        lead=_("隐瞒真实情况、弄虚作假的，撤销准予修复的决定：恢复公示，公示期从今天起重新计算，不得提前停止；决定公开三年，三年内不得再申请修复。由没有作出准予决定的人办理。"),
        is_open=request.stage is RepairStage.GRANTED,
    )  # fmt: skip


@blueprint.get("/honours/repairs/<code>/added-file")
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def added_file(request: RepairRequest) -> ResponseReturnValue:
    """What the seller sent when something lacked."""
    if request.added_file is None:
        abort(404)
    return storage.serve(request.added_file, inline=True)


def _act(
    request: RepairRequest, form: HouseForm, do: Callable[[], None], *, title: str, told: str, lead: str, is_open: bool,
    tone: str = "primary",
) -> ResponseReturnValue:  # fmt: skip
    """Show the form; when it is sent and right, do it and lead back. What is over is not asked for again: the page says where it stands."""
    code = request.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                do()
            flash(told, "success")
            return redirect(url_for("editions.repair", code=code), 303)
    elif not is_open and not form.is_submitted():
        return redirect(url_for("editions.repair", code=code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        request = queries.repair_by_code(code) or request
    return render_template(
        "honours/repair_act.html", form=form, asked=request, title=title, lead=lead, tone=tone
    )
