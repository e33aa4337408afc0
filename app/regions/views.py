"""Pages of the region: language, demo clock, calendar."""

from datetime import datetime, time
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock, cookies, jobs
from app.infra.access import public, requires
from app.infra.db import unit_of_work
from app.infra.i18n import COOKIE, LANGUAGES, _, when_text
from app.infra.phrases import sentence_on
from app.kernel.clock import SHANGHAI
from app.regions import forms, queries, service
from app.regions.jobs import RegionJob
from app.regions.permissions import RegionPermission

blueprint = Blueprint("regions", __name__)
A_YEAR = 365 * 24 * 3600
MORNING = time(9)


def inside(target: str | None) -> str:
    """Only addresses of our own: everything else leads home."""
    parts = urlsplit(target or "")
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return target if target and ours and not target.startswith(("//", "/\\")) else "/"


@blueprint.get("/language/<code>")
@public
def language(code: str) -> ResponseReturnValue:
    answer = redirect(inside(request.args.get("next")), 303)
    if code in LANGUAGES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(
            cookies.named(COOKIE), code, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure
        )
    return answer


@blueprint.route("/clock", methods=["GET", "POST"])
@requires(RegionPermission.MOVE_CLOCK)
def demo_clock() -> ResponseReturnValue:
    form = forms.ClockForm()
    if form.validate_on_submit():
        to = datetime.combine(form.to.data, MORNING, SHANGHAI)
        with sentence_on(form, "to"):
            with unit_of_work():
                service.move_clock(
                    to, demo_allowed=current_app.config["DEMO"], by=current_user, now=clock.now()
                )
                jobs.promise(RegionJob.CHORES)
            flash(_("时钟已拨到 %(when)s，到期的事情正在处理。", when=when_text(to)), "success")
            return redirect(url_for("regions.demo_clock"), 303)
    return render_template("regions/clock.html", form=form, now=clock.now())


@blueprint.route("/calendar", methods=["GET", "POST"])
@requires(RegionPermission.ENTER_CALENDAR)
def calendar() -> ResponseReturnValue:
    form = forms.CalendarForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.enter_calendar(
                    year=form.year.data, notice=form.notice.data, by=current_user, now=clock.now(),
                    days_off=forms.days_of(form.days_off.data), make_up_days=forms.days_of(form.make_up_days.data),
                )  # fmt: skip
            flash(_("已录入 %(year)d 年的节假日安排，之后的期限按它计算。", year=form.year.data), "success")
            return redirect(url_for("regions.calendar"), 303)
    return render_template("regions/calendar.html", form=form, years=queries.calendar().years)
