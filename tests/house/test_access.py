"""Every endpoint, asked by every role, by a stranger and by somebody of another region: the answer is the policy's.

Endpoints without parts in their address are asked by everybody. Endpoints with parts get parts that nobody has.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import policy_of
from app.kernel.kinds import Permission
from app.regions.terms import OrganisationKind
from tests import factories
from tests.pages import Page

HOME, ELSEWHERE = "330522", "330523"
NOBODYS = {"region_code": HOME, "int": "999999", "default": "ZZZZ9999ZZZZ"}
OPENED = {200, 303, 404, 409}  # 404 and 409: let in, and there is nothing to see yet


@dataclass
class Visitor:
    """Somebody at the door: who it is, the browser, and what the policy lets a person of this kind do."""

    name: str
    page: Page
    granted: dict[str, bool] = field(default_factory=dict)


def rules_of(app: Flask, *, parts: bool) -> list[Rule]:
    return [
        one for one in app.url_map.iter_rules() if one.endpoint != "static" and bool(one.arguments) is parts
    ]


def access_of(app: Flask, rule: Rule) -> str:
    return str(getattr(app.view_functions[rule.endpoint], "__access__", ""))


def is_for_programs(app: Flask, rule: Rule) -> bool:
    return rule.rule.startswith("/api/") and access_of(app, rule) != "public"


def asked_permissions(app: Flask) -> set[Permission]:
    """Of the pages whose facts are asked about nothing but the person."""
    return {
        getattr(app.view_functions[one.endpoint], "__access__")  # noqa: B009  (a mark, not an attribute of the type)
        for one in rules_of(app, parts=False)
        if access_of(app, one) != "public" and not is_for_programs(app, one)
    }


def person(role: Role) -> User:
    """Someone of this role with the office or the shop that goes with it."""
    if role is Role.MERCHANT:
        return factories.seller(factories.merchant())
    office = {Role.PARK: OrganisationKind.PARK, Role.PANELIST: OrganisationKind.PANEL}.get(role)
    return factories.user(role, organisation_id=factories.organisation(office).id if office else None)


def granted(app: Flask, user: User) -> dict[str, bool]:
    policy = policy_of(app)
    return {
        str(one): any(all(fact(user, None) for fact in row) for row in policy[one])
        for one in asked_permissions(app)
    }


@pytest.fixture
def visitors(app: Flask, page: Page, inside) -> list[Visitor]:
    """One of each role, an officer of another region, and a stranger."""
    people: list[tuple[str, User, dict[str, bool]]] = []
    with inside(HOME):
        for role in Role:
            user = person(role)
            people.append((role.value, user, granted(app, user)))
    with inside(ELSEWHERE):
        neighbour = person(Role.OFFICER)
        people.append(("neighbour", neighbour, granted(app, neighbour)))
    known = [Visitor(name, page.as_(user), may) for name, user, may in people]
    return [*known, Visitor("stranger", page.as_(None))]


@contextmanager
def without_tokens(app: Flask) -> Iterator[None]:
    """So that a form's answer is the policy's and not the missing token's."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


def expected(app: Flask, rule: Rule, visitor: Visitor) -> set[int]:
    """What a GET of this page, or a POST where there is no GET, may answer to this visitor."""
    access, reads = access_of(app, rule), "GET" in (rule.methods or ())
    if access == "public":
        return {*OPENED, 400}
    if is_for_programs(app, rule):
        return {401}
    if visitor.name == "stranger":
        return {303} if reads else {401}
    return OPENED if visitor.granted[access] else {403}


def concerns(app: Flask, rule: Rule, visitor: Visitor) -> bool:
    """Pages for everybody are asked for by a stranger and by one of the known; the others by all."""
    return access_of(app, rule) != "public" or visitor.name in ("stranger", Role.MERCHANT.value)


