"""Looking sellers up: by any part of a name or room, by code, narrowed, page after page, at the same cost."""

from datetime import date
from decimal import Decimal

import pytest

from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.merchants.terms import MerchantKind, Platform
from app.public import queries
from app.public.queries import Wanted
from app.public.terms import OnList
from app.regions import service as regions
from app.regions.terms import OrganisationKind
from app.titles import service as titles
from app.titles.terms import Standing
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

TODAY = date(2026, 6, 1)


def names(after=None, **wanted):
    return [one.name for one in queries.page_of(Wanted(**wanted), TODAY, after)]


@pytest.fixture
def shops(here):
    park = factories.organisation(OrganisationKind.PARK)
    return {
        "tea": factories.merchant(name="小满茶叶直播间", park_id=park.id, rooms=((Platform.DOUYIN, "小满说茶"),)),
        "rice": factories.merchant(name="一碗米农产", kind=MerchantKind.GROUP_BUY, rooms=((Platform.CHAT_GROUP, "米铺一群"),)),
        "toy": factories.merchant(name="Tong Xin 玩具", rooms=()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("茶", ["小满茶叶直播间"]), ("小满", ["小满茶叶直播间"]), ("满茶叶直", ["小满茶叶直播间"]), ("米铺", ["一碗米农产"]),
        ("说茶", ["小满茶叶直播间"]), ("ｔｏｎｇ　ｘｉｎ", ["Tong Xin 玩具"]), ("TONG 玩具", ["Tong Xin 玩具"]), ("茶满", []),
        ("小满 说茶", ["小满茶叶直播间"]), ("小满 米", []), ("%", ["Tong Xin 玩具", "一碗米农产", "小满茶叶直播间"]),
    ],
)  # fmt: skip
def test_sellers_are_found_by_any_part_of_name_or_room(shops, words, found):
    assert names(words=words) == found


def test_sellers_are_found_by_their_code_or_its_beginning(shops):
    code = shops["rice"].uscc
    assert names(words=code.lower()) == ["一碗米农产"]
    assert set(names(words=code[:6])) == {one.name for one in shops.values()}
    assert names(words=code[:17] + "?") == []


def test_narrowing_goes_with_words_and_without(shops):
    for words in ("", "小满茶"):
        assert names(words=words, kind=MerchantKind.GROUP_BUY) == ([] if words else ["一碗米农产"])
        assert names(words=words, park_id=shops["tea"].park_id) == ["小满茶叶直播间"]
        assert names(words=words, title=Standing.NONE)[-1] == "小满茶叶直播间"


@pytest.mark.parametrize(
    ("awarded", "standing"),
    [
        (date(2026, 1, 5), Standing.VALID),
        (date(2025, 6, 1), Standing.VALID),
        (date(2025, 5, 31), Standing.EXPIRED),
    ],
)
def test_titles_are_narrowed_by_what_they_are_today(shops, awarded, standing):
    with unit_of_work():
        titles.enter_earlier(
            merchants.by_id(shops["tea"].id),
            score=Decimal("91.20"),
            awarded_on=awarded,
            by=factories.SYSTEM,
            now=NOW,
        )
    for words in ("", "小满"):
        found = {one: names(words=words, title=one) for one in (Standing.VALID, Standing.EXPIRED)}
        other = Standing.EXPIRED if standing is Standing.VALID else Standing.VALID
        assert found == {standing: ["小满茶叶直播间"], other: []}


def test_who_is_on_notice_and_who_is_on_the_red_list_is_found(here):
    year = made.year("91.50", "60.00")
    made.on_notice(year)
    proposed = year.scored[0].merchant.name
    assert names(title=Standing.ON_NOTICE) == [proposed]
    assert names(words=proposed, title=Standing.ON_NOTICE) == [proposed]
    held = made.title(factories.merchant(name="榜上的店"))
    assert names(on_list=OnList.RED) == names(words="榜上", on_list=OnList.RED) == [held.name]
    assert names(on_list=OnList.BLACK) == []


def test_pages_follow_one_another_without_gap_or_repetition(here):
    for number in range(65):
        factories.merchant(name=f"连锁茶铺{number}")
    for words in ("", "茶铺"):
        seen, after = [], None
        while True:
            page = queries.page_of(Wanted(words=words), TODAY, after)
            seen += [one.name for one in page]
            after = page.after
            if after is None:
                break
        assert seen == [f"连锁茶铺{number}" for number in reversed(range(65))]


@pytest.mark.parametrize(("after", "found"), [("9" * 20, 2), ("-" + "9" * 20, 0), ("2147483648", 2)])
def test_an_address_changed_by_hand_is_a_page_all_the_same(page, inside, after, found):
    with inside("330522"):
        for name in ("一号茶铺", "二号茶铺"):
            factories.merchant(name=name)
    shown = page.get(f"/r/330522/merchants?after={after}")
    assert sum(name in shown for name in ("一号茶铺", "二号茶铺")) == found


def test_another_regions_sellers_are_not_found_whatever_is_asked(inside):
    with inside("330523"):
        there = factories.merchant(name="邻县小满茶")
    with inside("330522"):
        assert (names(words="小满"), names(words=there.uscc), names()) == ([], [], [])


def test_a_park_that_changes_its_name_changes_it_on_the_cards(here, shops):
    with unit_of_work():
        park = regions.queries.organisation(shops["tea"].park_id)
        park.name = "改了名的园区"
    assert queries.by_code(shops["tea"].code).said.park == "改了名的园区"


def test_a_search_costs_the_same_for_one_seller_and_for_thirty(page, inside, query_count):
    costs = []
    for many in (1, 30):
        with inside("330522"):
            for _ in range(many):
                factories.merchant()
        for asked in ("", "?words=测试店"):
            page.get(f"/r/330522/merchants{asked}")
            with query_count() as counted:
                page.get(f"/r/330522/merchants{asked}")
            costs.append(counted.value)
    assert costs[:2] == costs[2:]


def test_what_no_form_offers_is_taken_as_not_asked(page, inside):
    with inside("330522"):
        shop = factories.merchant()
    assert shop.name in page.get("/r/330522/merchants?kind=x&title=y&on_list=z&park=999999")
