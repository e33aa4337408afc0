"""The first page, for every role; the health page; the page about the design."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.terms import Role
from app.desk import palette, together
from app.desk.design import (
    LOOKS,
    SIZES,
    SPACES,
    STAGES,
    AnswerSample,
    FilterSample,
    SampleForm,
    every_icon,
)
from app.desk.permissions import DeskPermission
from app.desk.phrases import NOTHING_TO_DO
from app.desk.todos import in_parts, sights_of, todos_of
from app.infra import clock, migrate, queue, scope, storage
from app.infra.access import public, requires
from app.selfchecks.terms import AnswerValue

blueprint = Blueprint("desk", __name__)


@blueprint.get("/desk")
@requires(DeskPermission.OPEN)
def home() -> ResponseReturnValue:
    if current_user.role is Role.MERCHANT and current_user.merchant_id is None:
        return redirect(url_for("merchants.register"), 303)
    now = clock.now()
    together.read(current_user, now)
    return render_template(
        "desk/home.html", parts=in_parts(todos_of(current_user, now)), sights=sights_of(current_user, now),
        nothing=NOTHING_TO_DO[current_user.role],
    )  # fmt: skip


@blueprint.get("/design")
@requires(DeskPermission.SEE_DESIGN)
def design() -> ResponseReturnValue:
    """Every component in each state, for whoever builds or translates pages."""
    look = request.args.get("look", "")
    wrong = SampleForm(formdata=None, prefix="wrong-", meta={"csrf": False})
    wrong.validate()
    return render_template(
        "design/index.html", look=look if look in LOOKS else "", now=clock.now(),
        form=SampleForm(formdata=None), wrong=wrong, filter=FilterSample(formdata=None, prefix="filter-"), answer=AnswerSample(formdata=None),
        values=list(AnswerValue), stages=STAGES, icons=every_icon(), sizes=SIZES, spaces=SPACES,
        day=palette.pairs(), night=palette.pairs(night=True),
    )  # fmt: skip


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Database, queue and worker, each ``ok`` or not. 503 when the database is away: nothing works without it."""
    state = {"database": _database(), "queue": "ok", "worker": "ok"}
    try:
        state["worker"] = "ok" if queue.has_worker() else "none"
    except RedisError:
        state["queue"], state["worker"] = "away", "unknown"
    return jsonify(state), 200 if state["database"] == "ok" else 503


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Whether requests should come here: database there, its tables as this release knows them, files within reach.

    ``/healthz`` says how the house is; this page, whether this process may take part. 503 until it may.
    """
    state = {
        "database": _database(),
        "tables": "unknown",
        "files": "ok" if storage.is_within_reach() else "away",
    }
    if state["database"] == "ok":
        state["tables"] = _tables()
    return jsonify(state), 200 if set(state.values()) == {"ok"} else 503


def _tables() -> str:
    try:
        with scope.house_scope():
            return "ok" if migrate.is_known(scope.Session().connection()) else "older"
    except SQLAlchemyError:  # nobody has prepared them at all
        return "older"


def _database() -> str:
    try:
        with scope.house_scope():
            scope.Session().execute(select(1))
    except SQLAlchemyError:
        return "away"
    return "ok"
