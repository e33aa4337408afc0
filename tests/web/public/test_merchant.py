"""A seller's public page: title, score by evaluation, complaints, lists; nothing that must not be held up any more."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.assessments import queries as assessments
from app.assessments.kinds import CycleState
from app.honours import service as honours
from app.honours.models import HonourEntry, HonourList
from app.honours.terms import EditionState, ListKind
from app.infra import audit, clock
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.public import scores, showing
from app.public.terms import Shown
from app.titles import queries as titles
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints, labels
from tests.factories import titles as made
from tests.pages import text_of
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

PARTS = {"department": ("38.00", "40.00"), "monitoring": ("27.50", "30.00"), "industry": ("9.00", "10.00"),
         "consumer": ("8.50", "10.00"), "social": ("8.50", "10.00")}  # fmt: skip

ITEMS = {
    "department": [
        {"code": "D1", "dimension": "QUA", "points": "10", "average": "9.00", "answered": 1},
        {"code": "D2", "dimension": "ADS", "points": "6", "average": "3.00", "answered": 1},
        {"code": "D3", "dimension": "LAW", "points": "5", "average": None, "answered": 0},
        {"code": "D4", "dimension": "LAW", "points": "0", "average": "0.00", "answered": 1},
    ],
    "monitoring": [{"code": "M1", "dimension": "ADS", "points": "8", "average": "8.00", "answered": 2}],
}


@pytest.fixture
def titled(inside):
    """A seller whose title rests on an assessment of this house."""
    with inside("330522"):
        year = made.year("91.50")
        merchant = year.scored[0].merchant
        title = made.title(merchant, score="91.50")
        with unit_of_work():
            assessment = assessments.by_id(year.scored[0].id)
            assessment.result = {
                "evaluations": {
                    name: {"standing": "counted", "points": points, "counted_weight": weight, "items": ITEMS.get(name, [])}
                    for name, (points, weight) in PARTS.items()
                }
            }  # fmt: skip
            titles.by_number(title.number).assessment_id = assessment.id
        return merchant


def test_the_score_is_shown_evaluation_by_evaluation_and_adds_up(page, titled, inside):
    told = text_of(page.get(f"/r/330522/merchants/{titled.code}"))
    assert "部门评价 38.00 40.00" in told
    assert "合计 91.50 100.00" in told
    with inside("330522"):
        parts = scores.of_title(titled, titles.current_title(titled.id)).parts
    assert (sum(one.points for one in parts), sum(one.out_of for one in parts)) == (Decimal("91.50"), 100)
    assert "准入资质要合规 90.0% 3.60 4.00 部门评价" in told
    assert "营销宣传要真实 75.0% 3.60 4.80 部门评价、第三方监测" in told
    assert "/r/330522/calculator" in page.get(f"/r/330522/merchants/{titled.code}")


def test_a_score_that_was_reckoned_anew_since_is_not_shown_as_the_titles(page, titled, inside):
    with inside("330522"), unit_of_work():
        found = assessments.by_id(titles.current_title(titled.id).assessment_id)
        found.total = Decimal("88.00")
    assert "得分怎么来的" not in page.get(f"/r/330522/merchants/{titled.code}")


def test_the_score_of_who_has_no_title_is_nobodys_business(page, inside):
    with inside("330522"):
        merchant = made.year("61.25").scored[0].merchant
    assert "61.25" not in page.get(f"/r/330522/merchants/{merchant.code}")


def test_what_was_repaired_on_the_black_list_is_held_up_no_more(page, inside):
    with inside("330522"):
        shop, officer = factories.merchant(), factories.user()
        with unit_of_work():
            edition = HonourList(
                code="BL1", kind=ListKind.BLACK, number=1, title="黑榜", state=EditionState.PUBLISHED,
                published_on=NOW.date(),
            )  # fmt: skip
            Session().add(edition)
            Session().flush()
            entry = HonourEntry(
                code="BE1", edition_id=edition.id, merchant_id=shop.id, merchant_code=shop.code, name=shop.name,
                uscc=shop.uscc, grounds="夸大宣传被罚", source_number="长市监罚〔2026〕1号", source_on=NOW.date(),
                source_url="https://example.gov.cn/1", until=NOW.date(),
            )  # fmt: skip
            Session().add(entry)
    address = f"/r/330522/merchants/{shop.code}"
    assert "夸大宣传被罚" in page.get(address)
    assert shop.name in page.get("/r/330522/merchants?on_list=on_black_list")
    with inside("330522"), unit_of_work():
        honours.repair(Session().get_one(HonourEntry, entry.id), by=officer, note="已修复", now=NOW)
    assert "夸大宣传被罚" not in page.get(address)
    assert shop.name not in page.get("/r/330522/merchants?on_list=on_black_list")


@pytest.fixture
def missed(inside):
    """A seller below 85 points, with its score and its dimensions, and somebody of the shop."""
    with inside("330522"):
        year = made.year("61.25")
        with unit_of_work():
            assessment = assessments.by_id(year.scored[0].id)
            assessment.result = {"evaluations": {
                "department": {"standing": "counted", "points": "61.25", "counted_weight": "40.00", "items": ITEMS["department"]}
            }}  # fmt: skip
        return assessment, assessment.merchant, factories.seller(assessment.merchant)


def test_who_missed_the_title_shows_its_score_only_if_it_wants_and_after_the_years_notices(
    page, missed, inside
):
    assessment, shop, seller = missed
    address = f"/r/330522/merchants/{shop.code}"
    page.as_(seller).submit("/public-page", {"score": "y"}, expect=303)
    assert "61.25" not in page.as_(None).get(address)  # the year's notices are not over
    with inside("330522"), unit_of_work():
        assessments.by_id(assessment.id).cycle.state = CycleState.SUMMARY
    told = text_of(page.get(address))
    assert "合计 61.25 100.00" in told
    assert "店家自愿公开，没有经过公示" in told
    assert "准入资质要合规 90.0%" in told
    page.as_(seller).submit("/public-page", {}, expect=303)
    assert "61.25" not in page.as_(None).get(address)
    with inside("330522"):
        wanted = select(audit.AuditEntry.action).where(audit.AuditEntry.subject_kind == "Showing")
        kept = Session().scalars(wanted.order_by(audit.AuditEntry.id)).all()
    assert kept == ["showing.shown", "showing.taken_back"]


def test_choosing_twice_is_once_and_only_a_shop_chooses(page, missed, inside):
    _assessment, shop, seller = missed
    with inside("330522"):
        for changed in (True, False):
            with unit_of_work():
                assert showing.choose(shop.id, [Shown.SELFCHECK], by=seller, now=NOW) is changed
        officer = factories.user()
    page.as_(officer).get("/public-page", expect=403)


def test_a_self_check_is_shown_as_the_shops_own_word(page, inside):
    with inside("330522"):
        shop = factories.merchant()
        seller = factories.seller(shop)
        draft = begin(shop, seller)
        answer_all(draft, seller, "QUA-01")
        checked = hand_in(draft, seller)
    address = f"/r/330522/merchants/{shop.code}"
    assert "自查的达标率" not in page.get(address)
    with inside("330522"), unit_of_work():
        showing.choose(shop.id, [Shown.SELFCHECK], by=seller, now=NOW)
    told = text_of(page.get(address))
    assert "店家自己填报的自查，自愿公开，监管部门没有核实" in told
    assert f"准入资质要合规 {checked.outcome.dimensions[0].score}%" in told


def test_what_is_said_of_complaints_does_not_lag_behind_a_clock_that_jumps(page, inside):
    """No chore has come round since: page and parcel count for themselves."""
    with inside("330522"):
        shop = factories.merchant()
        complaints.complaint(shop)
        token = labels.token(labels.ready(shop))
    for days, counted in ((0, "收到 1"), (200, "收到 1"), (400, "没有收到投诉")):
        at = NOW + timedelta(days=days)
        with clock.standing_at(at):
            for url in (f"/r/330522/merchants/{shop.code}", f"/Q/{token}"):
                told = text_of(page.get(url))
                assert counted in told
                assert f"至{at.year}年{at.month}月{at.day}日" in told
