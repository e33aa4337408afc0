"""Signing in and out, and opening a seller's account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from app.accounts import forms, queries, service
from app.accounts import session as sessions
from app.accounts.service import SignedIn
from app.infra import clock, scope
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.i18n import _, say
from app.infra.limits import REGISTER, SIGN_IN, WRONG_SIGN_IN, limiter
from app.infra.phrases import sentence_on
from app.kernel import text
from app.regions import queries as regions
from app.regions.views import inside

blueprint = Blueprint("accounts", __name__)


def account_from_here() -> str:
    """Wrong passwords are counted for one account from one address: nobody elsewhere can lock its owner out."""
    told = text.dialled(request.form.get("phone", "")).lower()  # written with blanks it is no other account
    return f"{queries.phone_index(told)} {request.remote_addr}"


def was_refused(answer: Response) -> bool:
    return answer.status_code != 303


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(SIGN_IN, methods=["POST"])
@limiter.limit(WRONG_SIGN_IN, methods=["POST"], key_func=account_from_here, deduct_when=was_refused)
def sign_in() -> ResponseReturnValue:
    form = forms.SignInForm()
    if form.validate_on_submit():
        with sentence_on(form), scope.house_scope(), unit_of_work():
            proved = service.sign_in(form.phone.data, form.password.data)
        if not form.form_errors and proved.needs_second:
            sessions.remember_half(proved, now=clock.real_now())
            return redirect(url_for("entry.second", next=request.args.get("next")), 303)
        if not form.form_errors:
            sessions.begin(proved)
            return redirect(_onward(), 303)
    return render_template("accounts/sign_in.html", form=form)


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    sessions.end()
    flash(_("已退出登录。"), "success")
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'  # the way back shows nothing that was on the screen before
    return answer


@blueprint.route("/register", methods=["GET", "POST"])
@public
@limiter.limit(REGISTER, methods=["POST"])
def register() -> ResponseReturnValue:
    """A seller's own account; its shop is asked for on the next page."""
    form = forms.RegisterForm()
    with scope.house_scope():
        open_regions = {ref.code: ref for ref in regions.open_refs()}
    form.region.choices = [(ref.code, say(ref.name, ref.name_en)) for ref in open_regions.values()]
    if form.validate_on_submit():
        with sentence_on(form, "phone"), scope.region_scope(open_regions[form.region.data]) as here:
            with unit_of_work():
                user = service.register(
                    phone=form.phone.data, password=form.password.data, name=form.name.data, now=clock.now()
                )
            sessions.begin(SignedIn(here.id, user.id))
            flash(_("账号开通了。接下来填写店铺信息。"), "success")
            return redirect(url_for("merchants.register"), 303)
    return render_template("accounts/register.html", form=form)


def _onward() -> str:
    target = inside(request.args.get("next"))
    return url_for("desk.home") if target == "/" else target
