"""The bureau's way of a case, act by act; an act with nothing to do leads back to the case."""

import pytest

from app.accounts.terms import Role
from app.complaints import service
from app.infra.db import unit_of_work
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.pages import text_of


@pytest.fixture
def case(page, inside):
    """A complaint that has reached the bureau, and an officer of its station."""
    with inside("330522"):
        shop = factories.merchant(name="小满茶叶")
        complaint = made.complaint(shop)
        with unit_of_work():
            service.send_to_bureau(made.whole(complaint), text="", now=NOW)
        officer = factories.user(Role.OFFICER, organisation_id=shop.station_id)
    return page.as_(officer), f"/complaints/{complaint.code}"


def test_a_mediation_is_begun_paused_resumed_ended_and_both_sides_are_told(case):
    officer, url = case
    officer.submit(f"{url}/accept", {"text": "材料齐，今天受理"})
    officer.submit(
        f"{url}/mediate", {"consumer_agrees": "y", "merchant_agrees": "y", "text": "周三上午电话调解"}
    )
    officer.submit(f"{url}/pause", {"reason": "送检", "paper": "检字 1 号"})
    officer.submit(f"{url}/resume", {"text": "检测合格", "reason": "检测合格"})
    officer.submit(f"{url}/close", {"outcome": "mediation_ended", "text": "商家不同意退款"})
    assert "还要告知双方终止调解" in text_of(officer.get(url))
    officer.submit(f"{url}/end-told", {"text": "当天电话告知双方"})
    told = text_of(officer.get(url))
    assert ("已记下告知的时间和方式。" in told, "当天电话告知双方" in told) == (True, True)


@pytest.mark.parametrize(
    ("act", "called"),
    [
        ("end-told", "已告知双方"),
        ("resume", "检测结束，恢复计时"),
        ("confirm", "复核结案"),
        ("mediate", "开始调解"),
    ],
)
def test_an_act_with_nothing_to_do_leads_back_before_anybody_fills_it_in(case, act, called):
    officer, url = case
    officer.get(f"{url}/{act}", expect=303)
    assert f"“{called}”现在不用做，或者已经做过了" in text_of(officer.get(url))
