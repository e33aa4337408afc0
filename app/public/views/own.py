"""The shop's page about its own public page: what it shows of itself there."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.merchants import queries as merchants
from app.public import forms, scores, showing
from app.public.terms import ShowingPermission, Shown

blueprint = Blueprint("own_page", __name__)


@blueprint.route("/public-page", methods=["GET", "POST"])
@requires(ShowingPermission.CHOOSE)
def choose() -> ResponseReturnValue:
    chosen = showing.shown_by(current_user.merchant_id)
    form = forms.ShowingForm(data={one.value: one in chosen for one in Shown})
    if form.validate_on_submit():
        with unit_of_work():
            changed = showing.choose(
                current_user.merchant_id, form.wanted(), by=current_user, now=clock.now()
            )
        flash(_("已保存，公开页面现在就按这样显示。") if changed else _("没有改动。"), "success")
        return redirect(url_for("own_page.choose"), 303)
    merchant = merchants.by_id(current_user.merchant_id)
    return render_template(
        "public/own.html", form=form, merchant=merchant, chosen=chosen,
        score=scores.own_score(merchant) if merchant else None,
        selfcheck=scores.own_selfcheck(merchant) if merchant else None,
    )  # fmt: skip
