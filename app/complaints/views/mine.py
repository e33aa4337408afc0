"""What the consumer may do with what we hold of them, and the files of a case; both through the receipt's secret."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import attachments, contact, copies, public_forms, queries
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import blueprint, own
from app.infra import clock, storage, told
from app.infra.access import loads, may, requires
from app.infra.copies import Form, hand_out
from app.infra.db import unit_of_work
from app.infra.forms import EraseForm
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.regions import queries as regions


@blueprint.route("/r/<region_code>/complaints/follow/<code>/mine", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_case
def case_mine(complaint: Complaint) -> ResponseReturnValue:
    """See and put right (个人信息保护法 art. 45 and 46)."""
    form = public_forms.MineForm(
        name=complaint.name or "", phone=complaint.phone, address=complaint.address or "",
        may_pass_on=complaint.may_pass_on,
    )  # fmt: skip
    if complaint.forgotten_at is None and form.validate_on_submit():
        with unit_of_work():
            contact.correct(
                complaint, name=form.name.data or None, phone=form.phone.data, address=form.address.data or None,
                may_pass_on=form.may_pass_on.data, now=clock.now(),
            )  # fmt: skip
        flash(_("您的信息已更新。"), "success")
        return _back(complaint)
    return _mine(complaint, form, EraseForm())


@blueprint.post("/r/<region_code>/complaints/follow/<code>/mine/erase")
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_erase(complaint: Complaint) -> ResponseReturnValue:
    """Erase, where the law allows it (个人信息保护法 art. 47); else say why not."""
    form = EraseForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                contact.erase(complaint, now=clock.now())
            flash(_("您的姓名、手机号、地址和上传的文件已删除。"), "success")
            return _back(complaint)
    return _mine(complaint, public_forms.MineForm(formdata=None, obj=complaint), form)


@blueprint.get("/r/<region_code>/complaints/follow/<code>/mine/copy.json", defaults={"kind": "json"})
@blueprint.get("/r/<region_code>/complaints/follow/<code>/mine/copy.pdf", defaults={"kind": "pdf"})
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_copy(complaint: Complaint, kind: str) -> ResponseReturnValue:
    """All that is held, to take away (个人信息保护法 art. 45)."""
    form, now = Form(kind), clock.now()
    with unit_of_work():
        return hand_out(copies.take(complaint, form=form, now=now), form, now=now)


@blueprint.get("/r/<region_code>/complaints/follow/<code>/files/<file_code>")
@own.own_case
def case_file(complaint: Complaint, file_code: str) -> ResponseReturnValue:
    return _serve(complaint, file_code, with_private=False)


@blueprint.get("/complaints/<code>/files/<file_code>")
@loads(queries.by_code)
@requires(May.READ)
def file(complaint: Complaint, file_code: str) -> ResponseReturnValue:
    return _serve(complaint, file_code, with_private=may(current_user, May.NOTE, complaint))


def _serve(complaint: Complaint, file_code: str, *, with_private: bool) -> ResponseReturnValue:
    """Photographs are shown; PDFs are handed out, never opened in the page."""
    found = attachments.by_code(complaint, file_code, with_private=with_private)
    if found is None:
        abort(404)
    return storage.serve(found.file, inline=found.file.media_type == storage.MediaKind.JPEG)


def _mine(complaint: Complaint, form: public_forms.MineForm, erase: EraseForm) -> ResponseReturnValue:
    here = regions.here()
    return render_template(
        "complaints/mine.html", complaint=complaint, form=form, erase=erase, here=here,
        until=contact.kept_until(complaint),
        told=told.beside(complaint.told_version_id, bureau=here.bureau_name, hotline=here.hotline),
    )  # fmt: skip


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(
        url_for("complaints.case_mine", region_code=current_region().code, code=complaint.code), 303
    )
