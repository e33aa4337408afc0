"""The shop's rights as pages: made, decided by somebody else, shown beside the score."""

from datetime import timedelta

import pytest

from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.assessments import service as scoring
from app.assessments.terms import Evaluation
from app.infra import clock
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as forms
from tests.factories import titles as made
from tests.pages import text_of


@pytest.fixture
def shop(inside):
    with inside("330522"):
        year = made.year("84.50")
        merchant = assessments.by_id(year.scored[0].id).merchant
        return merchant, factories.seller(merchant)


def test_a_shop_sees_what_it_may_do_and_until_when(page, shop):
    shown = text_of(page.as_(shop[1]).get("/claims/mine"))
    for said in (
        "公开回复",
        "申请更正",
        "申诉",
        "申请重新评定",
        "申诉期限到 2026年6月8日（含当天）",
        "84.50",
    ):
        assert said in shown


def test_what_is_under_way_or_too_late_leads_nowhere_twice(page, shop):
    seller = page.as_(shop[1])
    claim = seller.submit("/claims/new/correction", {"text": "标签一项扣错了"}).location
    shown = seller.get("/claims/mine")
    assert ("/claims/new/correction" in shown, "/claims/new/appeal" in shown) == (False, True)
    assert claim in shown
    with clock.standing_at(NOW + timedelta(days=8)):
        late = page.as_(shop[1]).get("/claims/mine")
        assert ("/claims/new/appeal" in late, "申诉期限已过" in late) == (False, True)


def test_a_reply_is_read_by_everyone_beside_the_score(page, shop):
    merchant, seller = shop
    page.as_(seller).submit("/claims/new/reply", {"text": "抽检的那批已经换标"})
    assert "抽检的那批已经换标" in text_of(page.get(f"/r/330522/merchants/{merchant.code}"))


def test_a_correction_goes_its_way_and_is_appealed_against_before_somebody_else(page, inside, shop):
    _, seller = shop
    with inside("330522"):
        first, second = page.as_(factories.user()), page.as_(factories.user())
    shopkeeper = page.as_(seller)
    claim = shopkeeper.submit("/claims/new/correction", {"text": "标签一项扣错了"}).location
    assert "答复商家对评定的申请" in text_of(first.get("/desk"))
    first.submit(f"{claim}/decide", {"grants": "no", "answer": "核对过，没有扣错"})
    again = first.submit(f"{claim}/decide", {"grants": "yes", "answer": "再看"}, expect=200)
    assert "不能改成" in text_of(again.text)
    code = claim.rsplit("/", 1)[1]
    appeal = shopkeeper.submit("/claims/new/appeal", {"text": "还是不服，附上照片", "against": code}).location
    first.get(f"{appeal}/decide", expect=403)
    second.get(f"{appeal}/decide")
    assert "由其他工作人员办理" in text_of(first.get(appeal))


def test_a_new_assessment_needs_the_box_that_says_it_may_go_down(page, shop):
    answer = page.as_(shop[1]).submit("/claims/new/reassessment", {"text": "请整体再评一次"}, expect=200)
    assert "请阅读并勾选" in text_of(answer.text)


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.PANELIST, Role.PARK])
def test_others_have_no_business_with_a_claim(page, inside, shop, role):
    claim = page.as_(shop[1]).submit("/claims/new/correction", {"text": "标签一项扣错了"}).location
    with inside("330522"):
        other = factories.seller(factories.merchant()) if role is Role.MERCHANT else factories.user(role)
    stranger = page.as_(other)
    for url in (claim, f"{claim}/decide", f"{claim}/hide", f"{claim}/file", "/claims"):
        stranger.get(url, expect=403)
        page.as_(None).get(url, expect=303)
    with inside("330523"):
        elsewhere = page.as_(factories.user(Role.ADMIN))
    elsewhere.get(claim, expect=404)


@pytest.mark.parametrize("kind", ["praise", "reply%20"])
def test_there_are_four_kinds(page, shop, kind):
    page.as_(shop[1]).get(f"/claims/new/{kind}", expect=404)


def test_before_a_new_score_the_page_says_what_it_would_rest_on(page, inside):
    with inside("330522"):
        shop, scorer, officer = factories.merchant(), factories.user(), factories.user()
        score = forms.assessment_of(shop)
        forms.staff_form(score, Role.OFFICER, by=scorer)
        forms.staff_form(score, Role.MONITOR)
        with unit_of_work():
            scoring.score(forms.again(score), by=SYSTEM, now=NOW)
        seller = factories.seller(shop)
    claim = page.as_(seller).submit("/claims/new/correction", {"text": "标签一项扣错了"}).location
    page.as_(officer).submit(f"{claim}/decide", {"grants": "yes", "answer": "换标记录属实"})
    assert "评价表还没有变" in text_of(page.as_(officer).get(claim))
    with clock.standing_at(NOW + timedelta(hours=1)):
        own = f"/reviews/{score.code}"
        page.as_(scorer).submit(f"{own}/correct", {"reason": "抽的是旧货"})
        told = text_of(page.as_(officer).get(claim))
        assert ("有 1 份更正还没有提交" in told, "不等更正，重新算分" in told) == (True, True)
        with inside("330522"):
            begun = assessments.own_form(score.id, Evaluation.DEPARTMENT, scorer.id)
        page.as_(scorer).submit(own, {**begun.answers, "act": "check"})
        page.as_(scorer).submit(f"{own}/check")
        told = text_of(page.as_(officer).get(claim))
        assert ("还没有" in told, "评价表已更正，重新算分" in told) == (False, True)
