"""An Atom feed (RFC 4287) of the editions of the lists and of what is told to consumers."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.bulletins import queries as bulletins
from app.honours import queries as honours
from app.honours.models import HonourList
from app.honours.terms import ListKind
from app.infra import clock
from app.infra.access import public
from app.infra.i18n import _, say
from app.infra.phrases import word
from app.infra.scope import current_region
from app.infra.templates import in_words
from app.opendata.terms import LICENCE

blueprint = Blueprint("feed", __name__)
MOST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    title: str
    at: datetime
    text: str


@blueprint.get("/r/<region_code>/feed.atom")
@public
def atom(region_code: str) -> ResponseReturnValue:
    """Newest first; in the reader's language."""
    found = sorted([*_editions(region_code), *_bulletins(region_code)], key=lambda one: one.at, reverse=True)[
        :MOST
    ]
    region = in_words(current_region())
    page = render_template(
        "opendata/feed.xml", entries=found, region=region, updated=found[0].at if found else clock.now(),
        licence=LICENCE, home=url_for("public.county", region_code=region_code, _external=True), self_url=request.base_url,
    )  # fmt: skip
    answer = Response(page, content_type="application/atom+xml; charset=utf-8")
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    return answer.make_conditional(request)


def _editions(region_code: str) -> list[Entry]:
    return [_edition(region_code, one) for kind in ListKind for one in honours.editions(kind)[:MOST]]


def _edition(region_code: str, one: HonourList) -> Entry:
    """Under one id all its life; withdrawn, it comes again and says so, for readers that keep what they once got."""
    name = _(
        "%(list)s第 %(number)s 期（%(year)s 年）",
        list=word(one.kind),
        year=one.published_on.year,
        number=one.number,
    )
    url = url_for("public_honours.edition", region_code=region_code, code=one.code, _external=True)
    if one.withdrawn_at is not None:
        title = _("%(name)s（已撤回）", name=name)
        return Entry(url, title, one.withdrawn_at, _("这一期已经撤回，原因见网页。请删除保存的名单。"))
    published = datetime.combine(one.published_on, time(), UTC)
    return Entry(url, name, published, _("名单、依据和到期日见网页。"))


def _bulletins(region_code: str) -> list[Entry]:
    return [
        Entry(
            url=url_for("public_bulletins.show", region_code=region_code, code=one.code, _external=True),
            title=word(one.kind) + _("：") + say(one.title, one.title_en),
            at=one.published_at,
            text=say(one.text, one.text_en),
        )
        for one in bulletins.newest(MOST)
        if one.published_at is not None
    ]
