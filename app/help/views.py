"""Help is open to anybody, inside a county (with its own periods) and outside (with the usual ones)."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.help import facts, forms, reading, rules
from app.help.chapters import CHAPTERS
from app.help.pictures import PICTURES
from app.help.terms import Reader, SheetName
from app.infra import clock
from app.infra.access import public
from app.infra.limits import LOOK_UP, limiter

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@blueprint.get("/r/<region_code>/help")
@public
def index(region_code: str | None = None) -> ResponseReturnValue:
    """Who are you? The reader's own page stands first."""
    return _page("help/index.html", region_code, chapters=CHAPTERS.values(), own=reading.own_reader())


@blueprint.get("/help/<any(consumer,seller,park,officer,panel,administrator):reader>")
@blueprint.get("/r/<region_code>/help/<any(consumer,seller,park,officer,panel,administrator):reader>")
@public
def chapter(reader: str, region_code: str | None = None) -> ResponseReturnValue:
    """What one does here, step by step."""
    told = facts.told(clock.now())
    found = CHAPTERS[Reader(reader)]
    parts = [(one, reading.shown(one, told)) for one in found.parts]
    return _page("help/chapter.html", region_code, chapter=found, parts=parts, told=told, pictures=PICTURES)


@blueprint.get("/help/sheets/<name>")
@blueprint.get("/r/<region_code>/help/sheets/<name>")
@public
def sheet(name: str, region_code: str | None = None) -> ResponseReturnValue:
    """One page of paper."""
    if name not in set(SheetName):
        abort(404)
    return _page(f"help/{name}.html", region_code, sheet=SheetName(name), told=facts.told(clock.now()))


@blueprint.get("/help/search")
@blueprint.get("/r/<region_code>/help/search")
@public
@limiter.limit(LOOK_UP)
def search(region_code: str | None = None) -> ResponseReturnValue:
    """Steps, sheets and, for those who may read it, the items of the guide."""
    asked = (forms.SearchForm(request.args, meta={"csrf": False}).q.data or "").strip()
    found = rules.search(reading.entries(facts.told(clock.now()), region_code), asked) if asked else ()
    return _page("help/search.html", region_code, asked=asked, found=found)


def _page(template: str, region_code: str | None, **shown: Any) -> str:
    form = forms.SearchForm(request.args, meta={"csrf": False})
    return render_template(template, region_code=region_code, form=form, **shown)
