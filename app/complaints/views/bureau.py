"""What the regulator does with a complaint, and what the hotline writes down."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.complaints import forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import Channel, Ground, Outcome
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint, origin, public
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.kernel import codes


@blueprint.route("/complaints/hotline", methods=["GET", "POST"])
@requires(May.TAKE_DOWN)
def hotline() -> ResponseReturnValue:
    """Written down for a caller. The hotline is a published channel: the law's clock starts at once."""
    about = origin.of_request()
    if about is None:
        words = request.args.get("words", "").strip()
        return render_template("complaints/hotline_seller.html", words=words, matches=origin.matches(words))
    form = forms.HotlineForm()
    if form.validate_on_submit():
        about = origin.Origin(about.merchant, Channel.HOTLINE)
        with unit_of_work():
            receipt = service.receive(
                public.told(form, about, may_pass_on=False), by=current_user, now=clock.now()
            )
        secret = codes.grouped(receipt.secret)
        flash(_("已登记。请把查询码 %(secret)s 告诉来电人，它只显示这一次。", secret=secret), "success")
        return redirect(url_for("complaints.show", code=receipt.complaint.code), 303)
    return render_template("complaints/hotline.html", form=form, merchant=about.merchant)


@blueprint.route("/complaints/<code>/bureau", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def bureau(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()

    def do() -> None:
        service.send_to_bureau(
            complaint, by=current_user, side=service.side_of(current_user), text=form.text.data, now=clock.now()
        )  # fmt: skip

    return acts.page(
        complaint, form, do, title=_("转市场监管处理"), submit=_("转入"), told=_("已转入，法定期限从现在起算。"),
        lead=_("确认消费者要由市场监管部门处理时再转。从这一刻起，7 个工作日内要决定是否受理。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/accept", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def accept(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()

    def do() -> None:
        service.accept(complaint, by=current_user, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("受理投诉"), submit=_("受理"), told=_("已受理，双方都已告知。")
    )


@blueprint.route("/complaints/<code>/decline", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def decline(complaint: Complaint) -> ResponseReturnValue:
    form = forms.DeclineForm()

    def do() -> None:
        ground = Ground(form.ground.data)
        service.decline(complaint, by=current_user, ground=ground, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("不予受理"), submit=_("作出不予受理决定"), told=_("已作出不予受理决定并告知。"),
        lead=_("请写明理由，并告诉消费者还有哪些途径：与商家和解、请求消协或其他调解组织调解、按约定申请仲裁、向法院起诉。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/mediate", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def mediate(complaint: Complaint) -> ResponseReturnValue:
    form = forms.MediateForm()

    def do() -> None:
        service.start_mediation(complaint, by=current_user, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("开始调解"), submit=_("开始调解"), told=_("已开始调解，双方同意的时间已记下。"),
        lead=_("调解要双方同意。写明时间、方式和调解人员。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/close", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def close(complaint: Complaint) -> ResponseReturnValue:
    """Against the consumer's word it is a proposal, which a second officer confirms."""
    form = forms.CloseForm()
    form.outcome.choices = forms.endings_from(complaint.state)

    def do() -> str:
        outcome = Outcome(form.outcome.data)
        ended = service.close(
            complaint, by=current_user, outcome=outcome, text=form.text.data, now=clock.now()
        )
        if ended:
            return acts.ended(outcome)
        return _("已提出结案。结果与消费者的话不一致，要由另一位市场监管人员复核后才结案。")

    return acts.page(
        complaint, form, do, title=_("结案"), submit=_("结案"), told="",
        lead=_("是否解决以消费者的话为准；要按别的结果结案，请把理由写清楚，并由第二位人员复核。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/unmask", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.UNMASK)
@confirmed
def unmask(complaint: Complaint) -> ResponseReturnValue:
    """The full phone, on this page only; the reason is on record before it is shown."""
    form = forms.ReasonForm()
    phone = None
    if form.validate_on_submit():
        with unit_of_work():
            phone = service.unmask(complaint, by=current_user, reason=form.reason.data, now=clock.now())
    return render_template("complaints/unmask.html", form=form, code=complaint.code, phone=phone)
