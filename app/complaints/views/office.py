"""The office's work on a case beside its way: whose it is, what it belongs to, what an officer suspects."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.complaints import around, office_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint
from app.infra import clock, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.regions import queries as regions
from app.regions.terms import OrganisationKind


@blueprint.post("/complaints/<code>/take")
@loads(queries.by_code)
@requires(May.HANDLE)
def take(complaint: Complaint) -> ResponseReturnValue:
    """One tap: it is mine."""
    if EmptyForm().validate_on_submit():
        with unit_of_work():
            service.assign(complaint, by=current_user, to_id=current_user.id, now=clock.now())
        flash(_("这件投诉由您办理。"), "success")
    return redirect(url_for("complaints.show", code=complaint.code), 303)


@blueprint.route("/complaints/<code>/assign", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def assign(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.AssignForm()
    offices = {one.id: one.name for one in regions.organisations()}
    form.officer.choices = [
        (str(one.id), f"{one.name} · {offices.get(one.organisation_id or 0, _('本县区'))}")
        for one in accounts.of_role(Role.OFFICER, Role.ADMIN)
    ]

    def do() -> None:
        service.assign(complaint, by=current_user, to_id=int(form.officer.data), now=clock.now())

    return acts.page(
        complaint, form, do, title=_("交给谁办"), submit=_("交办"), told=_("已交办，办理人会收到通知。"),
        lead=_("交给别的所的人办，那个人也能看到这件投诉。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/transfer", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def transfer(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.TransferForm()
    stations = regions.organisations(OrganisationKind.STATION)
    form.station.choices = [(str(one.id), one.name) for one in stations if one.id != complaint.station_id]

    def do() -> None:
        service.transfer(
            complaint,
            by=current_user,
            station_id=int(form.station.data),
            text=form.text.data,
            now=clock.now(),
        )

    return acts.page(
        complaint, form, do, title=_("转到别的所"), submit=_("转过去"), told=_("已转办。"),
        lead=_("期限不因转办而变。转出以后由那个所的人办理。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/merge", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def merge(complaint: Complaint) -> ResponseReturnValue:
    form, others = office_forms.MergeForm(), around.duplicates(complaint)
    if not others:
        flash(_("没有找到同一个人对同一商家的其他投诉，不用合并。"), "warning")
        return redirect(url_for("complaints.show", code=complaint.code), 303)
    form.into.choices = [(one.code, f"{one.code} · {one.happened[:40]}") for one in others]

    def do() -> None:
        into = next(one for one in others if one.code == form.into.data)
        service.merge(complaint, into, by=current_user, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("合并重复件"), submit=_("合并"), told=_("已合并。两个编号都还能查，也可以撤销合并。"),
        lead=_("只有同一个人对同一商家的投诉可以合并。合并后这一件不再单独计时和统计，消费者用原来的编号仍能查看。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/unmerge", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def unmerge(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.ReasonForm()

    def do() -> None:
        service.unmerge(complaint, by=current_user, text=form.reason.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("撤销合并"), submit=_("撤销合并"), told=_("已恢复单独办理，期限照原来的计算。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/mark", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def mark(complaint: Complaint) -> ResponseReturnValue:
    """To mark it, or to take the mark away."""
    form, standing = office_forms.ReasonForm(), around.standing_mark(complaint)

    def do() -> None:
        if standing is None:
            service.mark(complaint, by=current_user, reason=form.reason.data, now=clock.now())
        else:
            service.unmark(complaint, by=current_user, why=form.reason.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("疑似恶意索赔") if standing is None else _("取消疑似恶意索赔标记"),
        submit=_("标记") if standing is None else _("取消标记"), told=_("已记下，只有市场监管人员能看到。"),
        lead=_("只有市场监管人员能看到。标记本身不影响受理，是否属于生活消费要按《市场监督管理投诉举报处理办法》第十七条的因素判断。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/pause", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def pause(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.PauseForm()

    def do() -> None:
        service.pause_mediation(
            complaint, by=current_user, why=form.reason.data, paper=form.paper.data,
            files=uploads.clean_all(form.files.data or ()), now=clock.now(),
        )  # fmt: skip

    return acts.page(
        complaint, form, do, title=_("送鉴定、检测，暂停计时"), submit=_("暂停计时"), told=_("调解期限已暂停。"),
        lead=_("鉴定、检测所需时间不计算在调解期限内（《市场监督管理投诉举报处理办法》第二十二条）。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/resume", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def resume(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.ReasonForm()
    form.reason.label.text = _("鉴定、检测的结果")

    def do() -> None:
        service.resume_mediation(complaint, by=current_user, text=form.reason.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("检测结束，恢复计时"), submit=_("恢复计时"), told=_("调解期限已恢复，最后一天已重新计算。")
    )  # fmt: skip
