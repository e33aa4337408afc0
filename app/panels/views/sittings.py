"""A sitting: for its members and the regulator. Votes show once it is counted."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, jobs, storage
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.infra.scope import Session
from app.panels import lot, queries, service, vote_queries
from app.panels.models import PanelQuestion, PanelSitting
from app.panels.terms import PanelClock, PanelPermission
from app.regions import queries as regions

blueprint = Blueprint("panel_sittings", __name__)


@blueprint.get("/panel/sittings")
@requires(PanelPermission.FOLLOW)
def index() -> ResponseReturnValue:
    page = queries.page_of(after=request.args.get("after", type=int))
    return render_template("panels/index.html", page=page, cycle=assessments.current_cycle())


@blueprint.get("/panel/sittings/<code>")
@loads(queries.sitting_by_code)
@requires(PanelPermission.READ)
def show(sitting: PanelSitting) -> ResponseReturnValue:
    return _page(sitting, EmptyForm())


@blueprint.post("/panel/sittings/<code>/count")
@loads(queries.sitting_by_code)
@requires(PanelPermission.SIT)
def count(sitting: PanelSitting) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.count(sitting, by=current_user, now=clock.now())
            flash(_("已计票，会议记录正在生成。"), "success")
            return redirect(url_for("panel_sittings.show", code=sitting.code), 303)
    return _page(queries.sitting_by_code(sitting.code) or sitting, form)


@blueprint.get("/panel/sittings/<code>/progress")
@loads(queries.sitting_by_code)
@requires(PanelPermission.READ)
def progress(sitting: PanelSitting) -> ResponseReturnValue:
    """The part of the page that waits for the minutes."""
    return render_template(
        "panels/progress.html", sitting=sitting, job=jobs.by_key(service.minutes_key(sitting))
    )


@blueprint.get("/panel/sittings/<code>/minutes.pdf")
@loads(queries.sitting_by_code)
@requires(PanelPermission.READ)
def minutes(sitting: PanelSitting) -> ResponseReturnValue:
    file = Session().get(storage.StoredFile, sitting.minutes_id) if sitting.minutes_id else None
    tied = queries.conflicts_of(current_user.id, sitting.cycle_id)
    if file is None or any(one.merchant_id in tied for one in sitting.questions):
        abort(404)
    return storage.serve(file, inline=True)


@blueprint.post("/panel/questions/<code>/pass-on")
@loads(queries.question_by_code)
@requires(PanelPermission.DRAW)
def pass_on(question: PanelQuestion) -> ResponseReturnValue:
    form, sitting = EmptyForm(), queries.sitting_by_id(question.sitting_id or 0)
    assessment = assessments.by_id(question.assessment_id or 0)
    if sitting is None or assessment is None:
        abort(404)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                panel = lot.pass_on(question, assessment, by=current_user, now=clock.now())
            flash(_("已转给%(panel)s，由该组召开评议会。", panel=panel.name), "success")
            return redirect(url_for("panel_sittings.show", code=sitting.code), 303)
    return _page(queries.sitting_by_code(sitting.code) or sitting, form)


def _page(sitting: PanelSitting, form: EmptyForm) -> ResponseReturnValue:
    tied = queries.conflicts_of(current_user.id, sitting.cycle_id)
    questions = [one for one in sitting.questions if one.merchant_id not in tied]
    voters, now = service.voters_of(sitting), clock.now()
    running = clocks.running(sitting, PanelClock.VOTE)
    return render_template(
        "panels/sitting.html", sitting=sitting, form=form, questions=questions, voters=voters,
        own=vote_queries.own_votes([one.id for one in questions], current_user.id),
        cast=vote_queries.cast([one.id for one in questions]), votes=vote_queries.read_out(sitting),
        on_it=current_user.id in sitting.member_ids, hidden=len(sitting.questions) - len(questions),
        elsewhere=queries.judges_now(sitting),
        job=jobs.by_key(service.minutes_key(sitting)) if sitting.counted_at else None,
        clocks=counting.shown(clocks.of(sitting), now, regions.calendar()), may_count=all(now > one.due_at for one in running),
    )  # fmt: skip
