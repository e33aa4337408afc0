"""A result to take along: JSON, a workbook, a report on paper. For those who may read the result."""

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.infra import clock, pdf
from app.infra.access import loads, requires
from app.infra.errors import page
from app.infra.i18n import _
from app.selfchecks import comparison, queries
from app.selfchecks.export import paper, sheets, whole
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


@blueprint.get("/self-check/<code>/result.pdf")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def as_paper(selfcheck: SelfCheck) -> ResponseReturnValue:
    found = _whole(selfcheck)
    if found is None:
        return _to_the_draft(selfcheck)
    try:
        made = paper.report(found, comparison.of(selfcheck))
    except pdf.PaperMissing:
        return page(503, _("这台服务器还不能生成 PDF，请先用表格（XLSX），或请管理员安装所需的组件。"))
    return _file(made, "application/pdf", f"{selfcheck.code}.pdf")


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
