"""Ordering labels, watching them being made, taking them away, voiding them: who may, and what they see."""

import re

import pytest

from app.accounts.terms import Role
from app.labels import queries
from app.labels.terms import BatchState
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import labels
from tests.pages import TOKEN, text_of

ORDER = {
    "count": "48",
    "layout": "a4-3x8",
    "start_at": "1",
    "dpi": "0",
    "dx_mm": "0",
    "dy_mm": "0",
    "scale_pct": "100",
}


@pytest.fixture
def cast(inside):
    """A shop in a park, its seller, its park's keeper, and others who have no business there."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        other_park = factories.organisation(OrganisationKind.PARK)
        shop = factories.merchant(park_id=park.id)
        people = {
            "seller": factories.seller(shop),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "officer": factories.user(Role.OFFICER),
            "other_shop": factories.seller(factories.merchant()),
            "other_park": factories.user(Role.PARK, organisation_id=other_park.id),
            "monitor": factories.user(Role.MONITOR),
            "without_shop": factories.user(Role.MERCHANT),
        }
        people["batch"] = labels.ready(shop)
        people["shop"] = shop
    with inside("330523"):
        people["abroad"] = factories.user(Role.ADMIN)
    return people


def test_a_seller_orders_and_sees_the_batch_waiting(page, cast, inside):
    visitor = page.as_(cast["seller"])
    answer = visitor.submit("/labels/new", {**ORDER, "request_key": "k1"})
    told = text_of(visitor.get(answer.location))
    assert "排队中" in told
    assert "2" in told
    with inside("330522"):
        batch = queries.by_code(answer.location.rsplit("/", 1)[1])
        assert (batch.count, batch.merchant_id, batch.park_id) == (48, cast["shop"].id, cast["shop"].park_id)


def test_a_park_with_two_shops_says_for_which(page, cast, inside):
    with inside("330522"):
        factories.merchant(park_id=cast["shop"].park_id)
    answer = page.as_(cast["park"]).submit("/labels/new", {**ORDER, "merchant": ""}, expect=200)
    assert "请选择一家店" in text_of(answer.text)


def test_a_second_click_is_the_same_batch(page, cast):
    visitor = page.as_(cast["seller"])
    first = visitor.submit("/labels/new", {**ORDER, "request_key": "same"})
    second = visitor.submit("/labels/new", {**ORDER, "request_key": "same"})
    assert first.location == second.location


def test_two_people_with_the_same_key_do_not_meet_in_one_batch(page, cast):
    first = page.as_(cast["seller"]).submit("/labels/new", {**ORDER, "request_key": "same"})
    other = page.as_(cast["other_shop"]).submit("/labels/new", {**ORDER, "request_key": "same"})
    assert first.location != other.location


def test_a_park_orders_for_a_shop_of_its_own_and_for_no_other(page, cast, inside):
    visitor = page.as_(cast["park"])
    answer = visitor.submit("/labels/new", {**ORDER, "merchant": cast["shop"].code, "request_key": "p"})
    visitor.get(answer.location)
    with inside("330522"):
        stranger = factories.merchant()
    visitor.submit("/labels/new", {**ORDER, "merchant": stranger.code, "request_key": "q"}, expect=200)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"count": "０"}, "一次可以申领 1 到 240,000 张，您要了 0 张"),
        ({"count": "240001"}, "一次可以申领 1 到 240,000 张"),
        ({"count": "很多"}, "请填写一个整数"),
        ({"count": "-3"}, "请填写一个整数"),
        ({"count": ""}, "请填写要印多少张"),
        ({"start_at": "25"}, "这种纸一张有 24 格"),
        ({"dx_mm": "20.5"}, "请填写 -20 到 20 之间的数"),
        ({"scale_pct": "89.99"}, "请填写 90 到 110 之间的数"),
        ({"dy_mm": "NaN"}, "最多两位小数"),
        ({"layout": "letter"}, "请选择"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_ordered(page, cast, inside, changed, told):
    answer = page.as_(cast["seller"]).submit(
        "/labels/new", {**ORDER, "request_key": "w", **changed}, expect=200
    )
    assert told in text_of(answer.text) or "layout" in changed
    with inside("330522"):
        assert queries.highest_number() == 1


@pytest.mark.parametrize("count", ["24,000", "２４０００"])
def test_counts_are_read_as_people_write_them(page, cast, inside, count):
    answer = page.as_(cast["seller"]).submit("/labels/new", {**ORDER, "count": count, "request_key": count})
    with inside("330522"):
        assert queries.by_code(answer.location.rsplit("/", 1)[1]).count == 24_000


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("seller", 200), ("park", 200), ("officer", 200), ("other_shop", 403), ("other_park", 403),
        ("monitor", 403), ("abroad", 404), (None, 303),
    ],
)  # fmt: skip
def test_who_sees_a_batch(page, cast, who, status):
    visitor = page.as_(cast[who] if who else None)
    for part in ("", "/progress", "/sample.svg"):
        assert visitor.fetch(f"/labels/{cast['batch'].code}{part}").status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("seller", 200), ("park", 200), ("officer", 403), ("other_shop", 403), ("other_park", 403),
        ("monitor", 403), ("abroad", 404), (None, 303),
    ],
)  # fmt: skip
def test_who_takes_the_file_away(page, cast, who, status):
    answer = page.as_(cast[who] if who else None).fetch(f"/labels/{cast['batch'].code}/file")
    assert answer.status_code == status
    if status == 200:
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("who", "status"), [("seller", 200), ("park", 200), ("officer", 403), ("monitor", 403), (None, 303)]
)
def test_who_may_order(page, cast, who, status):
    page.as_(cast[who] if who else None).get("/labels/new", expect=status)


def test_a_seller_without_a_shop_is_led_to_register_it(page, cast):
    visitor = page.as_(cast["without_shop"])
    assert visitor.fetch("/labels/new").location == "/shop/register"
    assert visitor.fetch("/labels").location == "/shop/register"


@pytest.mark.parametrize("who", ["seller", "park", "officer"])
def test_everyone_who_may_sees_the_batch_in_their_list(page, cast, who):
    assert cast["batch"].code in page.as_(cast[who]).get("/labels")


@pytest.mark.parametrize("who", ["other_shop", "other_park", "abroad"])
def test_nobody_elses_batches_are_in_the_list(page, cast, who):
    assert cast["batch"].code not in page.as_(cast[who]).get("/labels")


def test_a_park_narrows_its_list_by_shop_and_state(page, cast, inside):
    with inside("330522"):
        mine = cast["batch"]
        rival = factories.merchant(name="另一家茶铺", park_id=mine.park_id)
        other = labels.ordered(rival)
    park = page.as_(cast["park"])

    def numbers(asked: str) -> list[int]:
        told = text_of(park.get(f"/labels{asked}")).partition("申领时间")[2]
        return [int(found) for found in re.findall(r"第 (\d+) 批", told)]

    assert numbers("") == [other.number, mine.number]
    assert numbers("?state=waiting") == [other.number]
    assert numbers(f"?shop={cast['shop'].code}") == [mine.number]
    assert "没有这样的批次" in text_of(park.get("/labels?state=failed"))
    assert numbers("?state=nonsense&shop=nobody") == [other.number, mine.number]
    theirs = text_of(page.as_(cast["seller"]).get(f"/labels?shop={rival.code}"))
    assert "另一家茶铺" not in theirs


def test_a_list_of_three_costs_what_a_list_of_one_costs(page, cast, inside, query_count):
    visitor = page.as_(cast["officer"])
    visitor.get("/labels")
    with query_count() as one:
        visitor.get("/labels")
    with inside("330522"):
        labels.ordered(factories.merchant())
        labels.ordered(factories.merchant())
    with query_count() as three:
        visitor.get("/labels")
    assert three.value == one.value


def test_a_batch_is_voided_with_a_reason_once(page, cast, inside):
    address = f"/labels/{cast['batch'].code}"
    visitor = page.as_(cast["seller"])
    visitor.submit(f"{address}/void", {"reason": ""}, expect=200)
    visitor.submit(f"{address}/void", {"reason": "卷纸丢失"})
    told = text_of(visitor.get(address))
    assert "卷纸丢失" in told
    again = visitor.submit(f"{address}/void", {"reason": "又一次"}, expect=200)
    assert "这批标签已经作废过了" in text_of(again.text)
    visitor.get(f"{address}/file", expect=409)
    with inside("330522"):
        assert queries.by_code(cast["batch"].code).state is BatchState.VOIDED


@pytest.mark.parametrize("who", ["other_shop", "other_park", "monitor"])
def test_others_cannot_void(page, cast, inside, who):
    visitor = page.as_(cast[who])
    token = TOKEN.search(visitor.client.get("/sign-in").text)
    data = {"csrf_token": token.group(1), "reason": "恶作剧"}
    assert visitor.client.post(f"/labels/{cast['batch'].code}/void", data=data).status_code == 403
    with inside("330522"):
        assert queries.by_code(cast["batch"].code).state is BatchState.READY


def test_the_progress_part_says_when_to_stop_asking(page, cast, inside):
    assert "data-done" in page.as_(cast["seller"]).fetch(f"/labels/{cast['batch'].code}/progress").text
    with inside("330522"):
        waiting = labels.ordered(cast["shop"])
    part = page.as_(cast["seller"]).fetch(f"/labels/{waiting.code}/progress").text
    assert "data-done" not in part
    assert "data-poll-url" in part


def test_the_desk_asks_for_the_first_batch_until_there_is_one(page, cast):
    assert "申领第一批信用标签" in page.as_(cast["other_shop"]).get("/desk")
    assert "申领第一批信用标签" not in page.as_(cast["seller"]).get("/desk")
