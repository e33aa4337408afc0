"""Cases and alerts as everyone sees them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.bulletins import queries
from app.bulletins.models import Bulletin
from app.bulletins.terms import BulletinKind, BulletinState
from app.infra.access import loads, public

blueprint = Blueprint("public_bulletins", __name__)
GONE = 410


@blueprint.get("/r/<region_code>/bulletins")
@public
def index(region_code: str) -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    wanted = BulletinKind(kind) if kind in set(BulletinKind) else None
    page = queries.out(wanted, request.args.get("after", type=int))
    return render_template(
        "bulletins/public.html", region_code=region_code, page=page, kind=wanted, kinds=list(BulletinKind)
    )


@blueprint.get("/r/<region_code>/bulletins/<code>")
@loads(queries.published_by_code)
@public
def show(bulletin: Bulletin, region_code: str) -> ResponseReturnValue:
    gone = bulletin.state is BulletinState.WITHDRAWN
    page = render_template("bulletins/read.html", bulletin=bulletin, region_code=region_code)
    return page, GONE if gone else 200
