"""Requests between regions: what we asked, what we are asked, and the answer."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clocks import counting
from app.clocks import queries as clocks
from app.complaints import around, forms, office_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.side_models import Assistance
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint
from app.complaints.views import requests as pages
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.regions import queries as regions


@blueprint.route("/complaints/<code>/assistance", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def ask_help(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.AskForm()
    others = {one.code: one.name for one in regions.open_refs() if one.code != current_region().code}
    form.region.choices = [("", _("请选择")), *others.items()]

    def do() -> None:
        service.ask(
            complaint, to_code=form.region.data, to_name=others[form.region.data], title=form.title.data,
            text=form.text.data, by=current_user, now=clock.now(),
        )  # fmt: skip

    return acts.page(
        complaint, form, do, title=_("请外县区协查"), submit=_("发出请求"), told=_("协查请求已发出。"),
        lead=_("对方县区只看到您写的这段话，看不到投诉。约定三个工作日内答复。"),
    )  # fmt: skip


@pages.get("/complaints/assistance")
@requires(May.ASSIST)
def index() -> ResponseReturnValue:
    ours, now, calendar = request.args.get("shelf") == "ours", clock.now(), regions.calendar()
    page = around.assistance_page(ours=ours, after=request.args.get("after", type=int))
    running = clocks.by_subject(Assistance.__tablename__, [one.id for one in page])
    due = {one: counting.standing(waits[0], now, calendar) for one, waits in running.items()}
    return render_template("complaints/assistance.html", page=page, ours=ours, due=due)


@pages.route("/complaints/assistance/<code>", methods=["GET", "POST"])
@loads(around.assistance)
@requires(May.ASSIST)
def show(wanted: Assistance) -> ResponseReturnValue:
    """The other region's officer sees the request, and nothing else of the case."""
    form = forms.TextForm()
    form.text.description = _("请求的县区会看到这段话")
    if not wanted.is_ours and form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.answer_request(wanted, by=current_user, text=form.text.data, now=clock.now())
            flash(_("答复已发出。"), "success")
            return redirect(url_for("assistance.show", code=wanted.code), 303)
    return render_template(
        "complaints/request.html", wanted=wanted, form=form,
        deadlines=counting.shown(clocks.of(wanted), clock.now(), regions.calendar()),
    )  # fmt: skip
