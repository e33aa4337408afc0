"""A result to take along at once: JSON, a workbook. For those who may read the result. Paper takes longer: ``reports``."""

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.infra import clock
from app.infra.access import loads, requires
from app.selfchecks import queries
from app.selfchecks.export import sheets, whole
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import SelfCheckPermission

blueprint = Blueprint("exports", __name__)
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/self-check/<code>/result.json")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def as_json(selfcheck: SelfCheck) -> ResponseReturnValue:
    found = _whole(selfcheck)
    if found is None:
        return _to_the_draft(selfcheck)
    return _file(whole.as_json(found), "application/json", f"{selfcheck.code}.json")


@blueprint.get("/self-check/<code>/result.xlsx")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def as_workbook(selfcheck: SelfCheck) -> ResponseReturnValue:
    found = _whole(selfcheck)
    if found is None:
        return _to_the_draft(selfcheck)
    return _file(sheets.workbook(found), SHEETS, f"{selfcheck.code}.xlsx")


def _whole(selfcheck: SelfCheck) -> whole.Whole | None:
    return whole.gather(selfcheck, today=clock.today(), now=clock.now())


def _to_the_draft(selfcheck: SelfCheck) -> ResponseReturnValue:
    return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)


def _file(content: bytes | str, media_type: str, name: str) -> Response:
    answer = Response(
        content, content_type=f"{media_type}; charset=utf-8" if isinstance(content, str) else media_type
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="self-check-{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
