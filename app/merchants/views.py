"""A seller's entry: first registration, the page of one shop, the region's list."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.infra import clock
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.merchants import forms, queries, service
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind, MerchantPermission, Platform
from app.regions import queries as regions
from app.regions.terms import OrganisationKind

MOST_ASKED = 60  # characters of what is looked for
blueprint = Blueprint("merchants", __name__)


@blueprint.route("/shop/register", methods=["GET", "POST"])
@requires(MerchantPermission.REGISTER)
def register() -> ResponseReturnValue:
    if current_user.merchant_id is not None:
        return redirect(url_for("desk.home"), 303)
    form = _form()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.register(_entry(form), by=current_user, now=clock.now())
            flash(
                _("店铺登记好了。下一步：传营业执照，再对照指南自查；自查随时可以停，换一部手机也能接着做。"),
                "success",
            )
            return redirect(url_for("desk.home"), 303)
    return render_template("merchants/register.html", form=form)


@blueprint.get("/shop")
@requires(MerchantPermission.REGISTER)
def mine() -> ResponseReturnValue:
    """The signed-in seller's own shop, or where to register it."""
    own = queries.by_id(current_user.merchant_id) if current_user.merchant_id else None
    if own is None:
        return redirect(url_for("merchants.register"), 303)
    return _page(own)


@blueprint.get("/merchants")
@requires(MerchantPermission.LIST)
def index() -> ResponseReturnValue:
    kind, words = request.args.get("kind", ""), request.args.get("words", "").strip()[:MOST_ASKED]
    page = queries.page_of(
        words=words,
        kind=MerchantKind(kind) if kind in set(MerchantKind) else None,
        park_id=current_user.organisation_id if current_user.role is Role.PARK else None,
        after=request.args.get("after", type=int),
    )
    return render_template(
        "merchants/index.html", page=page, kinds=list(MerchantKind), kind=kind, words=words
    )


@blueprint.get("/merchants/<code>")
@loads(queries.by_code)
@requires(MerchantPermission.READ)
def show(merchant: Merchant) -> ResponseReturnValue:
    return _page(merchant)


@blueprint.route("/merchants/<code>/change", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(MerchantPermission.CHANGE)
def change(merchant: Merchant) -> ResponseReturnValue:
    form = _form(merchant)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.change(merchant, _entry(form), by=current_user, now=clock.now())
            flash(_("店铺信息已更新。"), "success")
            return redirect(url_for("merchants.show", code=merchant.code), 303)
    return render_template("merchants/change.html", form=form, merchant=merchant)


def _page(merchant: Merchant) -> str:
    may_change = may(current_user, MerchantPermission.CHANGE, merchant)
    people = accounts.of_merchant(merchant.id) if current_user.role is Role.ADMIN else ()
    return render_template("merchants/show.html", merchant=merchant, may_change=may_change, people=people)


def _form(merchant: Merchant | None = None) -> forms.MerchantForm:
    form = forms.MerchantForm(obj=merchant)
    stations = [(one.id, one.name) for one in regions.organisations(OrganisationKind.STATION)]
    unchosen = [(0, _("请选择"))] if merchant is None and len(stations) > 1 else []
    form.station_id.choices = [*unchosen, *stations]
    parks = [(one.id, one.name) for one in regions.organisations(OrganisationKind.PARK)]
    form.park_id.choices = [(0, _("不在园区")), *parks]
    if merchant is not None:
        del form.kind, form.uscc
        while not form.is_submitted() and len(form.rooms) < min(
            len(merchant.rooms) + forms.MORE_ROOMS, forms.MOST_ROOMS
        ):
            form.rooms.append_entry()
    return form


def _entry(form: forms.MerchantForm) -> service.Entry:
    rooms = tuple(
        (Platform(room.platform.data), room.form.name.data) for room in form.rooms if room.form.name.data
    )
    return service.Entry(
        name=form.name.data, uscc=form.uscc.data if "uscc" in form else "",
        kind=MerchantKind(form.kind.data) if "kind" in form else MerchantKind.LIVE_STREAM,
        contact=form.contact.data, address=form.address.data, goods=form.goods.data,
        station_id=form.station_id.data, park_id=form.park_id.data or None, rooms=rooms,
    )  # fmt: skip
