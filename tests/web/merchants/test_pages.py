import pytest

from app.accounts.terms import Role
from app.merchants import queries
from app.merchants.terms import MerchantKind
from app.regions.terms import OrganisationKind
from tests import factories
from tests.pages import text_of


def fields(station_id: int, **changed: object) -> dict[str, object]:
    return {
        "kind": "group_buy", "uscc": factories.uscc(901), "name": "禾下生鲜", "contact": "吴禾", "address": "测试路 2 号",
        "station_id": station_id, "park_id": 0, "goods": "蔬菜", "rooms-0-platform": "chat_group", "rooms-0-name": "一群", **changed,
    }  # fmt: skip


@pytest.fixture
def newcomer(page, inside):
    with inside("330522"):
        return factories.user(Role.MERCHANT), factories.organisation().id


def test_a_group_buy_seller_registers_its_shop(page, inside, newcomer):
    person, station_id = newcomer
    page.as_(person).submit("/shop/register", fields(station_id))
    with inside("330522"):
        shop = queries.by_uscc(factories.uscc(901))
        assert (shop.kind, shop.name, [room.name for room in shop.rooms]) == (
            MerchantKind.GROUP_BUY,
            "禾下生鲜",
            ["一群"],
        )
    assert "禾下生鲜" in text_of(page.as_(person).get("/shop"))


def test_a_second_click_registers_nothing_twice(page, inside, newcomer):
    person, station_id = newcomer
    visitor = page.as_(person)
    visitor.submit("/shop/register", fields(station_id))
    assert visitor.fetch("/shop/register").location == "/desk"
    with inside("330522"):
        assert queries.count() == 1


def test_a_code_that_is_taken_gets_a_sentence_and_keeps_what_was_typed(page, inside, newcomer):
    person, station_id = newcomer
    with inside("330522"):
        other = factories.merchant()
    answer = page.as_(person).submit("/shop/register", fields(station_id, uscc=other.uscc), expect=200)
    assert "已经登记过" in text_of(answer.text)
    assert "禾下生鲜" in answer.text


def test_the_same_code_may_be_registered_in_another_region(page, inside, newcomer):
    with inside("330523"):
        theirs = factories.merchant()
    person, station_id = newcomer
    page.as_(person).submit("/shop/register", fields(station_id, uscc=theirs.uscc))


def test_a_room_needs_platform_and_name_together(page, newcomer):
    person, station_id = newcomer
    answer = page.as_(person).submit(
        "/shop/register", fields(station_id, **{"rooms-0-platform": ""}), expect=200
    )
    assert "平台和名称请一起填写" in text_of(answer.text)


def test_nobody_is_put_under_a_station_that_it_did_not_choose(page, inside, newcomer):
    person, _station_id = newcomer
    with inside("330522"):
        factories.organisation()
    answer = page.as_(person).submit("/shop/register", fields(0), expect=200)
    assert "请选择所属市场监管所" in text_of(answer.text)
    with inside("330522"):
        assert queries.count() == 0


def test_a_shop_may_go_on_adding_rooms(page, inside, newcomer):
    person, station_id = newcomer
    visitor = page.as_(person)
    rooms = {
        f"rooms-{n}-{name}": value
        for n in range(3)
        for name, value in (("platform", "douyin"), ("name", f"{n} 号间"))
    }
    visitor.submit("/shop/register", fields(station_id, **rooms))
    with inside("330522"):
        code = queries.by_uscc(factories.uscc(901)).code
    assert "rooms-4-name" in visitor.get(f"/merchants/{code}/change")
    rooms |= {"rooms-3-platform": "kuaishou", "rooms-3-name": "第四间"}
    visitor.submit(f"/merchants/{code}/change", fields(station_id, **rooms))
    assert "第四间" in text_of(visitor.get("/shop"))


def test_the_list_costs_the_same_with_one_row_and_with_three(page, inside, query_count):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
        factories.merchant()
    visitor = page.as_(officer)
    visitor.get("/merchants")
    with query_count() as one:
        visitor.get("/merchants")
    with inside("330522"):
        factories.merchant()
        factories.merchant()
    with query_count() as three:
        visitor.get("/merchants")
    assert three.value == one.value


def test_a_park_sees_its_own_merchants_only(page, inside):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        mine, other = factories.merchant(park_id=park.id), factories.merchant()
        operator = factories.user(Role.PARK, organisation_id=park.id)
    listed = text_of(page.as_(operator).get("/merchants"))
    assert mine.name in listed
    assert other.uscc not in listed
    page.as_(operator).get(f"/merchants/{mine.code}")
    page.as_(operator).get(f"/merchants/{other.code}", expect=403)


def test_pages_go_on_after_the_last_row_shown(page, inside):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
        made = [factories.merchant() for _ in range(31)]
    visitor = page.as_(officer)
    first = text_of(visitor.get("/merchants"))
    rest = text_of(visitor.get(f"/merchants?after={made[1].id}"))
    assert (made[30].uscc in first, made[0].uscc in first, made[0].uscc in rest) == (True, False, True)
