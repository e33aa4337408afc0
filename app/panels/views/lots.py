"""The lot: an administrator draws with a published value, anyone draws again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.assessments.models import Cycle
from app.infra import clock
from app.infra.access import loads, public, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.panels import forms, lot, queries, rules
from app.panels.terms import PanelPermission
from app.regions import queries as regions
from app.regions.terms import OrganisationKind

blueprint = Blueprint("panel_lot", __name__)


@blueprint.route("/cycles/<code>/draw", methods=["GET", "POST"])
@loads(assessments.cycle_by_code)
@requires(PanelPermission.DRAW)
def draw(cycle: Cycle) -> ResponseReturnValue:
    form = forms.DrawForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                lot.draw(
                    cycle, seed=form.seed.data, source=form.source.data, by=current_user, now=clock.now()
                )
            flash(_("抽签完成，结果和验证方法已公开。"), "success")
            return redirect(url_for("panel_lot.draw", code=cycle.code), 303)
    return render_template(
        "panels/draw.html", form=form, cycle=cycle, drawn=queries.draw_of(cycle.id),
        panels=regions.organisations(OrganisationKind.PANEL),
    )  # fmt: skip


@blueprint.get("/r/<region_code>/draws/<code>")
@loads(assessments.cycle_by_code)
@public
def show(cycle: Cycle, region_code: str) -> ResponseReturnValue:
    """The seed, the rule in words, who came where, and each seller's ticket."""
    drawn = queries.draw_of(cycle.id)
    page = assessments.page_of(cycle.id, after=request.args.get("after", type=int)) if drawn else None
    tickets = {one.id: rules.ticket(drawn.seed, one.merchant.code) for one in page} if drawn and page else {}
    return render_template(
        "panels/lot.html", cycle=cycle, drawn=drawn, page=page, tickets=tickets, region_code=region_code
    )
