"""A case: the officer's and the seller's page, the seller's word, and the decision by somebody else."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, storage, uploads
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence, sentence_on
from app.kernel.errors import DomainError
from app.regions import queries as regions
from app.titles import case_queries, cases, forms, grounds
from app.titles.models import TitleCase
from app.titles.terms import CaseState, TitlePermission

blueprint = Blueprint("title_cases", __name__)
BACK = "back"  # from the second page of a decision to the first, with what was written


@blueprint.get("/titles/cases")
@requires(TitlePermission.LIST)
def index() -> ResponseReturnValue:
    return render_template("titles/cases.html", cases=case_queries.open_cases())


@blueprint.get("/titles/cases/<code>")
@loads(case_queries.case_by_code)
@requires(TitlePermission.READ_CASE)
def show(case: TitleCase) -> ResponseReturnValue:
    is_open = case.state is CaseState.HEARING
    decides = is_open and may(current_user, TitlePermission.DECIDE_CASE, case)
    return render_template(
        "titles/case.html", case=case, citations=grounds.CITATIONS, now=clock.now(),
        clocks=counting.shown(clocks.of(case), clock.now(), regions.calendar()),
        may_decide=decides, why_not=_why_not(case) if decides else "",
        may_speak=is_open and case.stated_at is None and may(current_user, TitlePermission.SPEAK, case),
    )  # fmt: skip


@blueprint.route("/titles/cases/<code>/statement", methods=["GET", "POST"])
@loads(case_queries.case_by_code)
@requires(TitlePermission.SPEAK)
def speak(case: TitleCase) -> ResponseReturnValue:
    form = forms.StatementForm()
    if case.stated_at is not None or case.state is not CaseState.HEARING:
        return redirect(url_for("title_cases.show", code=case.code), 303)  # what was said stands there
    if form.validate_on_submit():
        with sentence_on(form):
            papers = uploads.papers(form.files.data)
            with unit_of_work():
                said = None if form.waives.data else form.statement.data
                cases.speak(case, said, papers, by=current_user, now=clock.now())
            flash(_("已收到您的意见，作出决定后会通知您。"), "success")
            return redirect(url_for("title_cases.show", code=case.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        case = case_queries.case_by_code(case.code) or case
    return render_template("titles/statement.html", form=form, case=case, citations=grounds.CITATIONS)


@blueprint.route("/titles/cases/<code>/decide", methods=["GET", "POST"])
@loads(case_queries.case_by_code)
@requires(TitlePermission.DECIDE_CASE)
@confirmed
def decide(case: TitleCase) -> ResponseReturnValue:
    """Taking a title away takes two pages: the decision, then the same once more, with the way back to the first."""
    if why_not := _why_not(case):
        flash(why_not, "info")
        return redirect(url_for("title_cases.show", code=case.code), 303)
    form = forms.CaseDecisionForm()
    revokes = form.revokes.data == "yes"
    if request.form.get("act") == BACK:
        form.confirmed.data = ""
        return render_template("titles/decide_case.html", form=form, case=case, citations=grounds.CITATIONS)
    if form.validate_on_submit() and revokes and form.confirmed.data != "yes":
        form.confirmed.data = "yes"
        return render_template("titles/confirm.html", form=form, case=case, citations=grounds.CITATIONS)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                cases.decide(case, revokes=revokes, why=form.why.data, by=current_user, now=clock.now())
            flash(
                _("称号 %(number)s 已撤销，公开页面、红榜和标识都已更新。", number=case.title.number)
                if revokes else _("已决定不撤销，商家会收到通知。"), "success",
            )  # fmt: skip
            return redirect(url_for("title_cases.show", code=case.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        case = case_queries.case_by_code(case.code) or case
    form.confirmed.data = ""
    return render_template("titles/decide_case.html", form=form, case=case, citations=grounds.CITATIONS)


def _why_not(case: TitleCase) -> str:
    """Why nothing can be decided now; empty if it can."""
    try:
        cases.check_ripe(case, now=clock.now())
    except DomainError as refusal:
        return sentence(refusal)
    return ""


@blueprint.get("/titles/cases/<code>/files/<file>")
@loads(case_queries.case_by_code)
@requires(TitlePermission.READ_CASE)
def file(case: TitleCase, file: str) -> ResponseReturnValue:
    found = next((one.file for one in case.files if one.file.code == file), None)
    if found is None:
        abort(404)
    return storage.serve(found, inline=True)
