"""The inbox page."""

import pytest

from app.infra.db import unit_of_work
from app.notices import queries, service
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of


@pytest.fixture
def told(inside):
    """A person with messages, and the newest one's code."""

    def tell(count=1, region="330522"):
        with inside(region):
            user = factories.user()
            with unit_of_work():
                for number in range(count):
                    service.tell(user, f"消息{number}", "内容", "/desk", key=str(number), now=NOW)
            return user, queries.page(user.id).rows[0].code

    return tell


def test_an_empty_inbox_says_what_will_come(page, inside):
    with inside("330522"):
        user = factories.user()
    assert "还没有消息" in text_of(page.as_(user).get("/inbox"))


def test_opening_a_message_leads_on_and_reads_it(page, told):
    user, code = told(2)
    visitor = page.as_(user)
    assert "2 条未读" in text_of(visitor.get("/inbox"))
    assert visitor.fetch(f"/inbox/{code}").location == "/desk"
    assert "1 条未读" in text_of(visitor.get("/inbox"))
    visitor.get(f"/inbox/{code}", expect=303)
    assert "1 条未读" in text_of(visitor.get("/inbox"))


def test_all_is_read_with_one_click(page, told):
    user, _ = told(3)
    visitor = page.as_(user)
    visitor.submit("/inbox/read-all", on="/inbox")
    assert "未读" not in text_of(visitor.get("/inbox"))


def test_an_inbox_is_its_owners_alone(page, told, inside):
    _, code = told()
    with inside("330522"):
        colleague = factories.user()
    with inside("330523"):
        elsewhere = factories.user()
    page.as_(colleague).get(f"/inbox/{code}", expect=403)
    page.as_(elsewhere).get(f"/inbox/{code}", expect=404)
    page.as_(None).get(f"/inbox/{code}", expect=303)
    assert "消息0" not in text_of(page.as_(colleague).get("/inbox"))


def test_a_long_inbox_costs_what_a_short_one_costs(page, told, query_count):
    costs = []
    for count in (1, 3):
        user, _ = told(count)
        visitor = page.as_(user)
        with query_count() as n:
            visitor.get("/inbox")
        costs.append(n.value)
    assert costs[0] == costs[1]
