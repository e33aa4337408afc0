"""The open pages: the product's front, a county's home, its sellers."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.bulletins import queries as bulletins
from app.honours import queries as honours
from app.honours import repair_words
from app.honours.terms import ListKind
from app.infra import clock, scope
from app.infra.access import loads, public
from app.infra.limits import LOOK_UP, limiter
from app.infra.paging import Page
from app.infra.templates import in_words
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.public import cards, forms, queries, rules, scores
from app.public.queries import Wanted
from app.public.rules import complaints_on, is_disputed, standing_on
from app.public.terms import OnList
from app.publicity import queries as notices
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from app.rights import queries as rights
from app.titles import queries as titles
from app.titles.terms import Standing

blueprint = Blueprint("public", __name__)


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
    """A county's home: look a seller up, what is on notice, who stands on the lists, what to be careful of."""
    return render_template(
        "public/county.html", region_code=region_code, form=_search(), running=notices.running(clock.today()), today=clock.today(),
        red=honours.standing(ListKind.RED, clock.today()), bulletins=bulletins.newest(3),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/merchants")
@public
@limiter.limit(LOOK_UP)
def sellers(region_code: str) -> ResponseReturnValue:
    """Sellers by name, room or code, narrowed as one likes; every one of the county when nothing is asked."""
    form, today = _search(), clock.today()
    wanted = _wanted(form)
    page = queries.page_of(wanted, today, request.args.get("after", type=int))
    return render_template(
        "public/merchants.html", region_code=region_code, form=form, wanted=wanted, today=today,
        page=Page([(one, standing_on(said, today), is_disputed(said)) for one in page for said in [one.said]], page.after),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/merchants/<code>")
@loads(merchants.by_code)
@public
def merchant(merchant: Merchant, region_code: str) -> ResponseReturnValue:
    """What the county says of a seller in public, with dates and what it means."""
    today = clock.today()
    kept = queries.by_code(merchant.code)
    card = kept.said if kept is not None else None
    if card is None or rules.lags(card, today):
        card = cards.card_of(merchant.id, now=clock.now())
    told = titles.standing_of(merchant.id, today)
    own, selfcheck = scores.shown_by_itself(merchant)
    score = scores.of_title(merchant, told.title) or own
    return render_template(
        "public/merchant.html", region_code=region_code, merchant=merchant, card=card, today=today,
        told=told, score=score, selfcheck=selfcheck,
        entries=honours.history_of(merchant.id, today), complaints=complaints_on(card, today),
        deceits=honours.deceits(today, merchant_id=merchant.id), repair_words=repair_words, claims=rights.public_of(merchant.id), is_assessed=assessments.current_of(merchant.id) is not None,
    )  # fmt: skip


def _search() -> forms.SearchForm:
    form = forms.SearchForm(request.args, meta={"csrf": False})
    parks = regions.organisations(OrganisationKind.PARK)
    form.park.choices = [forms.ANY, *((str(one.id), one.name) for one in parks)]
    return form


def _wanted(form: forms.SearchForm) -> Wanted:
    """What was asked, as far as there is such a thing; the rest is taken as not asked."""
    parks = {value for value, _words in form.park.choices}
    return Wanted(
        words=form.words.data or "",
        kind=MerchantKind(form.kind.data) if form.kind.data in set(MerchantKind) else None,
        title=Standing(form.title.data) if form.title.data in set(Standing) else None,
        on_list=OnList(form.on_list.data) if form.on_list.data in set(OnList) else None,
        park_id=int(form.park.data) if form.park.data and form.park.data in parks else None,
    )
