"""Putting things right: the shop's to-do list, and one task."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides.laws import law_index
from app.infra import clock
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.selfchecks import forms, queries, remediation
from app.selfchecks.desk import todo_of
from app.selfchecks.models import Remediation
from app.selfchecks.terms import RemediationPermission, SelfCheckPermission

blueprint = Blueprint("remediation", __name__)


@blueprint.get("/remediation")
@requires(SelfCheckPermission.START)
def index() -> ResponseReturnValue:
    today, shop = clock.today(), current_user.merchant_id
    todos = [todo_of(task, today) for task in queries.open_remediation(shop)]
    done = [
        (task, queries.guide_of(task.selfcheck).item(task.item_code))
        for task in queries.closed_remediation(shop)
    ]
    return render_template("selfchecks/tasks.html", todos=todos, done=done)


@blueprint.get("/remediation/<code>")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.READ)
def show(task: Remediation) -> ResponseReturnValue:
    """What to do and by when; the shop says here that it is done."""
    return _page(task, forms.CloseForm())


@blueprint.post("/remediation/<code>/close")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.CLOSE)
def close(task: Remediation) -> ResponseReturnValue:
    form = forms.CloseForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                remediation.close(task, note=form.note.data, by=current_user, now=clock.now())
            flash(_("记下了：这一项已改好。下次自查时请按新的情况回答。"), "success")
            return redirect(url_for("remediation.index"), 303)
    return _page(task, form)


def _page(task: Remediation, form: forms.CloseForm) -> ResponseReturnValue:
    guide = queries.guide_of(task.selfcheck)
    return render_template(
        "selfchecks/task.html", task=task, item=guide.item(task.item_code), form=form, today=clock.today(),
        laws=law_index(guide.year).by_title, mine=may(current_user, RemediationPermission.CLOSE, task),
    )  # fmt: skip
