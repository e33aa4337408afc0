"""One act a page: what may be done now, and the page that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.complaints import rules
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.terms import State
from app.infra.access import may
from app.infra.db import unit_of_work
from app.infra.forms import HouseForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str
    tone: str = "plain"
    icon: str = ""


def open_to(user: User, complaint: Complaint) -> list[Act]:
    """What this person may do with it now, the likeliest first. Who: the policy. Whether now: the rules."""
    moves, found = rules.MOVES[complaint.state], []
    at_bureau = complaint.state in rules.AT_BUREAU
    if may(user, May.ANSWER, complaint) and complaint.is_open:
        if State.ANSWERED in moves or at_bureau:
            found.append(_act(complaint, "answer", _("答复消费者"), "primary", "send"))
        if State.SETTLED in moves or at_bureau:
            found.append(_act(complaint, "settle", _("已经处理好了"), "plain", "circle-check"))
    if may(user, May.HANDLE, complaint):
        if State.ACCEPTED in moves:
            found.append(_act(complaint, "accept", _("受理"), "primary", "gavel"))
            found.append(_act(complaint, "decline", _("不予受理"), "plain", "ban"))
        if State.MEDIATING in moves:
            found.append(_act(complaint, "mediate", _("开始调解"), "primary", "scale"))
        if State.TO_BUREAU in moves:
            found.append(_act(complaint, "bureau", _("转市场监管处理"), "plain", "building"))
        if State.CLOSED in moves:
            found.append(_act(complaint, "close", _("结案"), "plain", "check"))
    return found


def page(
    complaint: Complaint,
    form: HouseForm,
    do: Callable[[], None],
    *,
    title: str,
    submit: str,
    told: str,
    lead: str = "",
) -> ResponseReturnValue:
    """Show the form; when it is sent and right, do it, say so and lead back to the complaint."""
    code = complaint.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                do()
            flash(told, "success")
            return redirect(url_for("complaints.show", code=code), 303)
    return render_template("complaints/act.html", code=code, form=form, title=title, submit=submit, lead=lead)


def _act(complaint: Complaint, name: str, label: str, tone: str, icon: str) -> Act:
    return Act(label, url_for(f"complaints.{name}", code=complaint.code), tone, icon)
