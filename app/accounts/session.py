"""Who is asking, and in which region: the start of every request. The cookie holds a secret; the sign-in is a row."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Flask, Response, abort, after_this_request, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, logout_user

from app.accounts import queries, rules, service, sessions
from app.accounts.devices import device_words, shortened
from app.accounts.models import User, UserSession
from app.accounts.service import SignedIn
from app.accounts.terms import SignInWay
from app.infra import clock, cookies, scope, whence, written
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.scope import RegionRef
from app.regions import queries as regions
from app.settings import Settings

HALF_SECONDS = 600
LOST = re.compile(r"/r/(\d{6})(?:/|$)")
P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
login_manager = LoginManager()


def init_login(app: Flask, settings: Settings) -> None:
    login_manager.init_app(app)
    app.config["PERMANENT_SESSION_LIFETIME"] = (
        rules.SELLERS.whole
    )  # the row decides; the cookie need not outlive it
    is_safe = settings.public_url.startswith("https://")
    app.config["SESSION_COOKIE_NAME"] = f"{cookies.PREFIX}fangxin" if is_safe else "fangxin"


@login_manager.user_loader
def load_user(session_id: str) -> User | None:
    """The person of this session, only while the open scope is that person's own region."""
    region_id, _sep, user_id = session_id.partition(":")
    here = scope.region_or_none()
    if here is None or str(here.id) != region_id or not user_id.isdigit():
        return None
    found = queries.person_of_session(int(user_id), str(session.get("token", "")))
    if found is None:
        return None
    user, kept = found
    now = clock.real_now()
    if not rules.is_alive(user.role, begun_at=kept.begun_at, seen_at=kept.seen_at, now=now):
        return None
    if now - kept.seen_at > rules.NOTED_EVERY and not scope.current().in_unit:
        with unit_of_work():
            sessions.see(kept, now=now)
    g.user_session = kept
    return user


def this_session() -> UserSession:
    """The sign-in of this request; only where somebody is signed in."""
    kept: UserSession = g.user_session
    return kept


def region_of_session() -> RegionRef | None:
    """The signed-in person's region, by the session alone."""
    region_id, _sep, _rest = str(session.get("_user_id", "")).partition(":")
    return regions.ref_by_id(int(region_id)) if region_id.isdigit() else None


def region_of_address() -> RegionRef | None:
    """The region a public address names: ``/r/330522/…``. An unknown one is a 404."""
    code = (request.view_args or {}).get("region_code")
    if code is None:
        return _region_of_no_page()
    return regions.ref_by_code(code) or abort(404)


def _region_of_no_page() -> RegionRef | None:
    """An address that leads nowhere may still name its region: then the page that says so can say how to search there."""
    named = LOST.match(request.path) if request.url_rule is None else None
    return regions.ref_by_code(named.group(1)) if named else None


def begin(proved: SignedIn, way: SignInWay = SignInWay.PASSWORD) -> None:
    """Sign this person in, in a session of its own: nothing of the one before is kept."""
    with scope.house_scope():
        region = regions.ref_by_id(proved.region_id)
    if region is None:
        abort(404)
    with scope.region_scope(region), unit_of_work():
        user = queries.user(proved.user_id)
        if user is None:
            abort(404)
        token, _row = sessions.open_session(
            user, way, device=device_words(request.user_agent.string),
            address=shortened(request.remote_addr or ""), now=clock.real_now(),
        )  # fmt: skip
        if way is not SignInWay.DEMO:
            _note_whence(user)
    session.clear()
    session.permanent = True
    session["_user_id"] = f"{proved.region_id}:{proved.user_id}"
    session["_fresh"] = True
    session["token"] = token


def _note_whence(user: User) -> None:
    """A seller's device and neighbourhood are remembered as marks, so that its own reviews of itself can be told."""
    device = whence.device_of(request)
    service.note_sign_in(user, whence.whence(request, known_as=device), now=clock.real_now())

    @after_this_request
    def keep(answer: Response) -> Response:
        return whence.keep_device(answer, request, device)


def prove_again(*, strong: bool) -> str:
    """The person has proved anew who it is. The sign-in's secret is drawn anew too; give it to ``renew`` after the commit."""
    return sessions.confirm(this_session(), strong=strong, now=clock.real_now())


def renew(token: str) -> None:
    """From now on the cookie holds this secret: a copy of the one before opens nothing any more."""
    session["token"] = token


def remember_half(proved: SignedIn, *, now: datetime) -> None:
    """The password was right; who it is counts only with the second proof."""
    session.clear()
    session["half"] = {"region": proved.region_id, "user": proved.user_id, "at": int(now.timestamp())}


def half(*, now: datetime) -> SignedIn | None:
    """Whose password was right a moment ago in this browser."""
    kept = session.get("half")
    if not isinstance(kept, dict) or now.timestamp() - kept["at"] > HALF_SECONDS:
        return None
    return SignedIn(kept["region"], kept["user"], needs_second=True)


def end() -> None:
    """Sign out: the cookie is emptied and the row ends."""
    if current_user.is_authenticated:
        with unit_of_work():
            sessions.end_session(this_session(), current_user, by=current_user, now=clock.real_now())
    logout_user()
    session.clear()


def confirmed(view: "View[P]") -> "View[P]":
    """Below ``@requires``: a grave act asks the person to prove anew who it is, unless that was a moment ago."""

    @wraps(view)
    def asked(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        sending = request.method != "GET"
        if rules.is_confirmed(this_session().confirmed_at, sending=sending, now=clock.real_now()):
            return view(*args, **kwargs)
        back = written.sent_back(
            403, _("请先确认是您本人"), _("页面放得太久，刚才没有提交。您写的都在下面：请在新打开的页面里确认是您本人，再回到这里提交。"),
            first=(_("去确认"), url_for("entry.confirm", next=_where_from())),
        )  # fmt: skip
        if back is not None:
            return back
        if sending:
            flash(_("页面放得太久，为了安全请先确认是您本人，再提交一次。刚才没有提交任何内容。"), "warning")
        return redirect(url_for("entry.confirm", next=_where_from()), 303)

    asked.__confirmed__ = True  # type: ignore[attr-defined]  # a mark on the function
    return asked


def _where_from() -> str:
    """The page to come back to: this one, or, where there is only a button, the page that it stands on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    rule = request.url_rule
    if rule is not None and "GET" in (rule.methods or ()):
        return request.path
    return urlsplit(request.referrer or "").path or "/"
