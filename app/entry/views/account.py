"""One's own account: second proofs, passkeys, where one is signed in, the password."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts import rules as life
from app.accounts import service as account_service
from app.accounts import sessions
from app.accounts.models import UserSession
from app.accounts.session import confirmed, this_session
from app.entry import forms, passkeys, queries, rules
from app.entry.terms import EntryPermission
from app.entry.views import blueprint
from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import SIGN_IN, limiter
from app.infra.phrases import sentence_on
from app.regions import queries as regions


@blueprint.get("/account")
@requires(EntryPermission.OWN_ACCOUNT)
def account() -> ResponseReturnValue:
    kept = queries.authenticator(current_user.id)
    needed = rules.needs_second(current_user.role, required=regions.policy().second_factor_required)
    public_url = current_app.config["PUBLIC_URL"]
    return render_template(
        "entry/account.html", form=EmptyForm(), needed=needed, here=this_session(),
        has_app=kept is not None and kept.confirmed_at is not None, passkeys=queries.passkeys(current_user.id),
        codes_left=queries.codes_left(current_user.id), sessions=_alive(),
        can_hold_keys=passkeys.house_of(public_url, request.host) is not None,
    )  # fmt: skip


def _alive() -> list[UserSession]:
    now = clock.real_now()
    return [
        one
        for one in accounts.open_sessions(current_user.id)
        if life.is_alive(current_user.role, begun_at=one.begun_at, seen_at=one.seen_at, now=now)
    ]


@blueprint.post("/account/sessions/<code>/end")
@requires(EntryPermission.OWN_ACCOUNT)
@confirmed
def end_session(code: str) -> ResponseReturnValue:
    """Sign out elsewhere. Ending what has ended already does nothing."""
    found = {one.code: one for one in accounts.open_sessions(current_user.id)}
    if not EmptyForm().validate_on_submit():
        abort(400)
    if code in found:
        with unit_of_work():
            sessions.end_session(found[code], current_user, by=current_user, now=clock.real_now())
        flash(_("那一处已经退出登录。"), "success")
    return redirect(url_for("entry.account"), 303)


@blueprint.post("/account/sessions/end-others")
@requires(EntryPermission.OWN_ACCOUNT)
@confirmed
def end_others() -> ResponseReturnValue:
    if not EmptyForm().validate_on_submit():
        abort(400)
    with unit_of_work():
        sessions.end_all(current_user, but=this_session(), now=clock.real_now())
    flash(_("除了这里，其他地方都已退出登录。"), "success")
    return redirect(url_for("entry.account"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(EntryPermission.OWN_ACCOUNT)
@limiter.limit(SIGN_IN, methods=["POST"])
def change_password() -> ResponseReturnValue:
    """The present one is asked for; every other sign-in ends."""
    form = forms.ChangePasswordForm()
    if form.validate_on_submit():
        with sentence_on(form, "password"):
            if not account_service.is_password_of(current_user, form.present.data or ""):
                form.present.errors = [_("现在的密码不对，请检查后再试。")]
                return render_template("entry/password.html", form=form)
            with unit_of_work():
                sessions.change_password(
                    current_user, form.password.data, but=this_session(), by=current_user,
                    now=clock.real_now(),
                )  # fmt: skip
            flash(_("密码换好了。其他地方的登录都已退出。"), "success")
            return redirect(url_for("entry.account"), 303)
    return render_template("entry/password.html", form=form)
