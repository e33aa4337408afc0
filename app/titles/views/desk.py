"""The regulator's pages: every title, and taking one away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.infra import audit, clock, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.regions import queries as regions
from app.titles import case_queries, cases, forms, grounds, queries, service
from app.titles.models import Title
from app.titles.terms import Ground, TitleAction, TitlePermission, TitleState

blueprint = Blueprint("titles", __name__)
SUSPEND, RESTORE = "suspend", "restore"  # what one page offers, by the state of the title


@blueprint.get("/titles")
@requires(TitlePermission.LIST)
def index() -> ResponseReturnValue:
    state = request.args.get("state", "")
    page = queries.page_of(
        state=TitleState(state) if state in set(TitleState) else None,
        after=request.args.get("after", type=int),
    )
    return render_template(
        "titles/index.html", page=page, states=list(TitleState), state=state, today=clock.today()
    )


@blueprint.get("/titles/<number>")
@loads(queries.by_number, "number")
@requires(TitlePermission.READ)
def show(title: Title) -> ResponseReturnValue:
    return render_template(
        "titles/show.html", title=title, standing=title.standing_on(clock.today()), events=[(one, TitleAction(one.action)) for one in audit.of(title)],
        citations=grounds.CITATIONS, cases=case_queries.cases_of(title.id),
    )  # fmt: skip


@blueprint.route("/titles/<number>/revoke", methods=["GET", "POST"])
@loads(queries.by_number, "number")
@requires(TitlePermission.REVOKE)
@confirmed
def revoke(title: Title) -> ResponseReturnValue:
    """Opens a case: the seller is told and heard before anybody decides."""
    form = forms.CaseForm()
    if form.validate_on_submit():
        said = service.Case(Ground(form.ground.data), form.reason.data, form.evidence.data, None)
        with sentence_on(form):
            papers = uploads.papers(form.files.data)
            with unit_of_work():
                case = cases.open_case(title, said, papers, by=current_user, now=clock.now())
            flash(_("已告知商家。商家陈述申辩或期满以后，由另一名工作人员决定。"), "success")
            return redirect(url_for("title_cases.show", code=case.code), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        title = queries.by_number(title.number) or title
    return render_template(
        "titles/revoke.html", form=form, title=title, citations=grounds.CITATIONS, policy=regions.policy()
    )


@blueprint.route("/titles/<number>/suspend", methods=["GET", "POST"])
@loads(queries.by_number, "number")
@requires(TitlePermission.REVOKE)
@confirmed
def suspend(title: Title) -> ResponseReturnValue:
    """Holds a valid title back; gives a suspended one back."""
    resting = title.state is TitleState.SUSPENDED
    form = forms.ReasonForm(to=RESTORE if resting else SUSPEND)
    resting = form.to.data == RESTORE
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                act = service.restore if resting else service.suspend
                act(title, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("称号已恢复。") if resting else _("称号已暂停，公开页面已更新。"), "success")
            return redirect(url_for("titles.show", number=title.number), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        title = queries.by_number(title.number) or title
    return render_template("titles/suspend.html", form=form, title=title, resting=resting)
