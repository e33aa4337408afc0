"""Where the year stands, and what moves it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import (
    acts,
    closing,
    duty_queries,
    forms,
    funnel,
    planning,
    queries,
    rubric_versions,
    service,
    standing,
)
from app.assessments import year as rules
from app.assessments.desk import moves, stages
from app.assessments.kinds import AssessmentPermission, CycleState
from app.assessments.models import Cycle
from app.assessments.views.blueprints import year_pages
from app.infra import clock, jobs
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.jobs import JobState
from app.infra.phrases import sentence_on, word
from app.infra.progress import left_text
from app.merchants.terms import MerchantKind


@year_pages.get("/cycles")
@requires(AssessmentPermission.FOLLOW)
def index() -> ResponseReturnValue:
    """The year that is open; without one, how to open it."""
    cycle = queries.current_cycle()
    if cycle is not None:
        return redirect(url_for("cycles.show", code=cycle.code), 303)
    return render_template("assessments/no_cycle.html", cycles=queries.cycles())


@year_pages.route("/cycles/open", methods=["GET", "POST"])
@requires(AssessmentPermission.RUN)
def open_cycle() -> ResponseReturnValue:
    wanted = max([clock.today().year, *(one.year + 1 for one in queries.cycles())])
    form = forms.OpenCycleForm(data={"year": wanted})
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                cycle = service.open_cycle(
                    form.year.data, by=current_user, now=clock.now(), takes_newest=form.takes_newest.data
                )
            flash(_("%(year)s 年度评定已开始，商家已抽签分到各考评组。", year=cycle.year), "success")
            return redirect(url_for("cycles.show", code=cycle.code), 303)
    return render_template(
        "assessments/open_cycle.html", form=form, plan=rules.usual_phases(wanted),
        rubrics=[(kind, rubric_versions.newest(kind, form.year.data), rubric_versions.newest(kind)) for kind in MerchantKind],
    )  # fmt: skip


@year_pages.get("/cycles/<code>")
@loads(queries.cycle_by_code)
@requires(AssessmentPermission.FOLLOW)
def show(cycle: Cycle) -> ResponseReturnValue:
    return render_template(
        "assessments/cycle.html", cycle=cycle, stages=stages(cycle), moves=moves(cycle), counts=standing.sellers(cycle.id),
        covered=standing.covered(cycle.id), stations=standing.late_stations(cycle.id),
        panels=standing.late_panels(cycle.id), funnel=funnel.of(cycle), people=duty_queries.late_people(cycle.id), next_state=rules.next_state(cycle.state),
        may_score=cycle.state in rules.TAKES_FORMS, cycles=queries.cycles(), today=clock.today(),
    )  # fmt: skip


@year_pages.route("/cycles/<code>/move", methods=["GET", "POST"])
@loads(queries.cycle_by_code)
@requires(AssessmentPermission.RUN)
def move(cycle: Cycle) -> ResponseReturnValue:
    """One step on; to close the year, after what is still open was seen."""
    to = rules.next_state(cycle.state)
    owed = closing.owed(cycle, clock.now()) if to is CycleState.CLOSED else []
    form = (forms.CloseForm if owed else forms.MoveForm)(data={"to": to})
    if form.validate_on_submit() and form.to.data in set(CycleState):
        with sentence_on(form):
            with unit_of_work():
                service.move_on(cycle, CycleState(form.to.data), by=current_user, now=clock.now())
            flash(
                _("这一年的评定已经结束。")
                if cycle.state is CycleState.CLOSED
                else _("现在是“%(state)s”阶段。", state=word(cycle.state)),
                "success",
            )
            return redirect(url_for("cycles.show", code=cycle.code), 303)
    return render_template(
        "assessments/move.html", cycle=cycle, form=form, to=to, counts=standing.sellers(cycle.id), owed=owed,
        is_held=any(one.blocks for one in owed),
    )  # fmt: skip


@year_pages.post("/cycles/<code>/score")
@loads(queries.cycle_by_code)
@requires(AssessmentPermission.RUN)
def score(cycle: Cycle) -> ResponseReturnValue:
    if EmptyForm().validate_on_submit():
        with unit_of_work():
            job = service.score_all(cycle, by=current_user, now=clock.now())
        return redirect(url_for("cycles.progress", code=cycle.code, job=job.code), 303)
    return redirect(url_for("cycles.show", code=cycle.code), 303)


@year_pages.get("/cycles/<code>/scoring/<job>")
@loads(queries.cycle_by_code)
@requires(AssessmentPermission.RUN)
def progress(cycle: Cycle, job: str) -> ResponseReturnValue:
    work = jobs.by_code(job)
    return render_template(
        "assessments/progress.html", cycle=cycle, work=work, counts=standing.sellers(cycle.id),
        is_done=work is not None and work.state is JobState.DONE,
        has_failed=work is not None and work.state is JobState.FAILED,
        left=left_text(work.started_at, work.done, work.total, clock.real_now()) if work else "",
    )  # fmt: skip


@year_pages.route("/cycles/<code>/phases", methods=["GET", "POST"])
@loads(queries.cycle_by_code)
@requires(AssessmentPermission.RUN)
def phases(cycle: Cycle) -> ResponseReturnValue:
    """The days of the phases that have not begun."""
    form = acts.phases_form(cycle, clock.today())
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                planning.replan(cycle, form.planned(), by=current_user, now=clock.now())
            flash(_("阶段日期已调整。"), "success")
            return redirect(url_for("cycles.show", code=cycle.code), 303)
    return render_template(
        "assessments/phases.html",
        cycle=cycle,
        form=form,
        plan=planning.phases_of(cycle),
        fixed=planning.begun(cycle, clock.today()),
    )
