"""The open pages: the product's front, a county's home, its sellers."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import queries as complaints
from app.honours import queries as honours
from app.honours.terms import ListKind
from app.infra import clock, scope
from app.infra.access import loads, public
from app.infra.limits import LOOK_UP, limiter
from app.infra.templates import in_words
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.public import forms
from app.publicity import queries as notices
from app.regions import queries as regions
from app.titles import queries as titles

blueprint = Blueprint("public", __name__)
A_YEAR = timedelta(days=365)


@blueprint.app_context_processor
def county_home() -> dict[str, Any]:
    """On a county's public pages the brand leads to the county, not out of it."""
    region = scope.region_or_none()
    if region is None or not request.path.startswith("/r/"):
        return {}
    return {"public_home_url": url_for("public.county", region_code=region.code)}


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    return render_template(
        "public/front.html",
        regions=[in_words(one) for one in regions.open_refs()],
        signed_in=current_user.is_authenticated,
    )


@blueprint.get("/r/<region_code>")
@public
def county(region_code: str) -> ResponseReturnValue:
    """A county's home: look a seller up, what is on notice, who stands on the lists."""
    return render_template(
        "public/county.html", region_code=region_code, form=_search(), running=notices.running(),
        red=honours.standing(ListKind.RED, clock.today()),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/merchants")
@public
@limiter.limit(LOOK_UP)
def sellers(region_code: str) -> ResponseReturnValue:
    """Sellers by name or code; every one of the county when nothing is asked."""
    form = _search()
    kind = request.args.get("kind", "")
    page = merchants.page_of(
        words=form.words.data or "", kind=MerchantKind(kind) if kind in set(MerchantKind) else None,
        after=request.args.get("after", type=int),
    )  # fmt: skip
    return render_template(
        "public/merchants.html", region_code=region_code, form=form, page=page, today=clock.today(),
        titles=titles.titles_of([one.id for one in page]),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/merchants/<code>")
@loads(merchants.by_code)
@public
def merchant(merchant: Merchant, region_code: str) -> ResponseReturnValue:
    """What the county says of a seller in public, with dates and what it means."""
    now, today = clock.now(), clock.today()
    history = titles.history_of(merchant.id)
    return render_template(
        "public/merchant.html", region_code=region_code, merchant=merchant, today=today,
        title=history[0] if history else None, earlier=history[1:],
        black=honours.standing_black([merchant.id], today).get(merchant.id),
        counts=complaints.counts_of([merchant.id], now - A_YEAR).get(merchant.id),
    )  # fmt: skip


def _search() -> forms.SearchForm:
    return forms.SearchForm(request.args, meta={"csrf": False})
