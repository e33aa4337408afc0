"""The table for the regulator, the seller and its park."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import queries as complaints
from app.complaints.models import Complaint
from app.complaints.service import side_of
from app.infra import clock, storage
from app.infra.access import loads, may, requires
from app.infra.acts import lead_back
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence, sentence_on
from app.kernel.errors import DomainError
from app.mediation import forms, queries, service
from app.mediation.models import Mediation
from app.mediation.service.agreement import Offer
from app.mediation.terms import EndGround, MediationState, Party
from app.mediation.terms import MediationPermission as May
from app.mediation.views import blueprint, table
from app.mediation.views.confirming import has_confirmed


@blueprint.get("/complaints/<code>/mediation")
@loads(complaints.by_code)
@requires(May.SEE)
def show(complaint: Complaint) -> ResponseReturnValue:
    mediation = queries.of_complaint(complaint.code)
    return render_template("mediation/desk.html", **table.words_for(complaint, mediation, _seat(complaint)))


@blueprint.get("/complaints/<code>/mediation/progress")
@loads(complaints.by_code)
@requires(May.SEE)
def progress(complaint: Complaint) -> ResponseReturnValue:
    """Only the part that keeps itself fresh."""
    mediation = _table(complaint)
    return render_template(
        "mediation/progress.html", **table.words_for(complaint, mediation, _seat(complaint))
    )


@blueprint.post("/complaints/<code>/mediation/open")
@loads(complaints.by_code)
@requires(May.OPEN)
def open_table(complaint: Complaint) -> ResponseReturnValue:
    return _act(
        complaint, lambda: service.open_table(complaint, by=current_user, now=clock.now()), _("已邀请双方。")
    )


@blueprint.post("/complaints/<code>/mediation/consent")
@loads(complaints.by_code)
@requires(May.DECIDE)
def consent(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.consent(mediation, party=Party.MERCHANT, by=current_user, now=clock.now())

    return _act(complaint, do, _("已同意调解，时间已记下。"))


@blueprint.post("/complaints/<code>/mediation/refuse")
@loads(complaints.by_code)
@requires(May.DECIDE)
def refuse(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.refuse(
            mediation, party=Party.MERCHANT, by=current_user, form_key=f"refused {mediation.code} merchant",
            now=clock.now(),
        )  # fmt: skip

    return _act(complaint, do, _("已告诉主持调解的人。"))


@blueprint.post("/complaints/<code>/mediation/lines")
@loads(complaints.by_code)
@requires(May.TALK)
def speak(complaint: Complaint) -> ResponseReturnValue:
    """What cannot be sent stays on the page, with the sentence why."""
    mediation, form, code = _table(complaint), forms.SpeakForm(), complaint.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.speak(
                    mediation, form.text.data, who=_speaker(), form_key=form.key.data, now=clock.now()
                )
            flash(_("已发出，各方都能看到。"), "success")
            return _back(complaint)
    complaint = complaints.by_code(code) or complaint
    shown = table.words_for(complaint, _table(complaint), _seat(complaint), said=form)
    return render_template("mediation/desk.html", **shown)


@blueprint.route("/complaints/<code>/mediation/proposals", methods=["GET", "POST"])
@loads(complaints.by_code)
@requires(May.TALK)
def propose(complaint: Complaint) -> ResponseReturnValue:
    mediation, form = _table(complaint), forms.ProposeForm(prefix="offer")
    if mediation.state is not MediationState.TALKING and not form.is_submitted():
        return _nothing_to_do(complaint, _("提出方案"))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                offer = Offer(form.terms.data, form.perform_by.data)
                service.propose(mediation, offer, who=_speaker(), form_key=form.key.data, now=clock.now())
            flash(_("方案已提出，已请双方确认。"), "success")
            return _back(complaint)
    return render_template("mediation/propose.html", complaint=complaint, form=form)


@blueprint.route("/complaints/<code>/mediation/confirm", methods=["GET", "POST"])
@loads(complaints.by_code)
@requires(May.DECIDE)
def confirm(complaint: Complaint) -> ResponseReturnValue:
    """The whole text, and the word on exactly that."""
    mediation = _table(complaint)
    proposal, form = mediation.on_the_table, forms.ConfirmForm()
    if proposal is None or has_confirmed(form, mediation, proposal, party=Party.MERCHANT, by=current_user):
        return _back(complaint)
    return render_template(
        "mediation/confirm.html", complaint=complaint, mediation=mediation, form=form,
        back_url=url_for("mediation.show", code=complaint.code),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/mediation/end", methods=["GET", "POST"])
@loads(complaints.by_code)
@requires(May.HOST)
def end(complaint: Complaint) -> ResponseReturnValue:
    mediation, form = _table(complaint), forms.end_form()
    if not mediation.at_the_table and not form.is_submitted():
        return _nothing_to_do(complaint, _("终止调解"))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                ground = EndGround(form.ground.data)
                service.end(
                    mediation, ground=ground, reason=form.reason.data, by=current_user, now=clock.now()
                )
            flash(_("调解已终止，双方都已告知。"), "success")
            return _back(complaint)
    return render_template("mediation/end.html", complaint=complaint, form=form)


@blueprint.post("/complaints/<code>/mediation/breach")
@loads(complaints.by_code)
@requires(May.DECIDE)
def breach(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)

    def do() -> None:
        service.report_breach(mediation, party=Party.MERCHANT, by=current_user, now=clock.now())

    return _act(complaint, do, _("已报告，市场监管部门会核实。"))


@blueprint.route("/complaints/<code>/mediation/breach/clear", methods=["GET", "POST"])
@loads(complaints.by_code)
@requires(May.HOST)
def clear_breach(complaint: Complaint) -> ResponseReturnValue:
    mediation, form = _table(complaint), forms.ClearForm()
    if mediation.state is not MediationState.BROKEN and not form.is_submitted():
        return _nothing_to_do(complaint, _("记录核实情况"))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.clear_breach(
                    mediation, kept=form.kept.data == "yes", result=form.result.data, by=current_user, now=clock.now()
                )  # fmt: skip
            flash(_("核实情况已记下，双方都已告知。"), "success")
            return _back(complaint)
    return render_template("mediation/clear.html", complaint=complaint, form=form)


@blueprint.get("/complaints/<code>/mediation/agreement.pdf")
@loads(complaints.by_code)
@requires(May.SEE)
def paper(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)
    return storage.serve(mediation.paper or abort(404))


@blueprint.get("/complaints/<code>/mediation/agreement.txt")
@loads(complaints.by_code)
@requires(May.SEE)
def text(complaint: Complaint) -> ResponseReturnValue:
    mediation = _table(complaint)
    return table.text_answer(mediation) if mediation.has_agreement else abort(404)


def _seat(complaint: Complaint) -> table.Seat:
    return table.Seat(
        party=Party.MERCHANT if may(current_user, May.DECIDE, complaint) else None,
        may_talk=may(current_user, May.TALK, complaint), may_host=may(current_user, May.HOST, complaint), urls={act: url_for(f"mediation.{act}", code=complaint.code) for act in table.ACTS},
    )  # fmt: skip


def _speaker() -> service.Speaker:
    return service.Speaker(side_of(current_user), current_user)


def _table(complaint: Complaint) -> Mediation:
    return queries.of_complaint(complaint.code) or abort(404)


def _act(complaint: Complaint, do: Callable[[], object], told: str) -> ResponseReturnValue:
    """A button: done and said, or the sentence why not."""
    if not EmptyForm().validate_on_submit():
        return _back(complaint)
    try:
        with unit_of_work():
            do()
        flash(told, "success")
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    return _back(complaint)


def _nothing_to_do(complaint: Complaint, title: str) -> ResponseReturnValue:
    return lead_back(title, url_for("mediation.show", code=complaint.code))


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(url_for("mediation.show", code=complaint.code), 303)
