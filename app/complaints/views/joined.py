"""What a case belongs to: other cases of one batch or one product, and those that an officer puts beside it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import around, office_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import blueprint
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


@blueprint.route("/complaints/<code>/link", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def link(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.LinkForm()
    if form.validate_on_submit():
        with sentence_on(form, "other"):
            with unit_of_work():
                service.link(complaint, form.other.data, by=current_user, why=form.why.data, now=clock.now())
            flash(_("已关联。"), "success")
            return _back(complaint)
    return render_template(
        "complaints/link.html", complaint=complaint, form=form,
        product=office_forms.ProductForm(formdata=None, product=complaint.product or ""),
        linked=around.linked(complaint), same=around.of_same_goods(complaint),
    )  # fmt: skip


@blueprint.post("/complaints/<code>/product")
@loads(queries.by_code)
@requires(May.HANDLE)
def product(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.ProductForm()
    if form.validate_on_submit():
        with unit_of_work():
            service.name_product(complaint, form.product.data or "", by=current_user, now=clock.now())
        flash(
            _("涉及的商品已登记。") if form.product.data else _("没有填涉及的商品，原来的已清空。"), "success"
        )
    return _back(complaint)


@blueprint.post("/complaints/<code>/unlink")
@loads(queries.by_code)
@requires(May.HANDLE)
def unlink(complaint: Complaint) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form), unit_of_work():
            service.unlink(complaint, request.form.get("other", ""), by=current_user, now=clock.now())
    return _back(complaint)


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(url_for("complaints.link", code=complaint.code), 303)
