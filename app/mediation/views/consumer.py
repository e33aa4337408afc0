"""The table for the consumer, with number and secret code: agree, talk, confirm, and one tap when it was not kept."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.complaints import queries as complaints
from app.complaints.models import Complaint
from app.complaints.service.steps import CONSUMER
from app.complaints.terms import Side
from app.complaints.views.own import own_case
from app.infra import clock, storage
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence, sentence_on
from app.infra.scope import current_region
from app.kernel.errors import DomainError
from app.mediation import forms, queries, service
from app.mediation.models import Mediation
from app.mediation.terms import Party
from app.mediation.views import blueprint, table
from app.mediation.views.confirming import has_confirmed

WHO = service.Speaker(Side.CONSUMER, CONSUMER)
ADDRESS = "/r/<region_code>/complaints/follow/<code>/mediation"


@blueprint.get(ADDRESS)
@own_case
def own(complaint: Complaint) -> ResponseReturnValue:
    mediation = queries.of_complaint(complaint.code)
    return render_template("mediation/own.html", **table.words_for(complaint, mediation, _seat(complaint)))


@blueprint.get(f"{ADDRESS}/progress")
@own_case
def own_progress(complaint: Complaint) -> ResponseReturnValue:
    return render_template(
        "mediation/progress.html", **table.words_for(complaint, _table(complaint), _seat(complaint))
    )


@blueprint.post(f"{ADDRESS}/consent")
@limiter.limit(PUBLIC_FORM)
@own_case
def own_consent(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.consent(mediation, party=Party.CONSUMER, by=CONSUMER, now=clock.now())

    return _act(complaint, do, _("已同意调解，时间已记下。"))


@blueprint.post(f"{ADDRESS}/refuse")
@limiter.limit(PUBLIC_FORM)
@own_case
def own_refuse(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.refuse(
            mediation, party=Party.CONSUMER, by=CONSUMER, form_key=f"refused {mediation.code} consumer", now=clock.now()
        )  # fmt: skip

    return _act(complaint, do, _("已告诉主持调解的人。"))


@blueprint.post(f"{ADDRESS}/lines")
@limiter.limit(PUBLIC_FORM)
@own_case
def own_speak(complaint: Complaint) -> ResponseReturnValue:
    """What cannot be sent stays on the page, with the sentence why."""
    mediation, form, code = _table(complaint), forms.SpeakForm(), complaint.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.speak(mediation, form.text.data, who=WHO, form_key=form.key.data, now=clock.now())
            flash(_("已发出，各方都能看到。"), "success")
            return _back(complaint)
    complaint = complaints.by_code(code) or complaint
    shown = table.words_for(complaint, _table(complaint), _seat(complaint), said=form)
    return render_template("mediation/own.html", **shown)


@blueprint.route(f"{ADDRESS}/confirm", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own_case
def own_confirm(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)
    proposal, form = mediation.on_the_table, forms.OwnConfirmForm()
    if proposal is None or has_confirmed(form, mediation, proposal, party=Party.CONSUMER, by=CONSUMER):
        return _back(complaint)
    return render_template(
        "mediation/own_confirm.html",
        complaint=complaint,
        mediation=mediation,
        form=form,
        back_url=_address(complaint),
    )


@blueprint.post(f"{ADDRESS}/breach")
@limiter.limit(PUBLIC_FORM)
@own_case
def own_breach(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=clock.now())

    return _act(complaint, do, _("已报告，市场监管部门会核实。"))


@blueprint.post(f"{ADDRESS}/kept")
@limiter.limit(PUBLIC_FORM)
@own_case
def own_kept(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.report_kept(mediation, by=CONSUMER, now=clock.now())

    return _act(complaint, do, _("记下了：协议已经履行。"))


@blueprint.get(f"{ADDRESS}/agreement.pdf")
@own_case
def own_paper(complaint: Complaint) -> ResponseReturnValue:
    return storage.serve(_table(complaint).paper or abort(404))


@blueprint.get(f"{ADDRESS}/agreement.txt")
@own_case
def own_text(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)
    return table.text_answer(mediation) if mediation.has_agreement else abort(404)


def _seat(complaint: Complaint) -> table.Seat:
    region_code = current_region().code
    urls = {
        act: url_for(f"mediation.own_{act}", region_code=region_code, code=complaint.code)
        for act in (*table.ACTS, "kept")
    }
    return table.Seat(party=Party.CONSUMER, may_talk=True, may_host=False, urls=urls)


def _table(complaint: Complaint) -> Mediation:
    return queries.of_complaint(complaint.code) or abort(404)


def _act(complaint: Complaint, do: Callable[[], object], told: str) -> ResponseReturnValue:
    if EmptyForm().validate_on_submit():
        try:
            with unit_of_work():
                do()
            flash(told, "success")
        except DomainError as refusal:
            flash(sentence(refusal), "error")
    return _back(complaint)


def _address(complaint: Complaint) -> str:
    return url_for("mediation.own", region_code=current_region().code, code=complaint.code)


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(_address(complaint), 303)
