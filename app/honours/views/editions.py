"""The desk's side of editions and repairs: print, announce, withdraw, answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.clocks import counting
from app.clocks import queries as clocks
from app.honours import conditions, forms, queries, records, repair_words, repairing, service, stages
from app.honours.models import HonourList, RepairRequest
from app.honours.terms import HonourPermission, RepairStage
from app.infra import clock, jobs, storage
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.infra.scope import Session
from app.regions import queries as regions

blueprint = Blueprint("editions", __name__)


@blueprint.get("/honours/editions/<code>")
@loads(queries.by_code)
@requires(HonourPermission.LIST)
def show(edition: HonourList) -> ResponseReturnValue:
    """With the announcement to copy, and the print-ready paper."""
    return render_template(
        "honours/edition_desk.html", edition=edition, today=clock.today(), job=jobs.by_key(service.paper_key(edition)),
        bureau=regions.here().bureau_name, terms=repair_words.terms(edition),
    )  # fmt: skip


@blueprint.get("/honours/editions/<code>/progress")
@loads(queries.by_code)
@requires(HonourPermission.LIST)
def progress(edition: HonourList) -> ResponseReturnValue:
    """The part of the page that waits for the paper."""
    return render_template(
        "honours/progress.html", edition=edition, job=jobs.by_key(service.paper_key(edition))
    )


@blueprint.post("/honours/editions/<code>/print")
@loads(queries.by_code)
@requires(HonourPermission.LIST)
def make_paper(edition: HonourList) -> ResponseReturnValue:
    """For an edition from before editions were printed by themselves."""
    with unit_of_work():
        service.promise_paper(edition)
    return redirect(url_for("editions.show", code=edition.code), 303)


@blueprint.get("/honours/editions/<code>/paper.pdf")
@loads(queries.by_code)
@requires(HonourPermission.LIST)
def paper(edition: HonourList) -> ResponseReturnValue:
    file = Session().get(storage.StoredFile, edition.file_id) if edition.file_id else None
    if file is None:
        return redirect(url_for("editions.show", code=edition.code), 303)
    return storage.serve(file, inline=True)


@blueprint.route("/honours/editions/<code>/withdraw", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(HonourPermission.WITHDRAW)
@confirmed
def withdraw(edition: HonourList) -> ResponseReturnValue:
    form = forms.WithdrawForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.withdraw(edition, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("这一期已撤回，公开页面已注明。"), "success")
            return redirect(url_for("editions.show", code=edition.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        edition = queries.by_code(edition.code) or edition
    return render_template("honours/withdraw.html", form=form, edition=edition)


@blueprint.route("/honours/repairs/<code>", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def repair(request: RepairRequest) -> ResponseReturnValue:
    """The conditions one by one, what our own records say to them, and the decision that follows."""
    form = forms.answer_form(request.entry.source_kind)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                repairing.decide(
                    request, form.findings(), grants=form.grants.data == "yes", answer=form.answer.data, by=current_user,
                    now=clock.now(),
                )  # fmt: skip
            flash(_("已答复，商家会收到通知。"), "success")
            return redirect(url_for("editions.repair", code=request.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        request = queries.repair_by_code(request.code) or request
    entry, is_open = request.entry, request.stage is RepairStage.TAKEN_IN
    return render_template(
        "honours/answer_repair.html", form=form, asked=request, is_open=is_open, waited=repairing.waited(entry, clock.now()),
        conditions=conditions.of(entry.source_kind), records=records.since(entry) if is_open else None, words=repair_words,
        clocks=counting.shown(clocks.of(request), clock.now(), regions.calendar()), bureau=regions.here().bureau_name,
        before_taking_in=request.stage in stages.BEFORE_TAKING_IN,
        may_revoke=request.stage is RepairStage.GRANTED and may(current_user, HonourPermission.REVOKE_REPAIR, request),
    )  # fmt: skip


@blueprint.get("/honours/repairs/<code>/file")
@loads(queries.repair_by_code)
@requires(HonourPermission.DECIDE_REPAIR)
def repair_file(request: RepairRequest) -> ResponseReturnValue:
    if request.file is None:
        return redirect(url_for("editions.repair", code=request.code), 303)
    return storage.serve(request.file, inline=True)
