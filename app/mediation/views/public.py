"""Anyone checks an agreement: that it is ours, unchanged, and where it stands. It names nobody in full and says no terms."""

import base64

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from app.infra import clock
from app.infra.access import loads, public
from app.infra.limits import LOOK_UP, limiter
from app.mediation import queries, seal
from app.mediation.models import Mediation
from app.mediation.views import agreements

PLAIN = "text/plain; charset=utf-8"


@agreements.get("/r/<region_code>/agreements/<code>")
@limiter.limit(LOOK_UP)
@loads(queries.agreement)
@public
def show(mediation: Mediation, region_code: str) -> ResponseReturnValue:
    return render_template(
        "mediation/public.html", mediation=mediation, region_code=region_code, is_genuine=seal.is_genuine(mediation),
        fingerprint=seal.fingerprint(), now=clock.now(),
    )  # fmt: skip


@agreements.get("/r/<region_code>/agreements/key")
@public
def key(region_code: str) -> ResponseReturnValue:
    """The public key, PEM."""
    return Response(seal.public_pem(), content_type=PLAIN)


@agreements.get("/r/<region_code>/agreements/<code>/statement")
@loads(queries.agreement)
@public
def statement(mediation: Mediation, region_code: str) -> ResponseReturnValue:
    """Exactly the bytes that were signed."""
    return Response(seal.statement_of(mediation).encode(), content_type=PLAIN)


@agreements.get("/r/<region_code>/agreements/<code>/signature")
@loads(queries.agreement)
@public
def signature(mediation: Mediation, region_code: str) -> ResponseReturnValue:
    """The 64 bytes of the signature."""
    return Response(base64.b64decode(mediation.signature or ""), content_type="application/octet-stream")
