"""Whoever holds a summary on paper checks it here: that it is ours, and what it said. The way in is the mark on the paper."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.infra import clock
from app.infra.access import loads, public
from app.infra.limits import LOOK_UP, limiter
from app.selfchecks import queries
from app.selfchecks.export import seal
from app.selfchecks.models import SelfCheck

blueprint = Blueprint("selfcheck_papers", __name__)


@blueprint.get("/r/<region_code>/self-checks/<code>/<mark>")
@limiter.limit(LOOK_UP)
@loads(queries.by_code)
@public
def show(selfcheck: SelfCheck, region_code: str, mark: str) -> ResponseReturnValue:
    """No more than the paper says. A wrong mark finds nothing, so that nobody can try codes."""
    result = selfcheck.outcome
    if result is None or not seal.fits(selfcheck, mark):
        abort(404)
    return render_template(
        "selfchecks/paper.html", selfcheck=selfcheck, result=result, guide=queries.guide_of(selfcheck), now=clock.now(),
    )  # fmt: skip
