"""A seller's public page: title, score by evaluation, complaints, lists; nothing that must not be held up any more."""

from decimal import Decimal

import pytest

from app.assessments import queries as assessments
from app.honours import service as honours
from app.honours.models import HonourEntry, HonourList
from app.honours.terms import EditionState, ListKind
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.public.scores import score_parts
from app.titles import queries as titles
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

PARTS = {"department": ("38.00", "40.00"), "monitoring": ("27.50", "30.00"), "industry": ("9.00", "10.00"),
         "consumer": ("8.50", "10.00"), "social": ("8.50", "10.00")}  # fmt: skip


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
                "evaluations": {name: {"points": points, "counted_weight": weight} for name, (points, weight) in PARTS.items()}
            }  # fmt: skip
            titles.by_number(title.number).assessment_id = assessment.id
        return merchant


def test_the_score_is_shown_evaluation_by_evaluation_and_adds_up(page, titled, inside):
    told = text_of(page.get(f"/r/330522/merchants/{titled.code}"))
    assert "部门评价 38.00 40.00" in told
    assert "合计 91.50 100.00" in told
    with inside("330522"):
        parts = score_parts(titles.current_title(titled.id))
    assert (sum(one.points for one in parts), sum(one.out_of for one in parts)) == (Decimal("91.50"), 100)


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
