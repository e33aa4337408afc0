"""A request for repair on its pages: taken in, completed, extended, granted, and revoked by somebody else."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from app.accounts.terms import Role
from app.honours import queries
from app.infra import clock
from tests import factories
from tests.factories import honours as made
from tests.pages import text_of
from tests.web.honours.test_pages import HELD

ASKED = datetime(2026, 6, 16, 1, tzinfo=UTC)
REVOKED = ASKED + timedelta(days=30)
WHY = {"why": "要到现场核查", "approved_by": "管局长"}
DECEIT = {"why": "缴款凭证是伪造的", "shown": "银行回函 5 号", "approved_by": "管局长"}
ACTS = ("lacking", "decline", "extend", "revoke")


@pytest.fixture
def entry(inside):
    with inside("330522"):
        return made.black()


@pytest.fixture
def granter(inside):
    with inside("330522"):
        return factories.user()


@pytest.fixture
def people(page, inside, entry, granter):
    """Visitors who sign in where the clock stands then: the seller's, the granter's, another officer's."""
    with inside("330522"):
        each = [made.its_seller(entry), granter, factories.user()]
    return lambda: [page.as_(one) for one in each]


@pytest.fixture
def asked(inside, entry):
    with inside("330522"):
        return f"/honours/repairs/{made.asked(queries.entry_by_code(entry.code), ASKED).code}"


@pytest.fixture
def granted(inside, entry, granter):
    with inside("330522"):
        return f"/honours/repairs/{made.granted(queries.entry_by_code(entry.code), granter, ASKED).code}"


def said(visitor, url):
    return text_of(visitor.get(url))


def test_what_lacks_is_asked_for_once_and_sent(people, asked, page, inside):
    with inside("330522"):
        other = factories.seller(factories.merchant())
    with clock.standing_at(ASKED):
        (seller, officer, _), stranger = people(), page.as_(other)
        assert "受理修复申请：还剩 2 个工作日（至 6月18日）" in said(officer, asked)
        assert "受理修复申请：还剩 2 个工作日（至 6月18日）" in said(seller, "/honours/mine")
        seller.get(f"{asked}/complete", expect=303)  # nothing is asked for yet
        assert "请写明要补正哪些材料" in text_of(
            officer.submit(f"{asked}/lacking", {"text": ""}, expect=200).text
        )
        officer.submit(f"{asked}/lacking", {"text": "缴款凭证"})
        officer.get(f"{asked}/lacking", expect=303)
        assert "在等商家补正" in said(officer, asked)
        assert "缴款凭证" in said(seller, "/honours/mine")
        stranger.get(f"{asked}/complete", expect=403)
        paper = (BytesIO(b"%PDF-1.4 not really"), "凭证.pdf")
        assert (
            'name="text"'
            in seller.submit(f"{asked}/complete", {"text": "补上了", "file": paper}, expect=200).text
        )
        seller.submit(f"{asked}/complete", {"text": "凭证补上了"})
        assert "凭证补上了" in said(officer, asked)
        assert "受理修复申请（第 2 次）：" in said(officer, asked)
        officer.get(f"{asked}/added-file", expect=404)  # words alone
        officer.submit(f"{asked}/take-in", on=asked)
        assert "答复修复申请：还剩 7 个工作日（至 6月26日）" in said(seller, "/honours/mine")
        late = officer.client.get(f"{asked}/decline")
        assert late.location == asked  # what was taken in is answered


def test_more_time_is_given_once_and_the_seller_reads_until_when(people, asked):
    with clock.standing_at(ASKED):
        seller, officer, _ = people()
        officer.submit(f"{asked}/take-in", on=asked)
        assert "请填写批准的负责人" in text_of(
            officer.submit(f"{asked}/extend", {"why": "难"}, expect=200).text
        )
        officer.submit(f"{asked}/take-in", on=asked)  # a second click
        assert "这件申请已经受理了" in said(officer, asked)
        officer.submit(f"{asked}/extend", WHY)
        assert f"{asked}/extend" not in officer.get(asked)
        officer.get(f"{asked}/extend", expect=303)
        own = said(seller, "/honours/mine")
        assert ("至 7月10日" in own, "要到现场核查" in own, "管局长" in own) == (True, True, False)
        officer.submit(asked, {**HELD, "grants": "yes", "answer": "准予"})


def test_a_request_that_is_not_taken_in_says_why_and_makes_room_for_the_next(people, asked, entry):
    with clock.standing_at(ASKED):
        seller, officer, _ = people()
        officer.submit(f"{asked}/decline", WHY)
        own = said(seller, "/honours/mine")
        assert ("不予受理" in own, "要到现场核查" in own, "随时可以再申请" in own) == (True, True, True)
        assert f'href="/honours/entries/{entry.code}/ask-repair"' in seller.get("/honours/mine")
        assert "管局长" in said(officer, asked)


def test_a_repair_got_by_deceit_is_revoked_by_somebody_else(people, granted, entry, page):
    black, public = "/r/330522/honours/black", "/r/330522/repair-decisions"
    shop = f"/r/330522/merchants/{entry.merchant_code}"
    with clock.standing_at(REVOKED):
        seller, officer, other = people()
        assert (entry.name in page.get(black), "没有这样的决定" not in said(page, public)) == (False, False)
        assert "撤销要由另一位执法人员办理" in text_of(officer.get(f"{granted}/revoke", expect=403))
        assert "撤销要由" not in text_of(seller.get(f"{granted}/revoke", expect=403))
        assert "请写明凭什么认定" in text_of(
            other.submit(f"{granted}/revoke", {**DECEIT, "shown": ""}, expect=200).text
        )
        assert "现在 准予修复" in said(other, f"{granted}/revoke")
        other.submit(f"{granted}/revoke", DECEIT)
        other.get(f"{granted}/revoke", expect=303)  # it is done
        again = other.submit(
            f"{granted}/revoke", DECEIT, on=f"/honours/entries/{entry.code}/repair", expect=200
        )
        assert "准予修复的决定已经撤销了" in text_of(again.text)  # from another tab
        told = said(other, granted)
        assert ("关于撤销准予信用修复决定的公告" in told, "关于准予信用修复的公告" in told) == (True, False)
        for url in (black, shop):
            assert "公示期从 2026年7月16日 重新计算" in said(page, url)
        for url in (public, shop):
            assert "缴款凭证是伪造的" in said(page, url)
        assert "2029年7月16日" in said(page, public)
        own = said(seller, "/honours/mine")
        assert ("准予修复已撤销" in own, "不得提前停止公示" in own, "2029年7月17日" in own) == (
            True,
            True,
            True,
        )
        early = officer.submit(f"/honours/entries/{entry.code}/repair", {"note": "准予修复"}, expect=200)
        assert "要公示到 2027年7月16日" in text_of(early.text)
    with clock.standing_at(REVOKED + timedelta(days=366)):
        assert entry.name not in page.get(black)
        assert "缴款凭证是伪造的" in said(page, public)


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.PARK, Role.PANELIST])
def test_others_have_no_business_with_a_request(page, inside, asked, role):
    with inside("330522"):
        visitor = page.as_(factories.user(role))
    for act in (*ACTS, "complete"):
        visitor.get(f"{asked}/{act}", expect=403)


def test_another_region_finds_nothing(page, inside, asked):
    with inside("330523"):
        stranger = page.as_(factories.user(Role.ADMIN))
    for act in (*ACTS, "complete", "added-file"):
        stranger.get(f"{asked}/{act}", expect=404)
    assert "没有这样的决定" in said(page, "/r/330523/repair-decisions")
