"""Reading the guide: one dimension a page, each item with its grounds, proofs, examples and way out."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides import queries
from app.guides.calendar import coming
from app.guides.law_names import law_name
from app.guides.laws import laws_on
from app.guides.terms import GuidePermission
from app.infra import clock
from app.infra.access import may, requires
from app.merchants import queries as merchants
from app.merchants.terms import MerchantKind

blueprint = Blueprint("guides", __name__)
blueprint.add_app_template_filter(law_name, "law")


@blueprint.get("/guides")
@requires(GuidePermission.READ)
def index() -> ResponseReturnValue:
    """A seller is led to its own guide; others choose."""
    merchant = merchants.by_id(current_user.merchant_id) if current_user.merchant_id else None
    if merchant is not None:
        return redirect(url_for("guides.show", kind=merchant.kind.value), 303)
    found = [one.guide for kind in MerchantKind if (one := queries.current(kind))]
    return render_template("guides/index.html", guides=found)


@blueprint.get("/guides/changes")
@requires(GuidePermission.READ)
def changes() -> ResponseReturnValue:
    """The calendar of coming law: for a seller what touches its own items, for others both guides."""
    today = clock.today()
    merchant = merchants.by_id(current_user.merchant_id) if current_user.merchant_id else None
    kinds = [merchant.kind] if merchant else list(MerchantKind)
    found = []
    for guide in [one.guide for kind in kinds if (one := queries.current(kind))]:
        items = guide.applicable(merchant.scopes) if merchant else guide.items
        found.append((guide, coming(items, laws_on(guide.year, guide.as_of), today)))
    return render_template("guides/changes.html", found=found)


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
    index = laws_on(guide.year, guide.as_of)
    shown = guide.dimension(code) if code else guide.dimensions[0]
    if shown is None:
        abort(404)
    return render_template(
        "guides/show.html", guide=guide, dimension=shown, items=guide.items_of(shown.code),
        laws=index.by_title, changes=coming(guide.items, index, clock.today()),
        may_publish=may(current_user, GuidePermission.PUBLISH),
    )  # fmt: skip
