"""Who is asking, and in which region: the start of every request."""

from flask import Flask, abort, request, session
from flask_login import LoginManager, logout_user

from app.accounts import queries
from app.accounts.models import User
from app.accounts.service import SignedIn
from app.infra import scope
from app.infra.scope import RegionRef
from app.regions import queries as regions
from app.settings import Settings

HOURS = 12 * 3600
login_manager = LoginManager()


def init_login(app: Flask, settings: Settings) -> None:
    login_manager.init_app(app)
    app.config["PERMANENT_SESSION_LIFETIME"] = HOURS
    app.config["SESSION_COOKIE_NAME"] = "fangxin"


@login_manager.user_loader
def load_user(session_id: str) -> User | None:
    """The person of this session, only while the open scope is that person's own region."""
    region_id, _, user_id = session_id.partition(":")
    here = scope.region_or_none()
    if here is None or str(here.id) != region_id or not user_id.isdigit():
        return None
    return queries.user_of_session(int(user_id), str(session.get("mark", "")))


def region_of_session() -> RegionRef | None:
    """The signed-in person's region, by the session alone."""
    region_id, _, _rest = str(session.get("_user_id", "")).partition(":")
    return regions.ref_by_id(int(region_id)) if region_id.isdigit() else None


def region_of_address() -> RegionRef | None:
    """The region a public address names: ``/r/330522/…``. An unknown one is a 404."""
    code = (request.view_args or {}).get("region_code")
    if code is None:
        return None
    return regions.ref_by_code(code) or abort(404)


def begin(proved: SignedIn) -> None:
    """Sign this person in, in a session of its own: nothing of the one before is kept."""
    session.clear()
    session.permanent = True
    session["_user_id"] = f"{proved.region_id}:{proved.user_id}"
    session["_fresh"] = True
    session["mark"] = proved.session_mark


def end() -> None:
    logout_user()
    session.clear()
