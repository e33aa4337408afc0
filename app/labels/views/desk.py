"""The desk's pages of labels: order a batch, watch it being made."""

import base64

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.infra import clock
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, number_text
from app.infra.phrases import sentence_on
from app.labels import forms, listforms, phrases, printers, printing, queries, service
from app.labels.layouts import Medium, layout_pack
from app.labels.models import LabelBatch
from app.labels.terms import BatchState, LabelPermission
from app.labels.token import grouped
from app.labels.views import blueprint, quota
from app.merchants import queries as merchants
from app.merchants.models import Merchant

LOOK = "look"  # the button that shows instead of making
UNDER_WAY = (BatchState.WAITING, BatchState.MAKING)


@blueprint.get("/labels")
@requires(LabelPermission.LIST)
def index() -> ResponseReturnValue:
    if (to_register := _without_shop()) is not None:
        return to_register
    shops = _shops().values() if current_user.role is Role.PARK else ()
    form = listforms.ListForm(shops, formdata=request.args)
    asked = form.asked()
    page = queries.page_of(
        merchant_id=current_user.merchant_id if current_user.role is Role.MERCHANT else None,
        park_id=current_user.organisation_id if current_user.role is Role.PARK else None,
        after=request.args.get("after", type=int), **asked,
    )  # fmt: skip
    may_order = may(current_user, LabelPermission.ORDER)
    return render_template(
        "labels/index.html", page=page, may_order=may_order, layouts=_layouts(),
        may_set=may(current_user, LabelPermission.SETTINGS), form=form, is_narrowed=any(asked.values()),
    )  # fmt: skip


@blueprint.route("/labels/new", methods=["GET", "POST"])
@requires(LabelPermission.ORDER)
def new() -> ResponseReturnValue:
    if (to_register := _without_shop()) is not None:
        return to_register
    shops = _shops()
    form = forms.OrderForm(printers.of(current_user), merchant=request.args.get("merchant"))
    unchosen = [("", _("请选择"))] if len(shops) > 1 else []
    form.merchant.choices = [*unchosen, *((shop.code, shop.name) for shop in shops.values())]
    if current_user.role is Role.MERCHANT:
        form.merchant.data = next(iter(shops))
    if form.validate_on_submit():
        with sentence_on(form):
            if request.form.get("act") == LOOK:
                return _order_page(form, shops, look=_look(form, shops[form.merchant.data]))
            with unit_of_work():
                batch = service.order(
                    shops[form.merchant.data], form.wish(), by=current_user, now=clock.now(),
                    request_key=f"{current_user.id}:{form.request_key.data}", address=current_app.config["PUBLIC_URL"],
                )  # fmt: skip
            flash(_("已申领 %(count)s 张标签，正在制作。", count=number_text(batch.count)), "success")
            return redirect(url_for("labels.show", code=batch.code), 303)
    return _order_page(form, shops)


def _order_page(form: forms.OrderForm, shops: dict[str, Merchant], look: str | None = None) -> str:
    return render_template(
        "labels/new.html", form=form, asks_shop=current_user.role is Role.PARK, quota=quota.told(shops), look=look
    )  # fmt: skip


def _look(form: forms.OrderForm, shop: Merchant) -> str:
    """The first sheet as a picture within the page: nothing is kept, so there is nothing to lead to."""
    batch, numbers = service.proposed(
        shop, form.wish(), by=current_user, address=current_app.config["PUBLIC_URL"], now=clock.now()
    )
    form.hold_numbers()
    return "data:image/png;base64," + base64.b64encode(printing.first_sheet(batch, numbers)).decode("ascii")


@blueprint.get("/labels/<code>")
@loads(queries.by_code)
@requires(LabelPermission.READ)
def show(batch: LabelBatch) -> ResponseReturnValue:
    return render_template(
        "labels/show.html", batch=batch, layout=_layouts()[batch.layout], under_way=batch.state in UNDER_WAY,
        trouble=phrases.trouble(batch.trouble), scans=queries.scanned(batch.id),
        entries=queries.ledger_of(batch.id), is_roll=layout_pack().named(batch.layout).medium is Medium.ROLL,
        first=grouped(printing.token_of(batch, batch.first_serial)),
        last=grouped(printing.token_of(batch, batch.last_serial)),
        may_fetch=may(current_user, LabelPermission.FETCH, batch), may_void=may(current_user, LabelPermission.VOID, batch),
    )  # fmt: skip


@blueprint.get("/labels/<code>/progress")
@loads(queries.by_code)
@requires(LabelPermission.READ)
def progress(batch: LabelBatch) -> ResponseReturnValue:
    """Only the part of the page that keeps itself fresh."""
    return render_template(
        "labels/progress.html", batch=batch, under_way=batch.state in UNDER_WAY, trouble=phrases.trouble(batch.trouble),
        may_fetch=may(current_user, LabelPermission.FETCH, batch),
    )  # fmt: skip


def _layouts() -> dict[str, object]:
    return {one.key: one for one in layout_pack().layouts}


def _without_shop() -> ResponseReturnValue | None:
    """A seller who has not registered its shop yet is led there first."""
    if current_user.role is Role.MERCHANT and current_user.merchant_id is None:
        return redirect(url_for("merchants.register"), 303)
    return None


def _shops() -> dict[str, Merchant]:
    """For whom this person may order, by public code."""
    if current_user.role is Role.PARK:
        return {shop.code: shop for shop in queries.sellers_in(current_user.organisation_id)}
    own = merchants.by_id(current_user.merchant_id)
    return {own.code: own} if own else {}
