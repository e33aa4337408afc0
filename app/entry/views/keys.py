"""Passkeys: made on the account's page, shown at the door. The browser speaks JSON here."""

from datetime import datetime

from flask import Response, abort, current_app, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import session as signing
from app.accounts.service import SignedIn
from app.accounts.session import this_session
from app.accounts.terms import SignInWay
from app.entry import forms, links, passkeys, queries, rules
from app.entry.passkeys import House
from app.entry.terms import EntryPermission, LinkFor
from app.entry.views import blueprint
from app.infra import clock, phrases, scope
from app.infra.access import public, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import LOOK_UP, SIGN_IN, limiter
from app.kernel.errors import DomainError
from app.regions import queries as regions
from app.regions.views import inside


def _house() -> House:
    return passkeys.house_of(current_app.config["PUBLIC_URL"], request.host) or abort(404)


def _fresh_challenge(now: datetime) -> str:
    with scope.house_scope(), unit_of_work():
        return links.make(LinkFor.PASSKEY, lives=rules.CHALLENGE_LIVES, now=now)


def _spend(told: str, now: datetime) -> str:
    """The challenge that was signed, which from now on is used up. Raises ``rules.PasskeyRefused``."""
    secret = passkeys.challenge_in(told)
    try:
        with scope.house_scope(), unit_of_work():
            links.take(LinkFor.PASSKEY, secret, now=now)
    except rules.LinkOver:
        raise rules.PasskeyRefused(reason="challenge") from None
    return secret


def _no(refusal: DomainError) -> ResponseReturnValue:
    return jsonify({"sentence": phrases.sentence(refusal)}), 409


@blueprint.post("/account/passkeys/options")
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
@limiter.limit(LOOK_UP)
def new_key_options() -> ResponseReturnValue:
    rules.check_may_add(strong=this_session().strong, has_proof=queries.has_proof(current_user.id))
    secret = _fresh_challenge(clock.real_now())
    return Response(passkeys.asked_to_make(current_user, _house(), secret), content_type="application/json")


@blueprint.post("/account/passkeys")
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
@limiter.limit(LOOK_UP)
def add_key() -> ResponseReturnValue:
    form, now = forms.PasskeyForm(), clock.real_now()
    if not form.validate_on_submit():
        return jsonify({"sentence": next(iter(form.errors.values()))[0]}), 409
    told = request.form.get("credential", "")
    try:
        rules.check_may_add(strong=this_session().strong, has_proof=queries.has_proof(current_user.id))
        secret = _spend(told, now)
        with unit_of_work():
            passkeys.keep(current_user, told, house=_house(), secret=secret, name=form.name.data, now=now)
            token = signing.prove_again(strong=True)
        signing.renew(token)
    except DomainError as refusal:
        return _no(refusal)
    flash(_("通行密钥添加好了，下次可以直接用它登录。"), "success")
    return jsonify({"next": url_for("entry.account")})


@blueprint.post("/account/passkeys/<code>/drop")
@requires(EntryPermission.OWN_ACCOUNT)
@signing.confirmed
def drop_key(code: str) -> ResponseReturnValue:
    if not EmptyForm().validate_on_submit():
        abort(400)
    kept = queries.passkey_by_code(current_user.id, code)
    if kept is not None:
        required = regions.policy().second_factor_required
        with unit_of_work():
            passkeys.drop(current_user, kept, required=required, now=clock.real_now())
        flash(_("这把通行密钥已删除。"), "success")
    return redirect(url_for("entry.account"), 303)


@blueprint.post("/sign-in/passkey/options")
@public
@limiter.limit(SIGN_IN)
def sign_in_options() -> ResponseReturnValue:
    secret = _fresh_challenge(clock.real_now())
    return Response(passkeys.asked_to_sign(_house(), secret), content_type="application/json")


@blueprint.post("/sign-in/passkey")
@public
@limiter.limit(SIGN_IN)
def sign_in_with_key() -> ResponseReturnValue:
    """The device says who it is for; our own record of its key decides."""
    told, now = request.form.get("credential", ""), clock.real_now()
    try:
        secret = _spend(told, now)
        region_id, user_id = passkeys.handle_in(told)
        with scope.house_scope():
            region = regions.ref_by_id(region_id)
        if region is None:
            raise rules.PasskeyRefused(reason="unknown")
        with scope.region_scope(region), unit_of_work():
            passkeys.check(user_id, told, house=_house(), secret=secret, now=now)
    except DomainError as refusal:
        return _no(refusal)
    signing.begin(SignedIn(region_id, user_id), SignInWay.PASSKEY)
    target = inside(request.args.get("next"))
    return jsonify({"next": url_for("desk.home") if target == "/" else target})
