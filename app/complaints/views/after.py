"""What the consumer may still say after the end, with the receipt's secret; and the park's station before it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import forms, office_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.terms import Satisfaction
from app.complaints.views import acts, blueprint, own
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region


@blueprint.post("/r/<region_code>/complaints/follow/<code>/rate")
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_rate(complaint: Complaint) -> ResponseReturnValue:
    """One tap."""
    told, form = request.form.get("satisfaction", ""), EmptyForm()
    if form.validate_on_submit() and told in set(Satisfaction):
        with unit_of_work():
            service.rate(complaint, Satisfaction(told), now=clock.now())
        flash(_("谢谢您的评价。"), "success")
    return _back(complaint)


@blueprint.route("/r/<region_code>/complaints/follow/<code>/object", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_case
def case_object(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.object_to_end(complaint, text=form.text.data, now=clock.now())
            flash(_("您的意见已记下，市场监管部门会看到。"), "success")
            return _back(complaint)
    return _page(
        complaint,
        form,
        _("不认可这个结果"),
        _("写清哪里不对。您的意见会记入这件投诉，也会单独统计。"),
        _("提交意见"),
    )


@blueprint.route("/r/<region_code>/complaints/follow/<code>/reopen", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_case
def case_reopen(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.reopen(complaint, text=form.text.data, now=clock.now())
            flash(_("已重新打开，商家会收到通知。"), "success")
            return _back(complaint)
    return _page(
        complaint, form, _("商家没有做到，重新打开"), _("写清商家答应了什么、没有做到什么。"), _("重新打开")
    )


@blueprint.post("/r/<region_code>/complaints/follow/<code>/station")
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_station(complaint: Complaint) -> ResponseReturnValue:
    """One tap: the park's station is asked to help."""
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.send_to_station(complaint, text="", now=clock.now())
            flash(_("已请园区服务站协调。您随时可以转给市场监管部门。"), "success")
    for told in form.form_errors:
        flash(told, "error")
    return _back(complaint)


@blueprint.route("/complaints/<code>/station", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.COORDINATE)
def station(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.StationForm()

    def do() -> str | None:
        settled = form.settled.data == "yes"
        service.station_tried(
            complaint, by=current_user, settled=settled, text=form.text.data, now=clock.now()
        )
        return None if settled else _("已记下没有协调成，消费者可以转给市场监管部门。")

    return acts.page(
        complaint, form, do, title=_("写下协调结果"), submit=_("提交"), told=_("协调结果已记下，请等消费者表态。"),
        lead=_("是否解决由消费者来说；没有协调成的，消费者可以转给市场监管部门。"),
    )  # fmt: skip


def _page(
    complaint: Complaint, form: forms.TextForm, title: str, lead: str, submit: str
) -> ResponseReturnValue:
    return render_template(
        "complaints/after.html", complaint=complaint, form=form, title=title, lead=lead, submit=submit
    )


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(url_for("complaints.case", region_code=current_region().code, code=complaint.code), 303)
