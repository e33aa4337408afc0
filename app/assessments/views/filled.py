"""Submitted forms as others read them: answers, files, seal, versions; and, for the public's, how much they count."""

from decimal import Decimal

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import acts, form_queries, forms, queries, reviews, sealing, signs, year
from app.assessments.errors import AlreadyScored, FormsClosed
from app.assessments.kinds import AssessmentPermission, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.assessments.packs import rubric_of
from app.assessments.terms import PUBLIC
from app.assessments.views.blueprints import blueprint, form_pages
from app.infra import clock, storage
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


def submitted(code: str) -> ReviewForm | None:
    """A form that is no draft any more."""
    form = form_queries.by_code(code)
    return None if form is None or form.state is ReviewState.DRAFT else form


@blueprint.get("/assessments/<code>/forms")
@loads(queries.by_code)
@requires(AssessmentPermission.READ)
def forms_list(assessment: Assessment) -> ResponseReturnValue:
    """Every form of a seller that counts, with its weight and what was found of it."""
    page = form_queries.forms_of(assessment.id, request.args.get("after", type=int))
    told = {form.id: signs.said(form.signals) for form in page}
    return render_template(
        "assessments/forms.html",
        assessment=assessment,
        page=page,
        told=told,
        public=PUBLIC,
        weighing=signs.weighing_policy(),
    )


@form_pages.get("/review-forms/<code>")
@loads(submitted)
@requires(AssessmentPermission.READ_FORM)
def show(form: ReviewForm) -> ResponseReturnValue:
    return _page(form, acts.JudgeForm(formdata=None))


@form_pages.post("/review-forms/<code>/weight")
@loads(submitted)
@requires(AssessmentPermission.WEIGH)
def judge(form: ReviewForm) -> ResponseReturnValue:
    """An officer says how much a public form counts, and why."""
    asked = acts.JudgeForm().with_choices()
    if asked.validate_on_submit():
        with sentence_on(asked):
            with unit_of_work():
                signs.judge(
                    form.assessment, form, Decimal(asked.weight.data), asked.reason.data, by=current_user,
                    now=clock.now(),
                )  # fmt: skip
            flash(_("已记下这份评价的权重和理由。"), "success")
            return redirect(url_for("forms.show", code=form.code), 303)
    return _page(submitted(form.code) or abort(404), asked)


@form_pages.post("/review-forms/<code>/weight/again")
@loads(submitted)
@requires(AssessmentPermission.WEIGH)
def unjudge(form: ReviewForm) -> ResponseReturnValue:
    """Back to what the checks say."""
    asked = EmptyForm()
    if asked.validate_on_submit():
        with sentence_on(asked):
            with unit_of_work():
                signs.unjudge(form.assessment, form, by=current_user, now=clock.now())
            flash(_("已恢复为系统的权重。"), "success")
    return redirect(url_for("forms.show", code=form.code), 303)


@form_pages.get("/review-forms/<code>/files/<file>")
@loads(submitted)
@requires(AssessmentPermission.READ_FORM)
def file(form: ReviewForm, file: str) -> ResponseReturnValue:
    found = [one for one in form.proofs if one.file.code == file]
    return storage.serve(found[0].file, inline=True) if found else abort(404)


def _page(form: ReviewForm, asked: acts.JudgeForm) -> ResponseReturnValue:
    rubric = rubric_of(form.assessment.rubric_version_id)
    sheet = rubric.evaluations[form.evaluation]
    is_public = form.evaluation in PUBLIC
    return render_template(
        "assessments/form.html", form=form, asked=asked.with_choices(), assessment=form.assessment, is_public=is_public,
        lines=forms.lines_of(rubric, sheet, form.answers, form.overrides), told=signs.said(form.signals),
        holds=sealing.holds(form, form.assessment.code, form.proofs), key=sealing.public_key(),
        versions=form_queries.versions_of(form), vetoes=reviews.vetoes_of(form.assessment, form),
        may_weigh=is_public and form.state is ReviewState.SUBMITTED and may(current_user, AssessmentPermission.WEIGH)
        and _is_open(form.assessment),
    )  # fmt: skip


def _is_open(assessment: Assessment) -> bool:
    try:
        year.check_takes_forms(
            assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing
        )
    except (AlreadyScored, FormsClosed):
        return False
    return True
