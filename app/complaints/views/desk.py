"""The desks: the list, the page of one complaint, talking, and what the seller does."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.clocks import counting
from app.complaints import around, attachments, forms, lists, office_forms, queries, service
from app.complaints.lists import OFFICE_SHELVES, Shelf
from app.complaints.models import Complaint
from app.complaints.permissions import station_of
from app.complaints.terms import About, State
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint, sent
from app.infra import clock, uploads
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from app.reports import queries as reports

MOST_WORDS = 60


@blueprint.get("/complaints")
@requires(May.LIST)
def index() -> ResponseReturnValue:
    """What is due first stands first."""
    told, now = request.args.get("shelf", ""), clock.now()
    shelf = Shelf(told) if told in set(Shelf) else Shelf.OPEN
    form = _filter()
    page = lists.page_of(shelf, _narrow(form), now=now, after=request.args.get("after", type=int))
    calendar = regions.calendar()
    due = {one.id: counting.standing(one.running[0], now, calendar) for one in page if one.running}
    shelves = [one for one in Shelf if one not in OFFICE_SHELVES or current_user.is_regulator]
    return render_template(
        "complaints/index.html", page=page, shelf=shelf, words=(form.words.data or "").strip(), shelves=shelves, due=due, form=form,
        is_shop=current_user.role is Role.MERCHANT,
    )  # fmt: skip


def _filter() -> office_forms.FilterForm:
    """A station's officer has one station; a seller and a park have no officers to choose."""
    form = office_forms.FilterForm(request.args)
    stations = regions.organisations(OrganisationKind.STATION) if current_user.is_regulator else []
    form.station.choices = [("", _("全部")), *((str(one.id), one.name) for one in stations)]
    if current_user.role is Role.MERCHANT:
        form.words.label.text = _("投诉编号")
    if not current_user.is_regulator:
        del form.mine
    if not stations or station_of(current_user) is not None:
        del form.station
    return form


def _narrow(form: office_forms.FilterForm) -> lists.Narrow:
    """What the person may see at all, and within it what was asked for. Nonsense asks for nothing."""
    station = form.station.data if "station" in form and form.validate() else ""
    ours = station_of(current_user)
    return lists.Narrow(
        merchant_id=current_user.merchant_id if current_user.role is Role.MERCHANT else None,
        park_id=current_user.organisation_id if current_user.role is Role.PARK else None,
        station_id=ours or (int(station) if station else None),
        own_id=current_user.id if ours else None,
        handler_id=current_user.id if "mine" in form and form.mine.data else None,
        state=State(form.state.data) if form.state.data in set(State) else None,
        about=About(form.about.data) if form.about.data in set(About) else None,
        words=(form.words.data or "").strip()[:MOST_WORDS],
    )


@blueprint.get("/complaints/<code>")
@loads(queries.by_code)
@requires(May.READ)
def show(complaint: Complaint) -> ResponseReturnValue:
    return _show(complaint, _message_form(complaint))


def _message_form(complaint: Complaint) -> forms.MessageForm:
    """After the end the office may still note something for itself."""
    if not may(current_user, May.NOTE, complaint):
        return forms.MessageForm()
    form = forms.DeskMessageForm(data=None if complaint.is_open else {"private": True})
    form.text.label.text = _("留言") if complaint.is_open else _("内部备注")
    return form


def _show(complaint: Complaint, form: forms.MessageForm) -> ResponseReturnValue:
    sees_notes = may(current_user, May.NOTE, complaint)
    return render_template(
        "complaints/show.html",
        complaint=complaint,
        messages=[one for one in complaint.messages if sees_notes or not one.private],
        deadlines=counting.shown(complaint.deadlines, clock.now(), regions.calendar()),
        form=form,
        acts=acts.open_to(current_user, complaint),
        appeal_url=acts.appeal_url(current_user, complaint),
        more=acts.more_for(current_user, complaint),
        around=_around(complaint, sees_notes=sees_notes),
        sees_notes=sees_notes,
        sees_contact=complaint.may_pass_on or current_user.role is not Role.MERCHANT,
        may_unmask=may(current_user, May.UNMASK, complaint),
        files=attachments.of(complaint),
        reports=reports.of_complaint(complaint.code) if current_user.is_regulator else (),
    )


def _around(complaint: Complaint, *, sees_notes: bool) -> dict[str, Any]:
    """The appeal is the seller's and the office's; the rest is the office's alone."""
    found: dict[str, Any] = {"appeal": None}
    if sees_notes or may(current_user, May.APPEAL, complaint):
        found["appeal"] = around.appeal_of(complaint)
    if sees_notes:
        found |= {
            "mark": around.standing_mark(complaint), "closing": around.waiting_closing(complaint),
            "linked": around.linked(complaint), "same": around.of_same_goods(complaint),
            "merged": around.merged_into(complaint), "requests": around.assistance_of(complaint),
        }  # fmt: skip
    return found


@blueprint.post("/complaints/<code>/messages")
@loads(queries.by_code)
@requires(May.WRITE)
def message(complaint: Complaint) -> ResponseReturnValue:
    """What cannot be sent stays on the page, with the sentence why."""
    form, code, now = _message_form(complaint), complaint.code, clock.now()
    if form.validate_on_submit() and (files := sent.cleaned(form)) is not None:
        private = "private" in form and form.private.data
        leave = service.note if private else service.leave_message
        with sentence_on(form):
            with unit_of_work():
                leave(complaint, form.text.data, by=current_user, form_key=form.key.data, now=now)
                attachments.keep_by_form(complaint, form.key.data, files, now=now)
            flash(_("备注已记下。") if private else _("留言已发出。"), "success")
            return redirect(url_for("complaints.show", code=code), 303)
    return _show(queries.by_code(code) or complaint, form)


@blueprint.route("/complaints/<code>/answer", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.ANSWER)
def answer(complaint: Complaint) -> ResponseReturnValue:
    form = forms.AnswerForm()

    def do() -> None:
        stance, files, now = (
            service.Stance(form.stance.data),
            uploads.clean_all(form.files.data or ()),
            clock.now(),
        )
        said = service.answer(complaint, by=current_user, stance=stance, text=form.text.data, now=now)
        attachments.keep(complaint, said, files, now=now)

    return acts.page(complaint, form, do, title=_("答复消费者"), submit=_("发出答复"), told=_("答复已发出。"))


@blueprint.route("/complaints/<code>/settle", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.ANSWER)
def settle(complaint: Complaint) -> ResponseReturnValue:
    form = forms.SettleForm()

    def do() -> None:
        files, now = uploads.clean_all(form.files.data or ()), clock.now()
        said = service.settle(complaint, by=current_user, text=form.text.data, now=now)
        attachments.keep(complaint, said, files, now=now)

    return acts.page(
        complaint, form, do, title=_("已经处理好了"), submit=_("请消费者确认"), told=_("已请消费者确认。"),
        lead=_("写清做了什么，比如退款金额和时间。是否解决由消费者来说。"),
    )  # fmt: skip
