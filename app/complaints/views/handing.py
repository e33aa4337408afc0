"""A clue found in a complaint is handed over to be checked as a report: its own number, its own clock, its own secrecy."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import handing, public_forms, queries
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import blueprint
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.reports.terms import Offence


@blueprint.route("/complaints/<code>/hand-over", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def hand_over(complaint: Complaint) -> ResponseReturnValue:
    """The complaint goes on as it is (市场监督管理投诉举报处理办法 art. 27)."""
    form = public_forms.HandOverForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                report = handing.hand_over(
                    complaint, offence=Offence(form.offence.data), text=form.text.data, form_key=form.key.data,
                    by=current_user, now=clock.now(),
                )  # fmt: skip
            flash(_("线索已移交，举报编号 %(code)s。", code=report.code), "success")
            return redirect(url_for("reports.show", code=report.code), 303)
    return render_template("complaints/hand_over.html", form=form, code=complaint.code)