def address(rule: Rule) -> str:
    """The rule's address with parts that nobody has; of a choice, the first."""
    made = rule.rule
    for name, converter in rule._converters.items():
        kind = type(converter).__name__
        choice = getattr(converter, "items", None)
        value = NOBODYS.get(name) or (NOBODYS["int"] if kind == "IntegerConverter" else NOBODYS["default"])
        if choice:
            value = min(choice)
        shown = next(part for part in _parts(rule.rule) if part.rpartition(":")[2] == name)
        made = made.replace(f"<{shown}>", value)
    return made


def _parts(rule: str) -> list[str]:
    return [one.partition(">")[0] for one in rule.split("<")[1:]]


def test_every_role_gets_what_the_policy_says(app: Flask, visitors: list[Visitor]):
    wrong, asked = [], 0
    for visitor in visitors:
        for rule in rules_of(app, parts=False):
            if "GET" not in (rule.methods or ()) or not concerns(app, rule, visitor):
                continue
            answer = visitor.page.client.get(rule.rule)
            asked += 1
            if answer.status_code not in expected(app, rule, visitor):
                wrong.append(f"{visitor.name} {rule.rule} ({access_of(app, rule)}): {answer.status_code}")
    assert wrong == []
    assert asked > 500


def test_what_a_role_may_not_see_it_may_not_send_either(app: Flask, visitors: list[Visitor]):
    """Only the refused are sent: what is allowed would be done."""
    wrong, asked = [], 0
    with without_tokens(app):
        for visitor in visitors:
            for rule in rules_of(app, parts=False):
                access = access_of(app, rule)
                if "POST" not in (rule.methods or ()) or access == "public":
                    continue
                want = {401} if visitor.name == "stranger" or is_for_programs(app, rule) else {403}
                if want == {403} and visitor.granted[access]:
                    continue
                asked += 1
                answer = visitor.page.client.post(rule.rule)
                if answer.status_code not in want:
                    wrong.append(f"{visitor.name} POST {rule.rule} ({access}): {answer.status_code}")
    assert wrong == []
    assert asked > 120


def test_what_nobody_has_is_not_there_for_people_and_the_sign_in_page_for_strangers(
    app: Flask, visitors: list[Visitor]
):
    """One of the known in turn and the stranger ask for each; whoever may not is not told whether it is there."""
    known, stranger = visitors[:-1], visitors[-1]
    wrong = []
    with without_tokens(app):
        for turn, rule in enumerate(rules_of(app, parts=True)):
            for visitor in (known[turn % len(known)], stranger):
                reads = "GET" in (rule.methods or ())
                ask = visitor.page.client.get if reads else visitor.page.client.post
                status = ask(address(rule)).status_code
                if status not in expected_of_nobodys(app, rule, visitor):
                    wrong.append(f"{visitor.name} {rule.rule} ({access_of(app, rule)}): {status}")
    assert wrong == []


def expected_of_nobodys(app: Flask, rule: Rule, visitor: Visitor) -> set[int]:
    view = app.view_functions[rule.endpoint]
    reads, is_public = "GET" in (rule.methods or ()), access_of(app, rule) == "public"
    if is_for_programs(app, rule):
        return {401}
    if visitor.name == "stranger" and not is_public:
        return {303} if reads else {401}
    if hasattr(view, "__loads__"):
        return {404}
    return {200, 302, 303, 400, 404, 410} if is_public else {200, 303, 400, 403, 404}


def test_no_form_is_taken_without_its_token(app: Flask, visitors: list[Visitor]):
    """Sent by an administrator's browser from elsewhere: refused before anything is looked up."""
    admin = next(one for one in visitors if one.name == Role.ADMIN.value)
    taken = set()
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.rule.startswith("/api/"):
            continue
        answer = admin.page.client.post(address(rule))
        if answer.status_code != 400:
            taken.add(f"{rule.rule}: {answer.status_code}")
    assert taken == {"/register: 303", "/sign-in: 303"}  # a second click of who is in: led to the desk
