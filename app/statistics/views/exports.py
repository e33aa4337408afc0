"""A list of single complaints as a file: asked for, made by a job, fetched by who asked."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.infra import clock, jobs, progress, storage
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.kernel.clock import local_day
from app.statistics import queries, service
from app.statistics.forms import ExportForm
from app.statistics.models import Export
from app.statistics.rules import Period
from app.statistics.terms import StatisticsPermission
from app.statistics.views import blueprint
from app.statistics.views.figures import asked_period, page, whose_of


@blueprint.post("/statistics/exports")
@requires(StatisticsPermission.EXPORT)
@confirmed
def ask_export() -> ResponseReturnValue:
    """Who takes a list away says why."""
    form = ExportForm()
    if not form.validate_on_submit():
        return page(form)
    with unit_of_work():
        export = service.ask_export(
            asked_period(), whose_of(current_user), by=current_user, reason=form.reason.data,
            form_key=form.key.data, now=clock.now(),
        )  # fmt: skip
    return redirect(url_for("statistics.show_export", code=export.code), 303)


@blueprint.get("/statistics/exports/<code>")
@loads(queries.export_by_code)
@requires(StatisticsPermission.FETCH)
def show_export(export: Export) -> ResponseReturnValue:
    """How far it is; the part alone when the page asks for it by itself."""
    job = jobs.by_key(f"export {export.code}")
    part = "part" in request.args
    return render_template(
        "statistics/export_part.html" if part else "statistics/export.html", export=export,
        work=progress.of(job, clock.real_now()) if job else None,
        last=Period(export.first, export.last).shown_until(local_day(export.asked_at)),
    )  # fmt: skip


@blueprint.get("/statistics/exports/<code>/list.csv")
@loads(queries.export_by_code)
@requires(StatisticsPermission.FETCH)
def fetch_export(export: Export) -> ResponseReturnValue:
    file = export.file or abort(404)
    with unit_of_work():
        service.note_fetched(export, by=current_user, now=clock.now())
    return storage.serve(file)
