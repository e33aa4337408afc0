"""The second proof: asked for after the password, set up on a phone, shown again before a grave act."""

import base64
import io

import qrcode
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts import service as account_service
from app.accounts import session as signing
from app.accounts.models import User
from app.accounts.session import this_session
from app.accounts.terms import SignInWay
from app.entry import forms, queries, rules, seconds
from app.entry.terms import EntryPermission
from app.entry.views import blueprint
from app.infra import clock, scope
from app.infra.access import public, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import SECOND_PROOF, SIGN_IN, limiter
from app.infra.phrases import sentence_on
from app.regions import queries as regions
from app.regions.views import inside


def whose_half() -> str:
    """Guesses are counted by person: another address gives no further try."""
    half = signing.half(now=clock.real_now())
    return f"second {half.region_id}:{half.user_id}" if half else f"second {request.remote_addr}"


@blueprint.route("/sign-in/second", methods=["GET", "POST"])
@public
@limiter.limit(SIGN_IN, methods=["POST"])
@limiter.limit(SECOND_PROOF, methods=["POST"], key_func=whose_half)
def second() -> ResponseReturnValue:
    half = signing.half(now=clock.real_now())
    if half is None:
        flash(_("请先填写账号和密码。"), "warning")
        return redirect(url_for("accounts.sign_in", next=request.args.get("next")), 303)
    form = forms.SecondForm()
    if form.validate_on_submit():
        with scope.house_scope():
            region = regions.ref_by_id(half.region_id)
        if region is None:
            abort(404)
        with sentence_on(form, "code"):
            with scope.region_scope(region), unit_of_work():
                seconds.prove(_person(half.user_id), form.code.data, now=clock.real_now())
            signing.begin(half, SignInWay.SECOND)
            target = inside(request.args.get("next"))
            return redirect(url_for("desk.home") if target == "/" else target, 303)
    return render_template("entry/second.html", form=form)


def _person(user_id: int) -> User:
    return accounts.user(user_id) or abort(404)


@blueprint.route("/account/authenticator", methods=["GET", "POST"])
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
@limiter.limit(SIGN_IN, methods=["POST"])
def authenticator() -> ResponseReturnValue:
    """Show the secret as a picture and in letters; take the first code; show the paper codes once."""
    rules.check_may_add(strong=this_session().strong, has_proof=queries.has_proof(current_user.id))
    form = forms.AppForm()
    if form.validate_on_submit():
        with sentence_on(form, "code"):
            with unit_of_work():
                made = seconds.confirm_authenticator(current_user, form.code.data, now=clock.real_now())
                token = signing.prove_again(strong=True)
            signing.renew(token)
            return render_template("entry/codes.html", codes=made, bound=True)
    with unit_of_work():
        kept = seconds.begin_authenticator(current_user, now=clock.real_now())
    if kept.confirmed_at is not None:
        return redirect(url_for("entry.account"), 303)
    picture = _picture(seconds.address_of(kept, current_user))
    return render_template("entry/authenticator.html", form=form, secret=kept.secret, picture=picture)


def _picture(address: str) -> str:
    drawn = io.BytesIO()
    qrcode.make(address, box_size=5, border=4).save(drawn, "PNG")
    return "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()


@blueprint.post("/account/authenticator/drop")
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
def drop_authenticator() -> ResponseReturnValue:
    if not EmptyForm().validate_on_submit():
        abort(400)
    required = regions.policy().second_factor_required
    with unit_of_work():
        seconds.drop_authenticator(current_user, required=required, now=clock.real_now())
    flash(_("动态码已解除。"), "success")
    return redirect(url_for("entry.account"), 303)


@blueprint.post("/account/codes")
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
def codes() -> ResponseReturnValue:
    """Ten new codes on paper; the old ones end."""
    if not EmptyForm().validate_on_submit():
        abort(400)
    with unit_of_work():
        made = seconds.make_recovery_codes(current_user, by=current_user, now=clock.real_now())
    return render_template("entry/codes.html", codes=made, bound=False)


@blueprint.route("/account/confirm", methods=["GET", "POST"])
@requires(EntryPermission.OWN_ACCOUNT)
@limiter.limit(SIGN_IN, methods=["POST"])
@limiter.limit(SECOND_PROOF, methods=["POST"], key_func=lambda: f"confirm {current_user.get_id()}")
def confirm() -> ResponseReturnValue:
    """Before a grave act: is it still you? Password or code, whichever is at hand; a strong sign-in asks for the code."""
    form = forms.ConfirmForm()
    target = inside(request.args.get("next"))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                _prove_again(form)
                token = signing.prove_again(strong=False)
            signing.renew(token)
            return redirect(url_for("desk.home") if target == "/" else target, 303)
    return render_template("entry/confirm.html", form=form, has_app=_has_app())


def _has_app() -> bool:
    kept = queries.authenticator(current_user.id)
    return kept is not None and kept.confirmed_at is not None


def _prove_again(form: forms.ConfirmForm) -> None:
    """Raises ``rules.CodeWrong`` or ``accounts.rules.SignInRefused``."""
    if _has_app():
        seconds.prove(current_user, form.code.data or "", now=clock.real_now())
    elif not account_service.is_password_of(current_user, form.password.data or ""):
        raise rules.PasswordWrong
