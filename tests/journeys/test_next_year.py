"""A year is closed by hand, which shows what it still owes, and the next one is opened."""

from app.accounts.models import User
from tests import factories
from tests.conftest import Inside
from tests.factories import titles as made
from tests.journeys.story_shop import code_in
from tests.pages import Page, text_of

SIX = ("动员部署", "自查自纠", "集中治理", "评定", "公示", "总结")


def test_a_year_is_closed_once_it_owes_nothing_and_the_next_one_opens(
    page: Page, town: dict[str, User], inside: Inside
):
    with inside("330522"):
        unscored = factories.merchant().name
        year = made.year("84.50")
        merchant, cycle = year.scored[0].merchant, year.cycle.code
        name, seller = merchant.name, page.as_(factories.seller(merchant))
    admin, move = page.as_(town["admin"]), f"/cycles/{cycle}/move"
    for state in ("self_check", "treatment", "evaluation", "notice", "summary"):
        admin.submit(move, {"to": state})
    seller.submit("/claims/new/correction", {"text": "第三项打错了，有凭据"})

    held = text_of(admin.get(move))
    assert f"{name} 申请更正" in held
    assert f"没有算出分数 ： 1 件 {unscored}".replace(" ", "") in held.replace(" ", "")
    assert "申诉期没有满" in held
    refused = admin.submit(move, {"to": "closed", "seen": "y"}, on="/cycles/open", expect=200)
    assert "还有 2 件没有办完" in text_of(refused.text)

    officer = page.as_(town["another officer"])
    claim = code_in(officer.get("/claims"), r'href="(/claims/\w+)"')
    officer.submit(f"{claim}/decide", {"grants": "no", "answer": "核对过，没有打错。"})
    admin.submit("/clock", {"to": "2026-07-10"})
    unseen = admin.submit(move, {"to": "closed"}, expect=200)
    assert "请看过没有办完的事" in text_of(unseen.text)
    admin.submit(move, {"to": "closed", "seen": "y"})
    assert "已结束" in text_of(admin.get(f"/cycles/{cycle}"))

    opening = code_in(admin.get("/cycles"), r'href="(/cycles/open)"')
    none_yet = admin.submit(opening, {"year": "2027"}, expect=200)
    assert "2027 年还没有" in text_of(none_yet.text)
    new = admin.submit(opening, {"year": "2027", "takes_newest": "y"}).location
    shown = text_of(admin.get(new))
    assert [phase for phase in SIX if phase not in shown] == []
    assert "2027年6月1日" in text_of(admin.get(f"{new}/phases"))
    assert new in admin.submit(f"{new}/move", {"to": "self_check"}).location
