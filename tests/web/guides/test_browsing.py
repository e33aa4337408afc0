import json

import pytest

from app.accounts.terms import Role
from app.guides import queries
from app.guides.laws import law_index
from app.merchants.terms import MerchantKind
from tests import factories
from tests.pages import text_of


@pytest.fixture
def officer(inside):
    with inside("330522"):
        return factories.user(Role.OFFICER)


def test_a_seller_is_led_to_the_guide_of_its_kind(page, inside):
    with inside("330522"):
        seller = factories.seller(factories.merchant(MerchantKind.GROUP_BUY))
    assert page.as_(seller).fetch("/guides").location == "/guides/group_buy"


def test_an_officer_chooses_and_a_stranger_signs_in(page, officer):
    shown = page.as_(officer).get("/guides")
    assert [kind for kind in MerchantKind if f"/guides/{kind.value}" in shown] == list(MerchantKind)
    page.as_(None).get("/guides/live_stream", expect=303)


def test_each_dimension_shows_every_item_with_its_grounds_and_way_out(page, officer, inside):
    with inside("330522"):
        guide = queries.current(MerchantKind.LIVE_STREAM).guide
    reader = page.as_(officer)
    for dimension in guide.dimensions:
        shown = reader.get(f"/guides/live_stream/{dimension.code}")
        told = text_of(shown)
        for item in guide.items_of(dimension.code):
            cited = [f"《{one.law}》第 {one.article} 条" for one in item.citations]
            missing = [words for words in (item.ask, item.why, *cited, *item.fix) if words not in told]
            assert [words for words in missing if not set(words) & set("&<>'\"")] == [], item.code


def test_a_law_that_will_change_is_said_on_the_items_that_rest_on_it(page, officer, inside):
    laws = law_index(2026).by_title
    with inside("330522"):
        guide = queries.current(MerchantKind.LIVE_STREAM).guide
    item, law = next(
        (item, laws[one.law]) for item in guide.items for one in item.citations if laws[one.law].successor
    )
    told = text_of(page.as_(officer).get(f"/guides/live_stream/{item.dimension}"))
    assert (
        f"{law.title}：{law.successor.on.year}年{law.successor.on.month}月{law.successor.on.day}日 起" in told
    )


@pytest.mark.parametrize("url", ["/guides/market_stall", "/guides/live_stream/ZZZ"])
def test_a_guide_that_does_not_exist_is_not_found(page, officer, url):
    page.as_(officer).get(url, expect=404)


def test_it_reads_in_english_down_to_the_names_of_the_laws(page, officer):
    shown = page.as_(officer).get("/guides/live_stream/QUA?lang=en")
    assert "Do you hold a business licence" in shown
    assert "E-commerce Law, Article" in text_of(shown)
    assert [law.title for law in law_index(2026).laws if law.title in shown] == []


@pytest.mark.parametrize("kind", list(MerchantKind))
def test_the_export_command_prints_the_loaded_guide(db, inside, kind):
    answer = db.test_cli_runner().invoke(args=["guides", "export", "--kind", kind.value, "--year", "2026"])
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    with inside("330522"):
        guide = queries.current(kind, 2026).guide
    codes = [item["code"] for dimension in told["dimensions"] for item in dimension["items"]]
    assert sorted(codes) == sorted(item.code for item in guide.items)
    assert set(told["dimensions"][0]["items"][0]["citations"][0]) == {"law", "article"}


def test_a_year_without_a_guide_is_told_on_standard_error(db):
    answer = db.test_cli_runner().invoke(args=["guides", "export", "--kind", "live_stream", "--year", "2019"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "2019" in answer.stderr
