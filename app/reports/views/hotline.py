"""A report by telephone, written down by an officer."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.kernel import codes
from app.labels import origin
from app.merchants.models import Merchant
from app.reports import forms, service
from app.reports.service import Clue
from app.reports.terms import Offence, ReportChannel
from app.reports.terms import ReportPermission as May
from app.reports.views import blueprint


@blueprint.route("/reports/hotline", methods=["GET", "POST"])
@requires(May.TAKE_DOWN)
def hotline() -> ResponseReturnValue:
    """The same clock, the same secrecy; number and secret are told to the caller."""
    form = forms.HotlineReportForm()
    if form.validate_on_submit():
        words = form.seller_said.data
        seller = _named(words)
        clue = Clue(
            Offence(form.offence.data), form.happened.data, form.key.data, ReportChannel.HOTLINE,
            merchant_id=seller.id if seller else None, seller_said=words, name=form.name.data or None,
            phone=form.phone.data or None,
        )  # fmt: skip
        with unit_of_work():
            receipt = service.receive(clue, by=current_user, now=clock.now())
        secret = codes.grouped(receipt.secret)
        flash(_("已登记。请把查询码 %(secret)s 告诉来电人，它只显示这一次。", secret=secret), "success")
        return redirect(url_for("reports.show", code=receipt.report.code), 303)
    return render_template("reports/hotline.html", form=form)


def _named(words: str) -> Merchant | None:
    """The one seller whose full name or credit code this is; a part of a name is nobody's."""
    exact = [one for one in origin.matches(words) if words in (one.name, one.uscc)]
    return exact[0] if len(exact) == 1 else None
