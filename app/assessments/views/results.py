"""Results: the list of a year, one score line by line, the file to reckon it again."""

import json

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.assessments import (
    anew,
    bars,
    duty_queries,
    explanation,
    forms,
    queries,
    reckoning,
    service,
    standing,
    year,
)
from app.assessments.kinds import AssessmentPermission, AssessmentState, CycleState
from app.assessments.models import Assessment
from app.assessments.terms import Evaluation
from app.assessments.views.again import again
from app.assessments.views.blueprints import blueprint
from app.infra import clock
from app.infra.access import loads, may, requires
from app.infra.db import Json, unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


@blueprint.get("/assessments")
@requires(AssessmentPermission.FOLLOW)
def index() -> ResponseReturnValue:
    """The year that runs, or the one that is asked for: a closed one can still be looked at."""
    asked = request.args.get("year", type=int)
    cycle = queries.cycle_of(asked) if asked else queries.current_cycle()
    if cycle is None:
        return redirect(url_for("cycles.index"), 303)
    wanted = request.args.get("state", "")
    page = queries.page_of(
        cycle.id, panel_id=current_user.organisation_id if current_user.role is Role.PANELIST else None,
        state=AssessmentState(wanted) if wanted in set(AssessmentState) else None,
        words=request.args.get("words", "").strip(), without=bars.hidden_from(current_user),
        after=request.args.get("after", type=int),
    )  # fmt: skip
    counts = standing.forms_of([one.id for one in page])
    return render_template(
        "assessments/index.html", cycle=cycle, page=page, counts=counts, wanted=wanted,
        states=list(AssessmentState), evaluations=list(Evaluation), is_closed=cycle.state is CycleState.CLOSED,
    )  # fmt: skip


@blueprint.get("/assessment")
@requires(AssessmentPermission.READ_OWN)
def mine() -> ResponseReturnValue:
    """The shop's own: the score of the open year, or how it stands, and the newest score before."""
    now = queries.current_of(current_user.merchant_id)
    if now is not None and now.state is AssessmentState.SCORED:
        return redirect(url_for("assessments.show", code=now.code), 303)
    latest = queries.latest_of(current_user.merchant_id)
    return render_template("assessments/mine.html", assessment=now, latest=latest)


@blueprint.get("/assessments/<code>")
@loads(queries.by_code)
@requires(AssessmentPermission.READ)
def show(assessment: Assessment) -> ResponseReturnValue:
    return _page(assessment, EmptyForm())


@blueprint.post("/assessments/<code>/score")
@loads(queries.by_code)
@requires(AssessmentPermission.SCORE)
def score(assessment: Assessment) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.score(assessment, by=current_user, now=clock.now())
            flash(_("总分 %(total)s 分。", total=f"{assessment.total:.2f}"), "success")
            return redirect(url_for("assessments.show", code=assessment.code), 303)
    return _page(assessment, form)


@blueprint.route("/assessments/<code>/reopen", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.RUN)
def reopen(assessment: Assessment) -> ResponseReturnValue:
    form = forms.ReopenForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                anew.reopen(assessment, form.reason.data, by=current_user, now=clock.now())
            flash(_("分数已撤回，可以补交评价表。"), "success")
            return redirect(url_for("assessments.show", code=assessment.code), 303)
    return render_template("assessments/reopen.html", assessment=again(assessment, form), form=form)


@blueprint.get("/assessments/<code>/replay.json")
@loads(queries.by_code)
@requires(AssessmentPermission.READ)
def replay_file(assessment: Assessment) -> ResponseReturnValue:
    """The file with which anyone reckons this score again, at home."""
    if assessment.state is not AssessmentState.SCORED:
        return redirect(url_for("assessments.show", code=assessment.code), 303)
    name = f"assessment-{assessment.cycle.year}-{assessment.code}.json"
    return _download(service.replay_document(assessment), name)


@blueprint.get("/assessments/<code>/scores/<int:number>/replay.json")
@loads(queries.by_code)
@requires(AssessmentPermission.READ)
def earlier_file(assessment: Assessment, number: int) -> ResponseReturnValue:
    """The same for a score as it once was."""
    record = next((one for one in queries.score_records(assessment.id) if one.number == number), None)
    if record is None:
        abort(404)
    name = f"assessment-{assessment.cycle.year}-{assessment.code}-{number}.json"
    return _download(reckoning.replay_document(record.result, record.rubric_version_id), name)


def _download(document: Json, name: str) -> Response:
    answer = Response(json.dumps(document, ensure_ascii=False, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(assessment: Assessment, form: EmptyForm) -> ResponseReturnValue:
    assessment = again(assessment, form)
    told = explanation.of(assessment) if assessment.state is AssessmentState.SCORED else None
    return render_template(
        "assessments/show.html", assessment=assessment, told=told, form=form, evaluations=list(Evaluation),
        counts=standing.forms_of([assessment.id])[assessment.id], records=queries.score_records(assessment.id),
        duties=duty_queries.duties_of(assessment.id), may_run=may(current_user, AssessmentPermission.RUN),
        may_reassess=may(current_user, AssessmentPermission.RUN) and assessment.cycle.state is not CycleState.CLOSED,
        may_score=may(current_user, AssessmentPermission.SCORE, assessment) and assessment.cycle.state in year.TAKES_FORMS,
        may_reopen=may(current_user, AssessmentPermission.RUN) and assessment.cycle.state in year.TAKES_FORMS,
    )  # fmt: skip
