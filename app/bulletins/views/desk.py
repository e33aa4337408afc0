"""The desk's side: write, look at it, publish, take back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.bulletins import forms, queries, rules, service
from app.bulletins.models import Bulletin
from app.bulletins.terms import BulletinKind, BulletinPermission
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.infra.scope import current_region

blueprint = Blueprint("bulletins", __name__)


@blueprint.get("/bulletins")
@requires(BulletinPermission.LIST)
def index() -> ResponseReturnValue:
    return render_template("bulletins/index.html", page=queries.page_of(request.args.get("after", type=int)))


@blueprint.route("/bulletins/new", methods=["GET", "POST"])
@requires(BulletinPermission.WRITE)
def new() -> ResponseReturnValue:
    form = forms.BulletinForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                bulletin = service.write(
                    _words(form), form_key=form.key.data, by=current_user, now=clock.now()
                )
            flash(_("已存为草稿。请看一遍预览，没有问题再发布。"), "success")
            return redirect(url_for("bulletins.show", code=bulletin.code), 303)
    return render_template("bulletins/edit.html", form=form, bulletin=None)


@blueprint.route("/bulletins/<code>/edit", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(BulletinPermission.WRITE)
def edit(bulletin: Bulletin) -> ResponseReturnValue:
    rules.check_editable(bulletin.state)
    form = forms.BulletinForm(obj=bulletin)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.rewrite(bulletin, _words(form), by=current_user, now=clock.now())
            flash(_("草稿已更新。"), "success")
            return redirect(url_for("bulletins.show", code=bulletin.code), 303)
    return render_template("bulletins/edit.html", form=form, bulletin=bulletin)


@blueprint.route("/bulletins/<code>", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(BulletinPermission.WRITE)
def show(bulletin: Bulletin) -> ResponseReturnValue:
    """As everybody will see it; with the button to publish while it is a draft."""
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.publish(bulletin, by=current_user, now=clock.now())
            flash(_("已发布，公开页面和订阅源即时更新。"), "success")
            return redirect(url_for("bulletins.show", code=bulletin.code), 303)
    return render_template(
        "bulletins/show.html", bulletin=bulletin, form=form, region_code=current_region().code
    )


@blueprint.route("/bulletins/<code>/withdraw", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(BulletinPermission.WRITE)
def withdraw(bulletin: Bulletin) -> ResponseReturnValue:
    form = forms.WithdrawForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.withdraw(bulletin, reason=form.reason.data, by=current_user, now=clock.now())
            flash(_("已撤回，公开页面即时更新。"), "success")
            return redirect(url_for("bulletins.show", code=bulletin.code), 303)
    return render_template("bulletins/withdraw.html", bulletin=bulletin, form=form)


def _words(form: forms.BulletinForm) -> service.Words:
    return service.Words(
        kind=BulletinKind(form.kind.data), title=form.title.data, text=form.text.data, law=form.law.data or "",
        title_en=form.title_en.data or "", text_en=form.text_en.data or "",
    )  # fmt: skip
