"""The page behind a parcel label: who sold this, what the region says of it, where to complain."""

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.infra import i18n, scope
from app.infra.access import public
from app.infra.limits import LOOK_UP, SCAN, limiter
from app.infra.scope import RegionRef
from app.labels import alphabet, lookup, phrases
from app.labels.terms import Standing
from app.labels.token import grouped
from app.public import cards, rules, tags
from app.public.tags import Known
from app.public.views import label_page
from app.public.views.tally import tally_of
from app.regions import queries as regions

blueprint = Blueprint("tag", __name__)
NOT_FOUND, GONE = 404, 410
STATUS: Mapping[Standing, int] = {Standing.GENUINE: 200, Standing.VOIDED: GONE, Standing.EXPIRED: GONE}
LONGEST_SHOWN = 40  # of what somebody typed
PAGES: Mapping[Standing, str] = {
    Standing.GENUINE: "public/tag.html",
    Standing.VOIDED: "public/tag_voided.html",
    Standing.EXPIRED: "public/tag_expired.html",
    Standing.NEVER_ISSUED: "public/tag_never_issued.html",
    Standing.FORGED: "public/tag_forged.html",
    Standing.UNKNOWN_KEY: "public/tag_unknown.html",
    Standing.MISTYPED: "public/tag_mistyped.html",
    Standing.MALFORMED: "public/tag_mistyped.html",
}


def region_of_token() -> RegionRef | None:
    """The region that the token in the address names; nobody vouches for it yet."""
    token = (request.view_args or {}).get("token") if request.blueprint == blueprint.name else None
    number = lookup.region_number(token) if token else None
    return regions.ref_by_id(number) if number is not None else None


def _was_wrong(response: Response) -> bool:
    """Guessing is slower than scanning."""
    return response.status_code == NOT_FOUND


@blueprint.get("/Q/<token>")
@public
@limiter.limit(SCAN)
@limiter.limit(LOOK_UP, deduct_when=_was_wrong)
def show(token: str) -> ResponseReturnValue:
    tag = tags.read(token)
    found = tag.found
    if found.standing is Standing.GENUINE and tag.known is not None:
        return _genuine(tag.known, found.token)
    page = render_template(
        PAGES[found.standing], found=found, written=found.token[:LONGEST_SHOWN], shown=grouped(found.token),
        told=phrases.token_refused(found.standing, found.token, found.foreign, found.mending),
        **_links(found.token if found.batch is not None else None),
    )  # fmt: skip
    return page, STATUS.get(found.standing, NOT_FOUND)


def _genuine(known: Known, token: str) -> ResponseReturnValue:
    """Who came the long way: typed by hand, in the other language, in a hurry, or to a seller without a card of these days."""
    card = known.card
    if card is None or rules.lags(card, known.today):
        card = cards.card_of(known.batch.merchant_id, now=known.now)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  (a local proxy's own)
    page = label_page.page_of(app, known, card, i18n.chosen()).plain(label_page.filled_with(token))
    tally_of(app).note(known, request.remote_addr)
    return Response(page, content_type="text/html; charset=utf-8")


@blueprint.get("/q/<token>")
@public
def lower(token: str) -> ResponseReturnValue:
    """Some scanners and all typists write addresses in lower case."""
    return redirect(url_for("tag.show", token=alphabet.clean(token)[:LONGEST_SHOWN] or "0"), 302)


@blueprint.get("/q")
@public
def typed() -> ResponseReturnValue:
    """Entering a token by hand."""
    token = alphabet.clean(request.args.get("token", ""))[:LONGEST_SHOWN]
    if token:
        return redirect(url_for("tag.show", token=token), 302)
    return render_template("public/scan.html", empty="token" in request.args)


@blueprint.get("/r/<region_code>/scan")
@public
def scan(region_code: str) -> ResponseReturnValue:
    """The same, from a region's own pages."""
    return render_template("public/scan.html", empty=False)


def _links(token: str | None) -> dict[str, str | None]:
    """Where to complain and to review; none without a region they could belong to."""
    region = scope.region_or_none()
    if region is None:
        return {"complain_url": None, "review_url": None}
    return {
        "complain_url": url_for("complaints.start", region_code=region.code, token=token),
        "review_url": url_for("assessments.consumer_form", region_code=region.code, token=token),
    }
