"""The demo county's front door: every account on one page, one tap to be that person. Only in demo mode."""

from itertools import groupby

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries
from app.accounts import session as sessions
from app.accounts.service import SignedIn
from app.accounts.terms import Role, SignInWay
from app.demo.people import PASSWORD, PEOPLE, SHOPS, Person
from app.infra import scope
from app.infra.access import public
from app.infra.forms import EmptyForm
from app.infra.i18n import say
from app.regions import queries as regions

blueprint = Blueprint("demo", __name__)


@blueprint.get("/demo")
@public
def index() -> ResponseReturnValue:
    _only_in_demo()
    with scope.house_scope():
        names = {ref.code: say(ref.name, ref.name_en) for ref in regions.open_refs()}
    counties = [(names.get(code, code), _by_role(code)) for code in PEOPLE if code in names]
    return render_template("demo/index.html", counties=counties, password=PASSWORD)


@blueprint.post("/demo/<phone>")
@public
def enter(phone: str) -> ResponseReturnValue:
    """Be this demo person. Accounts that people opened themselves cannot be entered here."""
    _only_in_demo()
    known = {person.phone for code in PEOPLE for _, people in _by_role(code) for person in people}
    if phone not in known or not EmptyForm().validate_on_submit():
        abort(404)
    with scope.house_scope():
        login = queries.login_by_phone(phone)
    if login is None:
        abort(404)
    sessions.begin(SignedIn(login.region_id, login.id), SignInWay.DEMO)
    return redirect(url_for("desk.home"), 303)


def _by_role(code: str) -> list[tuple[Role, list[Person]]]:
    people = [*PEOPLE[code], *(Person(shop.phone, shop.name, Role.MERCHANT) for shop in SHOPS[code])]
    return [(role, list(group)) for role, group in groupby(people, key=lambda person: person.role)]


def _only_in_demo() -> None:
    if not current_app.config["DEMO"]:
        abort(404)
