"""Putting things right: the shop's to-do list, and one task."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides.laws import laws_on
from app.infra import clock, storage, uploads
from app.infra.access import loads, may, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, points_text, say
from app.infra.phrases import sentence_on
from app.selfchecks import forms, proof_queries, proofs, queries, remediation, versions
from app.selfchecks.desk import gravest_first, todo_of
from app.selfchecks.models import Remediation, SelfCheck
from app.selfchecks.terms import AnswerValue, RemediationPermission, SelfCheckPermission

blueprint = Blueprint("remediation", __name__)


@blueprint.get("/remediation")
@requires(SelfCheckPermission.START)
def index() -> ResponseReturnValue:
    today, shop = clock.today(), current_user.merchant_id
    todos = [todo_of(task, today) for task in gravest_first(queries.open_remediation(shop))]
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
                updated = remediation.close(
                    task, note=form.note.data, value=AnswerValue(form.answer.data), by=current_user, now=clock.now()
                )  # fmt: skip
            flash(_said(updated), "success")
            return redirect(url_for("remediation.index"), 303)
    if form.form_errors and not task.is_open:
        # a colleague was quicker: the words may still be left as a message
        return _page(task, form, commenting=forms.CommentForm(formdata=None, text=form.note.data))
    return _page(task, form)


def _said(updated: SelfCheck | None) -> str:
    if updated is None or updated.compliance is None:
        return _("记下了：这一项已改好。")
    return _("记下了：这一项已改好，达标率更新为 %(pct)s %%。", pct=points_text(updated.compliance))


@blueprint.post("/remediation/<code>/work")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.CLOSE)
def work(task: Remediation) -> ResponseReturnValue:
    """Who sees to it, and which steps are done."""
    form = _work_form(task)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                remediation.work_on(
                    task, owner=form.owner.data or "", steps_done=form.steps_done.data or (), by=current_user,
                    now=clock.now(),
                )  # fmt: skip
            flash(_("进展已保存。"), "success")
            return redirect(url_for("remediation.show", code=task.code), 303)
    return _page(task, forms.CloseForm(formdata=None), working=form)


@blueprint.post("/remediation/<code>/proofs")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.CLOSE)
def add_proofs(task: Remediation) -> ResponseReturnValue:
    form = forms.TaskProofForm()
    if form.validate_on_submit():
        with sentence_on(form, "files"):
            fresh = uploads.papers(form.files.data)
            with unit_of_work():
                proofs.add_to_task(task, fresh, by=current_user, now=clock.now())
            flash(
                _("材料已保存。") if fresh else _("没有选文件，什么也没有改。"),
                "success" if fresh else "info",
            )
            return redirect(url_for("remediation.show", code=task.code), 303)
    return _page(task, forms.CloseForm(formdata=None), proving=form)


@blueprint.get("/remediation/<code>/proofs/<file>")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.READ)
def proof(task: Remediation, file: str) -> ResponseReturnValue:
    found = next((one.file for one in proof_queries.task_proofs(task) if one.file.code == file), None)
    if found is None:
        abort(404)
    return storage.serve(found, inline=True)


@blueprint.post("/remediation/<code>/comments")
@loads(queries.remediation_by_code)
@requires(RemediationPermission.COMMENT)
def comment(task: Remediation) -> ResponseReturnValue:
    form = forms.CommentForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                remediation.comment(task, form.text.data, by=current_user, now=clock.now())
            flash(_("留言已保存。"), "success")
            return redirect(url_for("remediation.show", code=task.code), 303)
    return _page(task, forms.CloseForm(formdata=None), commenting=form)


def _work_form(task: Remediation, *, sent: bool = True) -> forms.WorkForm:
    """What this request brought; unless it was ``sent`` to another form of the page, then what is kept."""
    item = queries.guide_of(task.selfcheck).item(task.item_code)
    given = {} if sent else {"formdata": None}
    form = forms.WorkForm(owner=task.owner, steps_done=task.steps_done, **given)
    steps = zip(item.fix, item.fix_en, strict=True) if item else ()
    form.steps_done.choices = [(place, say(zh, en)) for place, (zh, en) in enumerate(steps, start=1)]
    return form


def _page(
    task: Remediation, form: forms.CloseForm, *, working: forms.WorkForm | None = None,
    proving: forms.TaskProofForm | None = None, commenting: forms.CommentForm | None = None,
) -> ResponseReturnValue:  # fmt: skip
    guide = queries.guide_of(task.selfcheck)
    mine = may(current_user, RemediationPermission.CLOSE, task)
    return render_template(
        "selfchecks/task.html", task=task, item=guide.item(task.item_code), form=form, today=clock.today(),
        laws=laws_on(guide.year, guide.as_of).by_title, mine=mine, working=working or _work_form(task, sent=False),
        proving=proving or forms.TaskProofForm(formdata=None), commenting=commenting or forms.CommentForm(formdata=None),
        proofs=proof_queries.task_proofs(task), comments=proof_queries.comments_on(task),
        preview=versions.preview(task) if mine and task.is_open else None,
        licence=proof_queries.licence_behind(task),
    )  # fmt: skip
