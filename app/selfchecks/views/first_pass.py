"""The first pass: the gravest items of a draft looked over, their result, and what to put right first."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.selfchecks import queries, rules, service
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import SelfCheckPermission

blueprint = Blueprint("first_pass", __name__)


@blueprint.route("/self-check/<code>/first", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def show(selfcheck: SelfCheck) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.take_first_pass(selfcheck, by=current_user, now=clock.now())
            flash(_("第一遍做完了。下面是最要紧的几件事；其余的有空接着答。"), "success")
            return redirect(url_for("first_pass.show", code=selfcheck.code), 303)
    if selfcheck.scopes is None or not selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    guide, answers = queries.guide_of(selfcheck), queries.values_of(selfcheck)
    items = guide.applicable(selfcheck.scopes)
    asked = rules.first_pass(items)
    return render_template(
        "selfchecks/first.html", selfcheck=selfcheck, guide=guide, form=form, result=selfcheck.first_outcome, today=clock.today(),
        first=rules.progress(asked, answers), whole=rules.progress(items, answers), coming=rules.next_item(asked, answers),
        rest=rules.next_item(items, answers), tasks={task.item_code: task for task in (*queries.open_remediation(selfcheck.merchant_id), *queries.tasks_on(selfcheck))},
    )  # fmt: skip
