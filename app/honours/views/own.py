"""The seller's own page: what stands on the black list about it, and its requests for repair."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.honours import (
    conditions,
    forms,
    intake,
    noticed,
    queries,
    records,
    repair_words,
    repairing,
    rules,
    waiting,
)
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import HonourPermission, ListKind, RepairStage
from app.infra import clock, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.papers import Paper
from app.infra.phrases import sentence, sentence_on
from app.kernel.errors import DomainError

blueprint = Blueprint("own_honours", __name__)


def black_entry(code: str) -> HonourEntry | None:
    found = queries.entry_by_code(code)
    return found if found is not None and found.edition.kind is ListKind.BLACK else None


@blueprint.get("/honours/mine")
@requires(HonourPermission.READ_OWN)
def mine() -> ResponseReturnValue:
    requests = queries.repairs_of(current_user.merchant_id)
    return render_template(
        "honours/mine.html", noticed=noticed.about(current_user.merchant_id), entries=queries.black_of(current_user.merchant_id), requests=requests, today=clock.today(),
        rules=rules, words=repair_words, left=waiting.left([one.id for one in requests], clock.now()),
    )  # fmt: skip


@blueprint.route("/honours/entries/<code>/ask-repair", methods=["GET", "POST"])
@loads(black_entry)
@requires(HonourPermission.ASK_REPAIR)
def ask(entry: HonourEntry) -> ResponseReturnValue:
    """The conditions first, with what is known of them; the form once one may ask."""
    form = forms.AskRepairForm()
    if form.validate_on_submit():
        with sentence_on(form):
            paper = _paper(form)
            with unit_of_work():
                repairing.ask(entry, form.text.data, paper, by=current_user, now=clock.now())
            flash(_("已收到您的信用修复申请，两个工作日内告诉您是否受理。"), "success")
            return redirect(url_for("own_honours.mine"), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        entry = black_entry(entry.code) or entry
    return render_template(
        "honours/ask_repair.html", form=form, entry=entry, why_not=_why_not(entry), words=repair_words,
        waited=repairing.waited(entry, clock.now()), conditions=conditions.of(entry.source_kind),
        later=records.since(entry).later,
    )  # fmt: skip


@blueprint.route("/honours/repairs/<code>/complete", methods=["GET", "POST"])
@loads(queries.repair_by_code)
@requires(HonourPermission.COMPLETE_REPAIR)
def complete(request: RepairRequest) -> ResponseReturnValue:
    """Send what the office said is missing."""
    form, code = forms.CompleteRepairForm(), request.code
    if form.validate_on_submit():
        with sentence_on(form):
            paper = uploads.paper_or_none(form.file.data)
            with unit_of_work():
                intake.complete(request, form.text.data, paper, by=current_user, now=clock.now())
            flash(_("已收到补正的材料，两个工作日内告诉您是否受理。"), "success")
            return redirect(url_for("own_honours.mine"), 303)
    elif not form.is_submitted() and request.stage is not RepairStage.LACKING:
        return redirect(url_for("own_honours.mine"), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        request = queries.repair_by_code(code) or request
    return render_template("honours/complete_repair.html", form=form, asked=request)


def _why_not(entry: HonourEntry) -> str:
    """Why nothing can be asked for today; empty if it can."""
    try:
        repairing.check_may_ask(entry, clock.now())
    except DomainError as refusal:
        return sentence(refusal)
    return _("这一条已经有一件修复申请在办，请等答复。") if queries.open_repair_of(entry.id) else ""


def _paper(form: forms.AskRepairForm) -> Paper | None:
    return uploads.paper_or_none(form.file.data)
