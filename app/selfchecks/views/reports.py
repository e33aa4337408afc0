"""The PDF report and its two pages: asked for with one press, made by the worker, fetched when it is there."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock, i18n, storage
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.selfchecks import queries, reports
from app.selfchecks.models import SelfCheck, SelfCheckReport
from app.selfchecks.terms import ReportState, SelfCheckPermission

blueprint = Blueprint("selfcheck_reports", __name__)
SHORT = "short"


@blueprint.post("/self-check/<code>/reports")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def ask(selfcheck: SelfCheck) -> ResponseReturnValue:
    if selfcheck.is_draft or not EmptyForm().validate_on_submit():
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    short = request.form.get("form") == SHORT
    with unit_of_work():
        report = reports.ask(selfcheck, i18n.chosen(), by=current_user, now=clock.now(), short=short)
    return redirect(url_for("selfcheck_reports.show", code=selfcheck.code, report=report.code), 303)


@blueprint.get("/self-check/<code>/reports/<report>")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def show(selfcheck: SelfCheck, report: str) -> ResponseReturnValue:
    return render_template("selfchecks/report.html", selfcheck=selfcheck, report=_of(selfcheck, report))


@blueprint.get("/self-check/<code>/reports/<report>/progress")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def progress(selfcheck: SelfCheck, report: str) -> ResponseReturnValue:
    """Only the part of the page that keeps itself fresh."""
    return render_template(
        "selfchecks/report-progress.html", selfcheck=selfcheck, report=_of(selfcheck, report)
    )


@blueprint.get("/self-check/<code>/reports/<report>/file")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def file(selfcheck: SelfCheck, report: str) -> ResponseReturnValue:
    found = _of(selfcheck, report)
    return storage.serve(found.file) if found.state is ReportState.READY and found.file else abort(404)


def _of(selfcheck: SelfCheck, code: str) -> SelfCheckReport:
    """A report of this very self-check; any other is not there."""
    found = reports.by_code(code)
    if found is None or found.selfcheck_id != selfcheck.id:
        abort(404)
    return found
