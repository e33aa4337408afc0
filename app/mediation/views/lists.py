"""The tables there are, for whoever may sit at them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.complaints.permissions import station_of
from app.infra.access import requires
from app.mediation import queries
from app.mediation.queries import Shelf
from app.mediation.terms import MediationPermission
from app.mediation.views import blueprint


@blueprint.get("/mediations")
@requires(MediationPermission.LIST)
def index() -> ResponseReturnValue:
    told = request.args.get("shelf", "")
    shelf = Shelf(told) if told in set(Shelf) else Shelf.UNDER_WAY
    ours = station_of(current_user)
    page = queries.page_of(
        shelf, after=request.args.get("after", type=int),
        merchant_id=current_user.merchant_id if current_user.role is Role.MERCHANT else None,
        park_id=current_user.organisation_id if current_user.role is Role.PARK else None,
        station_id=ours, own_id=current_user.id if ours else None,
    )  # fmt: skip
    return render_template("mediation/index.html", page=page, shelf=shelf, shelves=tuple(Shelf))
