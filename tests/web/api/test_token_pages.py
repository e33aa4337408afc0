"""A park's page of its tokens: who may, what is shown once, what a second click does."""

import html
import re

import pytest

from app.accounts.terms import Role
from app.api import queries
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories.api import Program
from tests.pages import text_of
from tests.web.api.conftest import problem

NEW = {
    "name": "仓库发货",
    "scopes": ["labels:read", "labels:write"],
    "request_key": "0123456789ABCDEFGHJKMNPQRS",
}
TOKEN = re.compile(r"fx_330522_[0-9A-Z]{10}_[0-9A-Z]{32}")


def shown(answer):
    found = TOKEN.search(html.unescape(answer.text))
    assert found, text_of(answer.text)
    return found.group()


def test_a_new_token_is_shown_once_and_works(page, cast):
    keeper = page.as_(cast["keeper"])
    text = shown(keeper.submit("/api-tokens/new", NEW, expect=200))
    program = Program(page, text)
    assert program.get("/api/v1/batches").status_code == 200
    problem(program.get("/api/v1/merchants"), 403, "api.scope_missing")
    listed = keeper.get("/api-tokens")
    assert "仓库发货" in listed
    assert text.rpartition("_")[2] not in listed


def test_a_second_click_shows_the_same_token(page, cast, inside):
    keeper = page.as_(cast["keeper"])
    first, second = (shown(keeper.submit("/api-tokens/new", NEW, expect=200)) for _ in range(2))
    assert first == second
    with inside("330522"):
        assert sum(one.name == "仓库发货" for one in queries.tokens_of(cast["keeper"].organisation_id)) == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "请写一个名称"),
        ({"scopes": []}, "请至少选一项权限"),
        ({"name": "长" * 41}, "不能超过 40 字"),
    ],
)
def test_what_is_wrong_with_a_wish_for_a_token_is_told(page, cast, changed, told):
    answer = page.as_(cast["keeper"]).submit("/api-tokens/new", {**NEW, **changed}, expect=200)
    assert told in answer.text
    assert not TOKEN.search(answer.text)


def test_revoking_ends_the_program_at_once_and_twice_is_no_harm(page, cast):
    keeper, url = page.as_(cast["keeper"]), f"/api-tokens/{cast['token'].code}/revoke"
    assert cast["program"].get("/api/v1/batches").status_code == 200
    for _ in range(2):
        keeper.submit(url)
    problem(cast["program"].get("/api/v1/batches"), 401)
    assert f"{cast['keeper'].name} 于" in keeper.get("/api-tokens")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("keeper", 200),
        ("other_keeper", 403),
        ("seller", 403),
        ("officer", 403),
        ("abroad_keeper", 404),
        (None, 303),
    ],
)
def test_only_the_parks_own_people_reach_its_tokens(page, cast, who, status):
    page.as_(cast[who] if who else None).get(f"/api-tokens/{cast['token'].code}/revoke", expect=status)


@pytest.mark.parametrize(
    ("who", "status"), [("other_keeper", 200), ("seller", 403), ("officer", 403), (None, 303)]
)
def test_lists_are_for_parks_and_show_their_own(page, cast, who, status):
    told = page.as_(cast[who] if who else None).get("/api-tokens", expect=status)
    page.as_(cast[who] if who else None).get("/api-tokens/new", expect=status)
    assert cast["token"].code not in told


def test_a_park_without_tokens_is_told_what_they_are_for(page, cast, inside):
    with inside("330522"):
        keeper = factories.user(Role.PARK, organisation_id=factories.organisation(OrganisationKind.PARK).id)
    assert "还没有令牌" in page.as_(keeper).get("/api-tokens")


def test_the_list_costs_the_same_with_many_tokens(page, cast, query_count):
    few, many = page.as_(cast["other_keeper"]), page.as_(cast["keeper"])
    with query_count() as one:
        few.get("/api-tokens")
    with query_count() as four:
        many.get("/api-tokens")
    assert one.value == four.value
