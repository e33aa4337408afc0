"""The regulator's pages: every title, and taking one away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import audit, clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.titles import forms, grounds, queries, service
from app.titles.models import Title
from app.titles.terms import Ground, TitleAction, TitlePermission, TitleState

blueprint = Blueprint("titles", __name__)


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
        citations=grounds.CITATIONS,
    )  # fmt: skip


@blueprint.route("/titles/<number>/revoke", methods=["GET", "POST"])
@loads(queries.by_number, "number")
@requires(TitlePermission.REVOKE)
def revoke(title: Title) -> ResponseReturnValue:
    """Two pages: the case, then the same once more to confirm."""
    form = forms.RevokeForm()
    if form.validate_on_submit() and form.confirmed.data != "yes":
        form.confirmed.data = "yes"
        return render_template("titles/confirm.html", form=form, title=title, ground=Ground(form.ground.data),
                               citations=grounds.CITATIONS)  # fmt: skip
    if form.validate_on_submit():
        case = service.Case(Ground(form.ground.data), form.reason.data, form.evidence.data, form.hearing.data)
        with sentence_on(form):
            with unit_of_work():
                service.revoke(title, case, by=current_user, now=clock.now())
            flash(_("称号 %(number)s 已撤销，公开页面、红榜和标识都已更新。", number=title.number), "success")
            return redirect(url_for("titles.show", number=title.number), 303)
    form.confirmed.data = ""
    return render_template("titles/revoke.html", form=form, title=title, citations=grounds.CITATIONS)


@blueprint.route("/titles/<number>/suspend", methods=["GET", "POST"])
@loads(queries.by_number, "number")
@requires(TitlePermission.REVOKE)
def suspend(title: Title) -> ResponseReturnValue:
    """Holds a valid title back; gives a suspended one back."""
    form = forms.ReasonForm()
    resting = title.state is TitleState.SUSPENDED
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                act = service.restore if resting else service.suspend
                act(title, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("称号已恢复。") if resting else _("称号已暂停，公开页面已更新。"), "success")
            return redirect(url_for("titles.show", number=title.number), 303)
    return render_template("titles/suspend.html", form=form, title=title, resting=resting)
