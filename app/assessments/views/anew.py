"""Assessing anew, and who fills in the department's form: what an administrator does with one seller."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.assessments import acts, anew, duties, duty_queries, form_queries, queries
from app.assessments.kinds import AssessmentPermission
from app.assessments.models import Assessment
from app.assessments.terms import Evaluation
from app.assessments.views.again import again
from app.assessments.views.blueprints import blueprint
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


@blueprint.route("/assessments/<code>/reassess", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.RUN)
def reassess(assessment: Assessment) -> ResponseReturnValue:
    """Begin a re-assessment: the score stands until the new one is there."""
    form = acts.ReassessForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                anew.begin(assessment, form.reason.data, by=current_user, now=clock.now())
            flash(_("重新评定已开始，可以更正和补交评价表。"), "success")
            return redirect(url_for("assessments.show", code=assessment.code), 303)
    return render_template("assessments/reassess.html", assessment=again(assessment, form), form=form)


@blueprint.route("/assessments/<code>/reassess/finish", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.RUN)
def finish(assessment: Assessment) -> ResponseReturnValue:
    """Reckon anew; the score may go down."""
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                anew.finish(assessment, by=current_user, now=clock.now())
            flash(_("总分 %(total)s 分。", total=f"{assessment.total:.2f}"), "success")
            return redirect(url_for("assessments.show", code=assessment.code), 303)
    assessment = again(assessment, form)
    so_far = form_queries.anew_so_far(assessment) if assessment.is_reassessing else None
    return render_template("assessments/reassess_finish.html", assessment=assessment, form=form, anew=so_far)


@blueprint.route("/assessments/<code>/duty", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.RUN)
def duty(assessment: Assessment) -> ResponseReturnValue:
    """Who fills in the department's form of this seller."""
    officers = {str(one.id): one for one in accounts.of_role(Role.OFFICER)}
    given = duty_queries.people_of(assessment.id, Evaluation.DEPARTMENT)
    form = acts.DutyForm(data={"people": str(min(given))} if given else {"people": ""})
    form.people.choices = [
        ("", _("不指定，任何监管人员都可以填")),
        *((key, one.name) for key, one in officers.items()),
    ]
    if form.validate_on_submit() and (not form.people.data or form.people.data in officers):
        with sentence_on(form):
            with unit_of_work():
                duties.give(
                    assessment, officers.get(form.people.data), evaluation=Evaluation.DEPARTMENT, by=current_user,
                    now=clock.now(),
                )  # fmt: skip
            flash(_("已记下由谁填写。"), "success")
            return redirect(url_for("assessments.show", code=assessment.code), 303)
    return render_template("assessments/duty.html", assessment=again(assessment, form), form=form)
