"""A forgotten password, and the link that an invitation or a reset sends. The same answer whoever asks."""

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.accounts.models import Login, User
from app.entry import forms, links, rules, service
from app.entry.terms import LinkFor
from app.entry.views import blueprint
from app.infra import clock, guard, scope
from app.infra.access import public
from app.infra.audit import Passer
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import RegionRef
from app.regions import queries as regions

PURPOSES = {"invitation": LinkFor.INVITATION, "reset": LinkFor.RESET}
LINK = "link"  # what this browser has opened: which kind, and its secret


@blueprint.route("/sign-in/forgotten", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def forgotten() -> ResponseReturnValue:
    form = forms.ForgotForm()
    if form.validate_on_submit():
        _send_if_known(form.phone.data)
        return render_template("entry/sent.html")
    return render_template("entry/forgotten.html", form=form)


def _send_if_known(phone: str) -> None:
    """A link, if this number has an account that is open."""
    with scope.house_scope():
        login = service.whose(phone)
        region = regions.ref_by_id(login.region_id) if login else None
    if login is None or region is None:
        return
    with scope.region_scope(region):
        user = accounts.user(login.id)
        if user is None:
            return
        guard.allow_text_message(phone)
        with unit_of_work():
            by = Passer(_("忘记密码的人"))
            secret = service.link_for(user, LinkFor.RESET, by=by, now=clock.real_now())
            service.send_link(user, LinkFor.RESET, address(LinkFor.RESET, secret), now=clock.real_now())


def address(purpose: LinkFor, secret: str) -> str:
    kind = "invitation" if purpose is LinkFor.INVITATION else "reset"
    return f"{current_app.config['PUBLIC_URL']}{url_for('entry.open_link', kind=kind, secret=secret)}"


@blueprint.get("/account/<any(invitation,reset):kind>/<secret>")
@public
@limiter.limit(LOOK_UP)
def open_link(kind: str, secret: str) -> ResponseReturnValue:
    """The secret goes from the address into the cookie, so that it stands in no history, bookmark or screenshot of the form.

    Opening uses nothing up: previews of messengers do that.
    """
    if _whose(PURPOSES[kind], secret) is None:
        return render_template("entry/over.html", kind=PURPOSES[kind]), 410
    session[LINK] = [kind, secret]
    return redirect(url_for("entry.take", kind=kind), 303)


@blueprint.route("/account/<any(invitation,reset):kind>", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP)
def take(kind: str) -> ResponseReturnValue:
    """Set a password with the link that this browser has opened; then sign in with it."""
    purpose, (opened, secret) = PURPOSES[kind], session.get(LINK) or ("", "")
    found = _whose(purpose, secret) if opened == kind else None
    if found is None:
        return render_template("entry/over.html", kind=purpose), 410
    login, region = found
    form = forms.NewPasswordForm()
    if form.validate_on_submit():
        with sentence_on(form, "password"), scope.region_scope(region):
            with unit_of_work():
                links.take(purpose, secret, now=clock.real_now())
                service.set_password(_user(login), form.password.data, now=clock.real_now())
            session.pop(LINK)
            flash(_("密码设好了，请用它登录。"), "success")
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("entry/new_password.html", form=form, kind=purpose)


def _whose(purpose: LinkFor, secret: str) -> tuple[Login, RegionRef] | None:
    with scope.house_scope():
        try:
            login = links.look(purpose, secret, now=clock.real_now())
        except rules.LinkOver:
            return None
        region = regions.ref_by_id(login.region_id) if login else None
    return (login, region) if login and region else None


def _user(login: Login) -> User:
    found = accounts.user(login.id)
    if found is None:
        raise rules.LinkOver
    return found
