"""Anyone checks a certificate: its present state, its signature, and how to check it without us."""

import base64

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.infra import clock
from app.infra.access import loads, public
from app.infra.limits import LOOK_UP, limiter
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.titles import badge, certificate, grounds, queries
from app.titles.models import Title

blueprint = Blueprint("certificates", __name__)
PLAIN = "text/plain; charset=utf-8"


@blueprint.get("/r/<region_code>/certificates/<number>")
@limiter.limit(LOOK_UP)
@loads(queries.by_number, "number")
@public
def show(title: Title, region_code: str) -> ResponseReturnValue:
    told = queries.standing_of(title.merchant_id, clock.today())
    return render_template(
        "titles/certificate.html", title=title, region_code=region_code, standing=title.standing_on(clock.today()),
        disputed=told.disputed and told.title is not None and told.title.id == title.id,
        is_genuine=certificate.is_genuine(title), citations=grounds.CITATIONS, fingerprint=certificate.fingerprint(),
        now=clock.now(),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/certificates/key")
@public
def key(region_code: str) -> ResponseReturnValue:
    """The public key, PEM."""
    return Response(certificate.public_pem(), content_type=PLAIN)


@blueprint.get("/r/<region_code>/certificates/<number>/text")
@loads(queries.by_number, "number")
@public
def text(title: Title, region_code: str) -> ResponseReturnValue:
    """Exactly the bytes that were signed."""
    return Response(certificate.statement_of(title).text.encode(), content_type=PLAIN)


@blueprint.get("/r/<region_code>/certificates/<number>/signature")
@loads(queries.by_number, "number")
@public
def signature(title: Title, region_code: str) -> ResponseReturnValue:
    """The 64 bytes of the signature."""
    return Response(base64.b64decode(title.signature), content_type="application/octet-stream")


@blueprint.get("/r/<region_code>/badges/<code>")
@loads(merchants.by_code)
@public
def show_badge(merchant: Merchant, region_code: str) -> ResponseReturnValue:
    """A picture to embed anywhere; it shows what is so now, so nobody may keep it."""
    told = queries.standing_of(merchant.id, clock.today())
    drawn = badge.draw(told.standing, told.title.score if told.title else None, disputed=told.disputed)
    answer = Response(drawn, content_type="image/svg+xml; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
