"""The officers' side: the queue, one claim, the decision by somebody who had no hand in the score."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import form_queries
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, storage
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.regions import queries as regions
from app.rights import forms, queries, service
from app.rights.models import Claim
from app.rights.terms import ClaimState, RightsPermission

blueprint = Blueprint("rights", __name__)


@blueprint.get("/claims")
@requires(RightsPermission.QUEUE)
def index() -> ResponseReturnValue:
    state = request.args.get("state", "")
    page = queries.page_of(
        state=ClaimState(state) if state in set(ClaimState) else None,
        after=request.args.get("after", type=int),
    )
    running = clocks.by_subject("claim", [one.id for one in page]) if page.rows else {}
    now, calendar = clock.now(), regions.calendar()
    left = {one: counting.standing(rows[0], now, calendar)[0] for one, rows in running.items()}
    return render_template("rights/index.html", page=page, states=list(ClaimState), state=state, left=left)


@blueprint.get("/claims/<code>")
@loads(queries.by_code)
@requires(RightsPermission.READ)
def show(claim: Claim) -> ResponseReturnValue:
    return _page(claim, EmptyForm())


@blueprint.route("/claims/<code>/decide", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(RightsPermission.DECIDE)
def decide(claim: Claim) -> ResponseReturnValue:
    form = forms.DecideForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                grants = form.grants.data == "yes"
                service.decide(
                    claim, grants=grants, answer=form.answer.data, by=current_user, now=clock.now()
                )
            flash(_("已答复，商家会收到通知。"), "success")
            return redirect(url_for("rights.show", code=claim.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        claim = queries.by_code(claim.code) or claim
    return render_template("rights/decide.html", form=form, claim=claim)


@blueprint.post("/claims/<code>/finish")
@loads(queries.by_code)
@requires(RightsPermission.DECIDE)
def finish(claim: Claim) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.finish(claim, by=current_user, now=clock.now())
            flash(_("已按现在的评价表重新算分。"), "success")
            return redirect(url_for("rights.show", code=claim.code), 303)
    return _page(queries.by_code(claim.code) or claim, form)


@blueprint.route("/claims/<code>/hide", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(RightsPermission.HIDE)
def hide(claim: Claim) -> ResponseReturnValue:
    form = forms.HideForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.hide(claim, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("这条回复已不再公开展示。"), "success")
            return redirect(url_for("rights.show", code=claim.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        claim = queries.by_code(claim.code) or claim
    return render_template("rights/hide.html", form=form, claim=claim)


@blueprint.get("/claims/<code>/file")
@loads(queries.by_code)
@requires(RightsPermission.READ)
def file(claim: Claim) -> ResponseReturnValue:
    if claim.file is None:
        return redirect(url_for("rights.show", code=claim.code), 303)
    return storage.serve(claim.file, inline=True)


def _page(claim: Claim, form: EmptyForm) -> ResponseReturnValue:
    score = claim.assessment
    return render_template(
        "rights/show.html", claim=claim, form=form, may_decide=may(current_user, RightsPermission.DECIDE, claim),
        anew=form_queries.anew_so_far(score) if score.is_reassessing else None,
        clocks=counting.shown(clocks.of(claim), clock.now(), regions.calendar()),
    )  # fmt: skip
