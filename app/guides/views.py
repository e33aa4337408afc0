"""Reading the guide: one dimension a page, each item with its grounds, proofs, examples and way out."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides import queries
from app.guides.laws import law_index
from app.guides.terms import GuidePermission
from app.infra.access import requires
from app.merchants import queries as merchants
from app.merchants.terms import MerchantKind

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
@requires(GuidePermission.READ)
def index() -> ResponseReturnValue:
    """A seller is led to its own guide; others choose."""
    merchant = merchants.by_id(current_user.merchant_id) if current_user.merchant_id else None
    if merchant is not None:
        return redirect(url_for("guides.show", kind=merchant.kind.value), 303)
    found = [one.guide for kind in MerchantKind if (one := queries.current(kind))]
    return render_template("guides/index.html", guides=found)


@blueprint.get("/guides/<kind>")
@requires(GuidePermission.READ)
def show(kind: str) -> ResponseReturnValue:
    return _page(kind, None)


@blueprint.get("/guides/<kind>/<dimension>")
@requires(GuidePermission.READ)
def dimension(kind: str, dimension: str) -> ResponseReturnValue:
    return _page(kind, dimension)


def _page(kind: str, code: str | None) -> ResponseReturnValue:
    found = queries.current(MerchantKind(kind)) if kind in set(MerchantKind) else None
    if found is None:
        abort(404)
    guide = found.guide
    shown = guide.dimension(code) if code else guide.dimensions[0]
    if shown is None:
        abort(404)
    return render_template(
        "guides/show.html", guide=guide, dimension=shown, items=guide.items_of(shown.code),
        laws=law_index(guide.year).by_title,
    )  # fmt: skip
