"""The desks: the list, the page of one complaint, talking, and what the seller does."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.complaints import counting, forms, queries, service
from app.complaints.models import Complaint
from app.complaints.queries import Shelf
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint
from app.infra import clock
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.regions import queries as regions


@blueprint.get("/complaints")
@requires(May.LIST)
def index() -> ResponseReturnValue:
    """What is due first stands first."""
    told, now = request.args.get("shelf", ""), clock.now()
    shelf = Shelf(told) if told in set(Shelf) else Shelf.OPEN
    page = queries.page_of(
        shelf, now=now, after=request.args.get("after", type=int),
        merchant_id=current_user.merchant_id if current_user.role is Role.MERCHANT else None,
        park_id=current_user.organisation_id if current_user.role is Role.PARK else None,
    )  # fmt: skip
    calendar = regions.calendar()
    due = {one.id: counting.standing(one.running[0], now, calendar) for one in page if one.running}
    shelves = [one for one in Shelf if one is not Shelf.UNDECIDED or current_user.is_regulator]
    return render_template(
        "complaints/index.html", page=page, shelf=shelf, shelves=shelves, due=due, is_shop=current_user.role is Role.MERCHANT
    )  # fmt: skip


@blueprint.get("/complaints/<code>")
@loads(queries.by_code)
@requires(May.READ)
def show(complaint: Complaint) -> ResponseReturnValue:
    sees_notes = may(current_user, May.NOTE, complaint)
    return render_template(
        "complaints/show.html",
        complaint=complaint,
        messages=[one for one in complaint.messages if sees_notes or not one.private],
        deadlines=counting.shown(complaint.deadlines, clock.now(), regions.calendar()),
        form=forms.DeskMessageForm() if sees_notes else forms.MessageForm(),
        acts=acts.open_to(current_user, complaint),
        sees_notes=sees_notes,
        sees_contact=complaint.may_pass_on or current_user.role is not Role.MERCHANT,
        may_unmask=may(current_user, May.UNMASK, complaint),
    )


@blueprint.post("/complaints/<code>/messages")
@loads(queries.by_code)
@requires(May.WRITE)
def message(complaint: Complaint) -> ResponseReturnValue:
    form = forms.DeskMessageForm() if may(current_user, May.NOTE, complaint) else forms.MessageForm()
    if form.validate_on_submit():
        private = "private" in form and form.private.data
        leave = service.note if private else service.leave_message
        with unit_of_work():
            leave(complaint, form.text.data, by=current_user, form_key=form.key.data, now=clock.now())
        flash(_("备注已记下。") if private else _("留言已发出。"), "success")
    else:
        flash(_("留言没有发出：请写点什么，不要超过 2000 字。"), "error")
    return redirect(url_for("complaints.show", code=complaint.code), 303)


@blueprint.route("/complaints/<code>/answer", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.ANSWER)
def answer(complaint: Complaint) -> ResponseReturnValue:
    form = forms.AnswerForm()

    def do() -> None:
        stance = service.Stance(form.stance.data)
        service.answer(complaint, by=current_user, stance=stance, text=form.text.data, now=clock.now())

    return acts.page(complaint, form, do, title=_("答复消费者"), submit=_("发出答复"), told=_("答复已发出。"))


@blueprint.route("/complaints/<code>/settle", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.ANSWER)
def settle(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()

    def do() -> None:
        service.settle(complaint, by=current_user, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("已经处理好了"), submit=_("请消费者确认"), told=_("已请消费者确认。"),
        lead=_("写清做了什么，比如退款金额和时间。是否解决由消费者来说。"),
    )  # fmt: skip
