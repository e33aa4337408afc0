"""The published document, for programs and for people."""

from flask import Response, current_app, json, render_template
from flask.typing import ResponseReturnValue

from app.api.permissions import SCOPE_OF
from app.api.rules import MOST_LABELS
from app.api.views import document
from app.api.views.ground import blueprint
from app.infra import problems
from app.infra.access import public
from app.infra.limits import API


@blueprint.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    return Response(
        json.dumps(document.document(current_app), ensure_ascii=False), mimetype="application/json"
    )


@blueprint.get("/docs")
@public
def docs() -> ResponseReturnValue:
    said = document.document(current_app)
    rows = [
        (method, document.path_of(rule), one, SCOPE_OF[one.permission], said["paths"][document.path_of(rule)][method.lower()])
        for rule, method, one in document.operations(current_app)
    ]  # fmt: skip
    return render_template(
        "api/docs.html", rows=rows, schemas=said["components"]["schemas"], problems=problems.NAMES,
        address=current_app.config["PUBLIC_URL"], most=MOST_LABELS, limit=API.partition(" ")[0],
    )  # fmt: skip
