"""Forms of officers, monitors and the industry body: the list, filling in, checking, submitting."""

from collections import Counter
from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import facts, form_queries, forms, queries, reviews, standing, year
from app.assessments.errors import AlreadyScored, FormsClosed
from app.assessments.facts import Known, Prefilled
from app.assessments.items import FactName
from app.assessments.kinds import EVALUATION_OF, AssessmentPermission, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.assessments.packs import rubric_of
from app.assessments.rubric import FormSheet
from app.assessments.standing import Own
from app.assessments.terms import Evaluation
from app.assessments.views.again import again
from app.assessments.views.blueprints import review_pages
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence, sentence_on
from app.merchants import queries as merchants
from app.regions import queries as regions
from app.regions.terms import OrganisationKind

MOST_WORDS = 60


@review_pages.get("/reviews")
@requires(AssessmentPermission.REVIEW_LIST)
def index() -> ResponseReturnValue:
    """What is left, begun or submitted. An officer goes to addresses; the others look at rooms."""
    cycle = queries.current_cycle()
    if cycle is None:
        return render_template("assessments/reviews.html", cycle=None)
    shown, near = request.args.get("show", ""), request.args.get("station") == "own"
    own = Own(shown) if shown in set(Own) else Own.LEFT
    station_id, words = _own_station(), request.args.get("words", "").strip()[:MOST_WORDS]
    page = standing.list_for(
        cycle.id, current_user, own, station_id=station_id if near else None, words=words,
        after=request.args.get("after", type=int),
    )  # fmt: skip
    return render_template(
        "assessments/reviews.html", cycle=cycle, page=page, own=own, near=near, words=words,
        kept=queries.own_forms([one.id for one in page], current_user.id), draft=ReviewState.DRAFT,
        has_station=station_id is not None, evaluation=EVALUATION_OF[current_user.role], goes_there=current_user.is_regulator,
        takes_forms=cycle.state in year.TAKES_FORMS,
    )  # fmt: skip


@review_pages.route("/reviews/<code>", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def fill(assessment: Assessment) -> ResponseReturnValue:
    """Every post keeps a draft. ``act=later`` leaves; otherwise a complete form goes on to be checked."""
    evaluation = EVALUATION_OF[current_user.role]
    kept = queries.own_form(assessment.id, evaluation, current_user.id)
    is_submitted = kept is not None and kept.state is ReviewState.SUBMITTED
    if is_submitted or _closed(assessment):
        return _read_only(assessment, kept, evaluation, "" if is_submitted else _closed(assessment))
    facts_known = facts.known_of(assessment, clock.now()) if evaluation is Evaluation.DEPARTMENT else {}
    form, sheet, known = _form(assessment, evaluation, kept, facts_known)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                reviews.save_draft(
                    assessment,
                    form.raw(sheet),
                    form.note.data or "",
                    by=current_user,
                    now=clock.now(),
                    why=form.why(),
                )
            if request.headers.get("X-Autosave"):
                return "", 204
            if request.form.get("act") == "later":
                flash(_("已存为草稿，随时可以接着填。"), "success")
                return redirect(url_for("reviews.index"), 303)
            if form.check(sheet, known):
                return redirect(url_for("reviews.check", code=assessment.code), 303)
    assessment = again(assessment, form)
    return render_template(
        "assessments/fill.html", assessment=assessment, form=form, sheet=sheet, evaluation=evaluation,
        known=list(facts_known.values()), prefilled=known, kept=kept, shop=merchants.by_id(assessment.merchant_id),
        counts=Counter(one.item_code for one in form_queries.proofs_of(kept.id)) if kept else Counter(),
    )  # fmt: skip


@review_pages.route("/reviews/<code>/check", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def check(assessment: Assessment) -> ResponseReturnValue:
    """What was answered, once more, before it is final. A second click finds it submitted."""
    evaluation = EVALUATION_OF[current_user.role]
    kept = queries.own_form(assessment.id, evaluation, current_user.id)
    if kept is None:
        return redirect(url_for("reviews.fill", code=assessment.code), 303)
    sheet, rubric = reviews.sheet_of(assessment, evaluation), rubric_of(assessment.rubric_version_id)
    if kept.state is ReviewState.DRAFT and not forms.is_complete(rubric, sheet, kept.answers, kept.note):
        return redirect(url_for("reviews.fill", code=assessment.code), 303)
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                reviews.submit(assessment, kept, by=current_user, now=clock.now())
            flash(_("%(name)s的评价表已提交。", name=assessment.merchant.name), "success")
            return redirect(url_for("reviews.index"), 303)
    if kept.state is ReviewState.SUBMITTED:
        return redirect(url_for("reviews.fill", code=assessment.code), 303)
    assessment = again(assessment, form)
    return render_template(
        "assessments/check.html", assessment=assessment, form=form, kept=kept, evaluation=evaluation,
        lines=forms.lines_of(rubric, sheet, kept.answers, kept.overrides),
        scored=reviews.reckon(assessment, evaluation, kept.answers), proofs=form_queries.proofs_of(kept.id),
    )  # fmt: skip


def _form(
    assessment: Assessment, evaluation: Evaluation, kept: ReviewForm | None, known: Mapping[FactName, Known]
) -> tuple[forms.SheetForm, FormSheet, dict[str, Prefilled]]:
    sheet, rubric = reviews.sheet_of(assessment, evaluation), rubric_of(assessment.rubric_version_id)
    filled = facts.prefilled(sheet, known)
    if kept is None:
        return forms.sheet_form(rubric, sheet, known=filled), sheet, filled
    why = {code: one["reason"] for code, one in kept.overrides.items()}
    return (
        forms.sheet_form(rubric, sheet, kept.answers, kept.note, known=filled, why=why), sheet, filled
    )  # fmt: skip


def _read_only(
    assessment: Assessment, kept: ReviewForm | None, evaluation: Evaluation, closed: str
) -> ResponseReturnValue:
    sheet, rubric = reviews.sheet_of(assessment, evaluation), rubric_of(assessment.rubric_version_id)
    return render_template(
        "assessments/submitted.html", assessment=assessment, kept=kept, closed=closed, evaluation=evaluation,
        lines=forms.lines_of(rubric, sheet, kept.answers, kept.overrides) if kept else [],
        shop=merchants.by_id(assessment.merchant_id), vetoes=reviews.vetoes_of(assessment, kept) if kept and kept.submitted_at else (),
        may_correct=kept is not None and kept.state is ReviewState.SUBMITTED and not _closed(assessment),
    )  # fmt: skip


def _closed(assessment: Assessment) -> str:
    """Why no form is taken now; empty if one is."""
    try:
        year.check_takes_forms(
            assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing
        )
    except (AlreadyScored, FormsClosed) as refusal:
        return sentence(refusal)
    return ""


def _own_station() -> int | None:
    office = regions.organisation(current_user.organisation_id or 0)
    return office.id if office is not None and office.kind is OrganisationKind.STATION else None
