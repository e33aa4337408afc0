"""A panel proposes; an administrator decides when the notice has run."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _, _n, points_text
from app.infra.phrases import sentence_on
from app.panels import queries as panels
from app.publicity import queries as notices
from app.publicity import rules as notice_rules
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeKind
from app.regions import queries as regions
from app.titles import forms, proposing, queries
from app.titles.terms import TitlePermission

blueprint = Blueprint("proposals", __name__)


def titles_notice(code: str) -> PublicNotice | None:
    notice = notices.by_code(code)
    return notice if notice is not None and notice.kind is NoticeKind.TITLES else None


@blueprint.route("/proposals", methods=["GET", "POST"])
@requires(TitlePermission.PROPOSE)
def propose() -> ResponseReturnValue:
    """Puts on notice what the panel's vote has passed."""
    found = _found()
    form = forms.ProposalForm()
    form.chosen.choices = [
        (one.code, f"{one.merchant.name} · {points_text(one.score)}")
        for one in (*found.open, *found.proposed)
    ]
    if form.validate_on_submit() and found.cycle is not None:
        chosen = [one for one in (*found.open, *found.proposed) if one.code in form.chosen.data]
        with sentence_on(form):
            with unit_of_work():
                notice = proposing.propose(
                    found.cycle, chosen, looked_up=form.looked_up.data, by=current_user, now=clock.now()
                )
            flash(
                _("已开始公示。期满后由管理员作出决定，期间的异议由没有参与评分和提名的工作人员答复。"),
                "success",
            )
            return redirect(url_for("publicity.show", code=notice.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        found = _found()
    form.chosen.choices = form.chosen.choices[: len(found.open)]
    return render_template("titles/propose.html", form=form, found=found, needed=regions.policy().pass_score)


def _found() -> queries.Candidates:
    return queries.candidates(current_user.organisation_id, panels.conflicts_of(current_user.id))


@blueprint.route("/proposals/<code>/decide", methods=["GET", "POST"])
@loads(titles_notice)
@requires(TitlePermission.DECIDE)
@confirmed
def decide(notice: PublicNotice) -> ResponseReturnValue:
    form = EmptyForm()
    if request.method == "GET" and notice.state not in notice_rules.UNDECIDED:
        return redirect(url_for("publicity.show", code=notice.code), 303)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                titles = proposing.award(notice, by=current_user, now=clock.now())
            flash(
                _n("已授予 %(num)d 个称号，红榜已发布。", "已授予 %(num)d 个称号，红榜已发布。", len(titles))
                if titles else _("异议成立，这次没有授予称号。"), "success",
            )  # fmt: skip
            return redirect(url_for("publicity.show", code=notice.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        notice = notices.by_code(notice.code) or notice
    return render_template(
        "titles/decide.html", form=form, notice=notice, proposals=queries.proposals_of(notice.id),
        struck=publicity.struck(notice), has_run=notice_rules.has_run(notice.ends_on, clock.today()),
    )  # fmt: skip
