import gzip

import pytest

from tests import factories
from tests.factories import titles as made
from tests.pages import text_of

MOST_BYTES = 14 * 1024


def test_the_front_page_leads_buyers_and_sellers(page):
    shown = page.get("/")
    for href in (
        "/r/330522",
        "/r/330522/merchants",
        "/r/330522/notices",
        "/r/330522/honours/red",
        "/sign-in",
        "/register",
    ):
        assert f'href="{href}"' in shown


def test_a_county_that_does_not_exist_is_not_there(page):
    page.get("/r/999999", expect=404)


@pytest.mark.parametrize(
    "address",
    [
        "/r/%00",
        "/r/330522/merchants/%00",
        "/r/330522/complaints/new?words=a%00b",
        "/r/330522/notices?after=99999999999999999999",
    ],
)
def test_what_the_database_cannot_even_look_up_is_not_there(page, address):
    page.get(address, expect=404)


def test_a_seller_is_found_by_name_and_by_code(page, inside):
    with inside("330522"):
        tea, rice = factories.merchant(name="小满茶"), factories.merchant(name="一碗米")
    for words in ("小满", tea.uscc):
        shown = page.get(f"/r/330522/merchants?words={words}")
        assert (tea.name in shown, rice.name in shown) == (True, False)
    assert "没有找到" in page.get("/r/330522/merchants?words=没有这家")
    assert tea.name not in page.get("/r/330523/merchants")


def test_a_sellers_page_shows_what_is_public_and_nothing_else(page, inside):
    with inside("330522"):
        shop = factories.merchant(contact="周小满", address="演示街 7 号 302 室")
        seller = factories.seller(shop)
        made.title(shop, score="85.00")
    shown = page.get(f"/r/330522/merchants/{shop.code}")
    assert "年度评定 85.00 分" in text_of(shown)
    for hidden in (shop.contact, shop.address, seller.phone):
        assert hidden not in shown
    page.get(f"/r/330523/merchants/{shop.code}", expect=404)


def test_no_title_is_said_plainly(page, inside):
    with inside("330522"):
        shop = factories.merchant()
    assert "目前没有放心电商称号" in page.get(f"/r/330522/merchants/{shop.code}")


@pytest.mark.parametrize(
    "url", ["/", "/r/330522", "/r/330522/merchants", "/r/330522/notices", "/r/330522/honours/red"]
)
def test_public_pages_are_small(page, inside, url):
    with inside("330522"):
        for _ in range(30):
            factories.merchant()
        made.on_notice(made.year("91.50"))
    assert len(gzip.compress(page.get(url).encode())) <= MOST_BYTES


def test_long_lists_turn_pages(page, inside):
    with inside("330522"):
        for _ in range(31):
            factories.merchant()
    first = page.get("/r/330522/merchants")
    assert "下一页" in first
    after = first.split("after=")[1].split('"')[0].split("&")[0]
    assert "测试店" in page.get(f"/r/330522/merchants?after={after}")
