"""The lists as everyone sees them."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.honours import headings, marks, queries, repair_words
from app.honours.models import HonourList
from app.honours.terms import ListKind
from app.infra import clock, scope
from app.infra.access import loads, public

blueprint = Blueprint("public_honours", __name__)


@blueprint.app_context_processor
def words() -> dict[str, Any]:
    """Every template may ask what an edition is called."""
    return {"edition_title": edition_title}


def edition_title(edition: HonourList) -> str:
    return headings.of(edition, scope.current_region())


@blueprint.get("/r/<region_code>/honours/<kind>")
@public
def current(region_code: str, kind: str) -> ResponseReturnValue:
    """Who stands on the list today, and the editions it comes from."""
    if kind not in set(ListKind):
        abort(404)
    wanted = ListKind(kind)
    page = queries.standing(wanted, clock.today(), request.args.get("after", type=int))
    return render_template(
        "honours/current.html",
        page=page,
        kind=wanted,
        region_code=region_code,
        editions=queries.editions(wanted),
        today=clock.today(),
        disputed=marks.disputed([one.merchant_id for one in page], clock.today()),
    )


@blueprint.get("/r/<region_code>/honours/editions/<code>")
@loads(queries.by_code)
@public
def edition(edition: HonourList, region_code: str) -> ResponseReturnValue:
    """Who was on it, or that it was withdrawn and why: then without names."""
    return render_template(
        "honours/edition.html", edition=edition, region_code=region_code, today=clock.today(),
        disputed=marks.disputed([one.merchant_id for one in edition.entries], clock.today()),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/repair-decisions")
@public
def deceits(region_code: str) -> ResponseReturnValue:
    """Repairs refused or revoked for deceit, each for three years."""
    page = queries.deceits(clock.today(), request.args.get("after", type=int))
    return render_template("honours/deceits.html", page=page, region_code=region_code, words=repair_words)
