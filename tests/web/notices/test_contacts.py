"""Where to be told besides the inbox, and what officers see of what went out."""

import re

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices import queries, service
from app.notices.models import Contact, Delivery
from app.notices.terms import DeliveryState, Port, Purpose, Trouble
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of


@pytest.fixture
def user(inside):
    with inside("330522"):
        return factories.user(Role.MERCHANT)


@pytest.fixture
def failed(inside):
    """A text message that a gateway did not take."""
    with inside("330522"):
        with unit_of_work():
            service.send_sms("13812345678", "查询码已更新", key="k", purpose=Purpose.RECEIPT, now=NOW)
            row = Session().scalars(select(Delivery)).one()
            row.state, row.trouble, row.tries = DeliveryState.FAILED, Trouble.REFUSED, 1
        return row.code


def test_an_address_is_entered_proved_chosen_and_dropped(page, user, inside):
    visitor = page.as_(user)
    assert "还没有登记" in text_of(visitor.get("/inbox/contacts"))
    visitor.submit("/inbox/contacts/email", {"address": "not an address"}, expect=200)
    visitor.submit("/inbox/contacts/email", {"address": "li@example.cn"})
    with inside("330522"):
        words = Session().scalars(select(Delivery)).one().words
    digits = re.search(r"\d{6}", words).group()
    wrong = f"{(int(digits) + 1) % 1_000_000:06}"
    told = visitor.submit("/inbox/contacts/email/confirm", {"digits": wrong}, expect=200)
    assert "验证码不对" in text_of(told.text)
    visitor.submit("/inbox/contacts/email/confirm", {"digits": digits})
    shown = text_of(visitor.get("/inbox/contacts"))
    assert "l***@example.cn" in shown
    assert "li@example.cn" not in shown
    visitor.submit("/inbox/contacts", {})
    with inside("330522"):
        assert queries.contact(user.id, Port.EMAIL).wanted is False
    visitor.submit("/inbox/contacts/drop", {"port": "email"}, on="/inbox/contacts")
    with inside("330522"):
        assert queries.contact(user.id, Port.EMAIL) is None


def test_asking_twice_in_a_minute_says_when_to_come_back(page, user):
    visitor = page.as_(user)
    visitor.submit("/inbox/contacts/sms", {"address": "13900001111"})
    told = visitor.submit("/inbox/contacts/sms", {"address": "13900001111"}, expect=200)
    assert "请 60 秒后再试" in text_of(told.text)


@pytest.mark.parametrize(("role", "expect"), [(Role.OFFICER, 200), (Role.ADMIN, 200), (Role.MERCHANT, 403), (Role.PARK, 403)])  # fmt: skip
def test_only_the_regulator_sees_what_went_out_and_no_number_in_full(page, inside, failed, role, expect):
    with inside("330522"):
        somebody = factories.user(role)
    shown = text_of(page.as_(somebody).get("/deliveries", expect=expect))
    assert "13812345678" not in shown
    assert ("138****5678" in shown) is (expect == 200)


def test_a_failed_one_is_sent_again_with_one_click_and_by_no_other_county(page, inside, failed):
    with inside("330522"):
        officer, seller = factories.user(), factories.user(Role.MERCHANT)
    with inside("330523"):
        elsewhere = factories.user()
    visitor = page.as_(officer)
    visitor.submit(f"/deliveries/{failed}/again", on="/deliveries")
    with inside("330522"):
        row = Session().scalars(select(Delivery)).one()
        assert (row.state, row.rounds) == (DeliveryState.WAITING, 2)
    visitor.submit(f"/deliveries/{failed}/again", on="/inbox/contacts/email")
    assert "不用重发" in text_of(visitor.get("/deliveries"))
    for other, status in ((seller, 403), (elsewhere, 404)):
        stranger = page.as_(other)
        stranger.submit(f"/deliveries/{failed}/again", on="/inbox/contacts/email", expect=status)


def test_a_long_list_costs_what_a_short_one_costs(page, inside, query_count):
    costs = []
    with inside("330522"):
        officer, person = factories.user(), factories.user()
        with unit_of_work():
            Session().add(
                Contact(user_id=person.id, port=Port.EMAIL, address="a@b.cn", language="zh", verified_at=NOW)
            )
    for count in (1, 4):
        with inside("330522"), unit_of_work():
            for number in range(count):
                service.tell(person, "x", "y", "/desk", key=f"{count} {number}", now=NOW)
        visitor = page.as_(officer)
        with query_count() as n:
            visitor.get("/deliveries")
        costs.append(n.value)
    assert costs[0] == costs[1]
