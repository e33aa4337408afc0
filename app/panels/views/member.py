"""A member's pages: what waits for the panel, own interests, and the ballot."""

from datetime import date
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.panels import forms, interests, queries, service, vote_queries
from app.panels.models import PanelQuestion
from app.panels.terms import Choice, InterestKind, PanelPermission
from app.regions import queries as regions

blueprint = Blueprint("panels", __name__)
ALIKE = 3  # sellers that somebody who wrote half a name is reminded of


def ballot(code: str) -> PanelQuestion | None:
    """Not there for a member with an interest, for other panels, and for who was not on the roster."""
    question = queries.question_by_code(code)
    if question is None or question.sitting is None or not current_user.is_authenticated:
        return None
    on_it = current_user.id in question.sitting.member_ids
    if not on_it or question.merchant_id in queries.conflicts_of(current_user.id, question.cycle_id):
        return None
    return question


@blueprint.route("/panel", methods=["GET", "POST"])
@requires(PanelPermission.WORK)
def home() -> ResponseReturnValue:
    """Posting calls the panel together."""
    form, cycle = EmptyForm(), assessments.current_cycle()
    if form.validate_on_submit() and cycle is not None:
        with sentence_on(form):
            with unit_of_work():
                sitting = service.open_sitting(cycle, by=current_user, now=clock.now())
            flash(_("评议会已召开，已通知本组成员。各自独立投票，全部投完才公开。"), "success")
            return redirect(url_for("panel_sittings.show", code=sitting.code), 303)
    panel_id, tied = current_user.organisation_id, queries.conflicts_of(current_user.id)
    ready = queries.to_judge(cycle.id, panel_id) if cycle else ()
    return render_template(
        "panels/home.html", form=form, cycle=cycle, panel=regions.organisation(panel_id), members=queries.members(panel_id),
        ready=[one for one in ready if one.merchant_id not in tied],
        waiting=[one for one in queries.waiting(panel_id) if one.merchant_id not in tied],
        sitting=queries.open_sitting(panel_id), page=queries.page_of(panel_id),
    )  # fmt: skip


@blueprint.route("/panel/interests", methods=["GET", "POST"])
@requires(PanelPermission.WORK)
def declare() -> ResponseReturnValue:
    form, cycle = forms.InterestForm(), assessments.current_cycle()
    if form.validate_on_submit() and cycle is not None:
        merchant = _seller(form)
        if merchant is not None:
            with sentence_on(form):
                with unit_of_work():
                    interests.declare(
                        cycle, merchant, InterestKind(form.kind.data), form.note.data or "", by=current_user, now=clock.now()
                    )  # fmt: skip
                flash(
                    _("已申报回避：%(name)s。您不再看到这家商家的评议，也不能投票。", name=merchant.name),
                    "success",
                )
                return redirect(url_for("panels.declare"), 303)
    mine = queries.interests_of(current_user.id, cycle.id) if cycle else ()
    return render_template("panels/interests.html", form=form, cycle=cycle, mine=mine)


@blueprint.route("/panel/questions/<code>", methods=["GET", "POST"])
@loads(ballot)
@requires(PanelPermission.VOTE)
def vote(question: PanelQuestion) -> ResponseReturnValue:
    form, code = forms.VoteForm(), question.sitting.code if question.sitting else ""
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.vote(
                    question, Choice(form.choice.data), points=_points(form), reason=form.reason.data or "",
                    by=current_user, now=clock.now(),
                )  # fmt: skip
            counted = question.outcome is not None
            flash(
                _("已投票。全部投完，已经计票。")
                if counted
                else _("已投票。其他成员全部投完以前，谁也看不到您的票。"),
                "success",
            )
            return redirect(url_for("panel_sittings.show", code=code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        question = ballot(question.code) or question
    own = vote_queries.own_votes([question.id], current_user.id).get(question.id)
    assessment = assessments.by_id(question.assessment_id) if question.assessment_id else None
    decided_on = question.source.get("decided_on")
    return render_template(
        "panels/vote.html", form=form, question=question, own=own, assessment=assessment,
        decided_on=date.fromisoformat(decided_on) if decided_on else None,
    )  # fmt: skip


def _points(form: forms.VoteForm) -> Decimal | None:
    given: Decimal | None = form.points.data
    return given


def _seller(form: forms.InterestForm) -> Merchant | None:
    """By its code or its whole name; None after saying so on the form."""
    said = form.seller.data
    named = [one for one in merchants.page_of(words=said) if one.name == said]
    found = merchants.by_uscc(said.upper()) or (named[0] if len(named) == 1 else None)
    if found is None:
        alike = _("、").join(one.name for one in list(merchants.page_of(words=said))[:ALIKE])
        form.seller.errors = [
            _("名称要填全。您说的是不是：%(names)s？", names=alike)
            if alike
            else _("没有找到这家商家。请填写登记的全称或 18 位统一社会信用代码。")
        ]
    return found
