"""The page behind a parcel label: who sold this, what the region says of it, where to complain."""

import logging
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.infra import clock, scope
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.limits import LOOK_UP, SCAN, limiter
from app.infra.scope import RegionRef
from app.labels import alphabet, lookup, phrases, scanning
from app.labels.models import LabelBatch
from app.labels.terms import Standing
from app.labels.token import grouped
from app.regions import queries as regions
from app.selfchecks import queries as selfchecks
from app.titles import queries as titles

log = logging.getLogger(__name__)
blueprint = Blueprint("tag", __name__)
NOT_FOUND, GONE = 404, 410
STATUS: Mapping[Standing, int] = {Standing.GENUINE: 200, Standing.VOIDED: GONE}
LONGEST_SHOWN = 40  # of what somebody typed
PAGES: Mapping[Standing, str] = {
    Standing.GENUINE: "public/tag.html",
    Standing.VOIDED: "public/tag_voided.html",
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
    found = lookup.look_up(token)
    if found.standing is Standing.GENUINE and found.batch is not None:
        facts = _facts_of(found.batch, found.token)
    else:
        facts = _links(found.token if found.standing is Standing.VOIDED else None)
    page = render_template(
        PAGES[found.standing], found=found, written=found.token[:LONGEST_SHOWN], shown=grouped(found.token),
        told=phrases.token_refused(found.standing, found.token, found.foreign, found.mending), **facts,
    )  # fmt: skip
    if found.standing is Standing.GENUINE and found.batch is not None:
        _count(found.batch, found.serial or 0)  # last: what was read above stays in one transaction
    return page, STATUS.get(found.standing, NOT_FOUND)


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


def _count(batch: LabelBatch, serial: int) -> None:
    """Counting must never keep anybody from the page."""
    try:
        with unit_of_work():
            scanning.count_scan(batch, serial, scanning.place_of(request.remote_addr), now=clock.now())
    except SQLAlchemyError:
        log.warning("a scan of batch %s was not counted", batch.code, exc_info=True)


def _facts_of(batch: LabelBatch, token: str) -> dict[str, Any]:
    """What the region says of the seller today, as far as there is anything to say."""
    title = titles.current_title(batch.merchant_id)
    return {
        "merchant": batch.merchant,
        "title": title,
        "standing": title.standing_on(clock.today()) if title else None,
        "selfcheck": selfchecks.latest_submitted(batch.merchant_id),
        **_links(token),
    }


def _links(token: str | None) -> dict[str, str | None]:
    """Where to complain and to review; none without a region they could belong to."""
    region = scope.region_or_none()
    if region is None:
        return {"complain_url": None, "review_url": None}
    return {
        "complain_url": url_for("complaints.start", region_code=region.code, token=token),
        "review_url": url_for("assessments.consumer_form", region_code=region.code, token=token),
    }
