"""Batches by program: ordered once, polled, taken away, voided; by whom, and by whom not."""

import pytest

from app.api import rules
from app.api.terms import TokenScope
from app.infra import audit, jobs
from app.labels import queries as labels
from app.labels import service as label_service
from app.labels import waybills
from app.labels.jobs import LabelJob
from tests import factories
from tests.web.api.conftest import problem
from worker.jobs import JOBS


def make(inside, code):
    with inside("330522"):
        job = jobs.by_key(label_service.job_key(labels.by_code(code)))
        JOBS[LabelJob.MAKE](job)


def test_from_order_to_file(cast, inside):
    program = cast["program"]
    ordered = program.post("/api/v1/batches", {"merchant": cast["shop"].uscc, "count": 48}, key="a")
    assert (ordered.status_code, ordered.json["state"], ordered.json["made"], ordered.json["file"]) == (
        201,
        "waiting",
        0,
        None,
    )
    assert ordered.headers["Location"] == ordered.json["href"]
    problem(program.get(ordered.json["href"] + "/file"), 409, "labels.not_ready")
    make(inside, ordered.json["code"])
    polled = program.get(ordered.json["href"]).json
    assert (polled["state"], polled["made"], polled["pages"]) == ("ready", 48, 2)
    fetched = program.get(polled["file"]["href"])
    assert (fetched.status_code, fetched.mimetype, len(fetched.data)) == (
        200,
        "application/pdf",
        polled["file"]["size"],
    )
    with inside("330522"):
        batch = labels.by_code(ordered.json["code"])
        assert (batch.merchant_id, batch.park_id, batch.ordered_by) == (
            cast["shop"].id,
            cast["shop"].park_id,
            None,
        )
        assert {one.actor_name for one in audit.of(batch)} == {"系统", cast["token"].audit_name}


def test_a_shop_is_named_by_either_code(cast):
    for number, name in enumerate((cast["shop"].code, cast["shop"].uscc)):
        answer = cast["program"].post("/api/v1/batches", {"merchant": name, "count": 1}, key=f"n{number}")
        assert answer.json["merchant"] == {"code": cast["shop"].code, "name": cast["shop"].name}


def test_the_same_key_is_the_same_batch_whichever_token_asks(cast, order, inside):
    first, again = order(), order()
    other = cast[TokenScope.LABELS_WRITE].post(
        "/api/v1/batches", {"merchant": cast["shop"].code, "count": 48}, key="k1"
    )
    assert (other.status_code, first["code"], again["code"]) == (200, other.json["code"], other.json["code"])
    with inside("330522"):
        assert labels.highest_number() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"count": 49},
        {"layout": "a4-2x7"},
        {"start_at": 2},
        {"dpi": 203},
        {"dx_mm": 0.5},
        {"scale_pct": 99},
        {"copies": 2},
    ],
)
def test_the_same_key_with_another_body_is_refused(cast, order, changed):
    order()
    body = {"merchant": cast["shop"].uscc, "count": 48, **changed}
    problem(cast["program"].post("/api/v1/batches", body, key="k1"), 422, "api.key_reused")


def test_two_parks_with_the_same_key_do_not_meet(cast, order):
    ours = order()
    theirs = cast["other_park"].post(
        "/api/v1/batches", {"merchant": cast["other_shop"].uscc, "count": 48}, key="k1"
    )
    assert theirs.status_code == 201
    assert theirs.json["code"] != ours["code"]


@pytest.mark.parametrize("key", [None, "with blank", "键", "k" * 65])
def test_an_order_wants_a_key(cast, key):
    headers = {"Idempotency-Key": key.encode().decode("latin-1")} if key else {}
    answer = cast["program"].post(
        "/api/v1/batches", {"merchant": cast["shop"].uscc, "count": 1}, headers=headers
    )
    problem(answer, 400, "api.key_missing")


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"count": 0}, "count", "不能小于 1。"),
        ({"count": rules.MOST_LABELS + 1}, "count", "不能大于 1000000。"),
        ({"count": "5"}, "count", "应是一个整数，不加引号。"),
        ({"count": 1.5}, "count", "应是一个整数，不加引号。"),
        ({"count": None}, "count", "应是一个整数，不加引号。"),
        ({"dx_mm": 20.1}, "dx_mm", "不能大于 20。"),
        ({"dpi": 600}, "dpi", "只能是 203、300。"),
        ({"colour": "red"}, "colour", "没有这一项，请检查名称，或者去掉它。"),
        ({"merchant": "x\u0000"}, "merchant", "写法不对，请对照接口文档检查。"),
    ],
)
def test_each_wrong_field_is_named_with_its_sentence(cast, changed, field, told):
    body = {"merchant": cast["shop"].uscc, "count": 1, **changed}
    said = problem(cast["program"].post("/api/v1/batches", body, key="x"), 422, "api.not_valid")
    assert said["errors"] == [{"field": field, "told": told}]


def test_a_missing_field_is_named(cast):
    said = problem(cast["program"].post("/api/v1/batches", {"count": 1}, key="x"), 422, "api.not_valid")
    assert said["errors"] == [{"field": "merchant", "told": "缺少这一项。"}]


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"layout": "letter"}, "labels.layout_unknown"), ({"start_at": 25}, "labels.start_beyond_sheet")],
)
def test_what_the_press_refuses_is_told_and_nothing_is_kept(cast, inside, changed, code):
    answer = cast["program"].post(
        "/api/v1/batches", {"merchant": cast["shop"].uscc, "count": 1, **changed}, key="x"
    )
    problem(answer, 422, code)
    with inside("330522"):
        assert labels.highest_number() == 0


def test_a_million_may_be_ordered_at_once(order):
    assert order(count=rules.MOST_LABELS)["count"] == rules.MOST_LABELS


@pytest.mark.parametrize("whose", ["other_shop", "nobody"])
def test_a_shop_of_another_park_is_not_there(cast, whose, inside):
    code = cast[whose].uscc if whose in cast else factories.uscc(9999)
    answer = cast["program"].post("/api/v1/batches", {"merchant": code, "count": 1}, key="x")
    problem(answer, 422, "api.merchant_unknown")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b'{"count": 1, "merchant": "\\ud800"}', "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", None, 415),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b'{"merchant": "' + b"x" * 8_400_000 + b'"}', "application/json", 413),
    ],
)
def test_bodies_that_are_no_json_or_too_large(cast, body, kind, status):
    answer = cast["program"].post("/api/v1/batches", data=body, content_type=kind, key="x")
    problem(answer, status)


def test_voiding_once_and_no_second_time(cast, order, inside):
    made = order()
    make(inside, made["code"])
    voided = cast["program"].post(made["href"] + "/void", {"reason": " 卷纸受潮 "}).json
    assert (voided["state"], voided["void_reason"], voided["file"]) == ("voided", "卷纸受潮", None)
    problem(
        cast["program"].post(made["href"] + "/void", {"reason": "再来"}), 409, "labels.batch_move_refused"
    )
    problem(cast["program"].get(made["href"] + "/file"), 409, "labels.not_ready")


def test_a_range_is_voided_and_the_rest_stands(cast, order, inside):
    made = order()
    make(inside, made["code"])
    url = made["href"] + "/void"
    part = cast["program"].post(url, {"reason": "撕坏", "first_serial": 3, "last_serial": 5}).json
    assert (part["state"], part["voided"]) == ("ready", [{"first_serial": 3, "last_serial": 5}])
    again = {"reason": "撕坏", "first_serial": 4, "last_serial": 5}
    problem(cast["program"].post(url, again), 409, "labels.span_voided")
    beyond = {"reason": "撕坏", "first_serial": 40, "last_serial": 49}
    problem(cast["program"].post(url, beyond), 422, "labels.span_outside")
    assert cast["program"].get(made["href"] + "/file").status_code == 200


def test_waybill_numbers_are_printed_and_belong_to_the_request(cast, inside):
    def send(*numbers, key="w"):
        body = {
            "merchant": cast["shop"].uscc,
            "count": 2,
            "layout": "thermal-100x150",
            "waybills": list(numbers),
        }
        return cast["program"].post("/api/v1/batches", body, key=key)

    first = send("SF1000000001", "SF1000000002")
    assert (first.status_code, first.json["has_waybills"]) == (201, True)
    assert send("SF1000000001", "SF1000000002").status_code == 200
    problem(send("SF1000000001", "SF1000000003"), 422, "api.key_reused")
    problem(send(), 422, "api.key_reused")
    problem(send("SF1000000001", key="few"), 422, "labels.waybills_refused")
    problem(send("SF1000000001", "SF1000000001", key="twice"), 422, "labels.waybills_refused")
    assert (
        problem(send("=1+1+1", "SF1000000001", key="formula"), 422, "api.not_valid")["errors"][0]["field"]
        == "waybills.0"
    )
    with inside("330522"):
        batch = labels.by_code(first.json["code"])
        assert [waybills.number_at(batch, serial) for serial in (1, 2)] == ["SF1000000001", "SF1000000002"]


@pytest.mark.parametrize("reason", ["", "  ", "a\u0000b", "长" * 201])
def test_a_reason_is_wanted_for_voiding(cast, order, reason):
    problem(cast["program"].post(order()["href"] + "/void", {"reason": reason}), 422, "api.not_valid")


def test_voiding_again_with_its_key_answers_the_same_and_takes_nothing_back_twice(cast, order, inside):
    made, program = order(), cast["program"]
    make(inside, made["code"])
    body = {"first_serial": 3, "last_serial": 5, "reason": "印花了"}
    said = [program.post(made["href"] + "/void", body, key="void-1") for _ in range(2)]
    assert [answer.status_code for answer in said] == [200, 200]
    assert [answer.json["voided"] for answer in said] == [[{"first_serial": 3, "last_serial": 5}]] * 2
    problem(
        program.post(made["href"] + "/void", body), 409, "labels.span_voided"
    )  # without its key it is a new one
    for other in ({**body, "last_serial": 6}, {**body, "reason": "丢了"}, {"reason": "印花了"}):
        problem(program.post(made["href"] + "/void", other, key="void-1"), 422, "api.key_reused")
    another = order(key="k2")
    problem(program.post(another["href"] + "/void", body, key="void-1"), 422, "api.key_reused")
    with inside("330522"):
        assert len(labels.by_code(made["code"]).void_ranges) == 1
        assert labels.by_code(another["code"]).void_ranges == []


def test_a_refused_voiding_leaves_its_key_free(cast, order, inside):
    made, program = order(), cast["program"]
    body = {"first_serial": 3, "reason": "印花了"}
    problem(program.post(made["href"] + "/void", body, key="v"), 409, "labels.not_ready")
    make(inside, made["code"])
    assert program.post(made["href"] + "/void", body, key="v").json["voided"] == [
        {"first_serial": 3, "last_serial": 48}
    ]
    problem(program.post(made["href"] + "/void", body, key="a blank"), 400, "api.key_missing")


@pytest.mark.parametrize("who", ["other_park", "abroad"])
def test_another_park_and_another_region_see_nothing(cast, order, inside, who):
    made, stranger = order(), cast[who]
    problem(stranger.get(made["href"]), 404)
    problem(stranger.get(made["href"] + "/file"), 404)
    problem(stranger.post(made["href"] + "/void", {"reason": "恶作剧"}), 404)
    assert stranger.get("/api/v1/batches").json == {"items": [], "next": None}
    with inside("330522"):
        assert labels.by_code(made["code"]).void_reason is None


def test_lists_go_by_key_newest_first(cast, order):
    codes = [order(key=f"k{number}", count=1)["code"] for number in range(31)]
    first = cast["program"].get("/api/v1/batches").json
    second = cast["program"].get(first["next"]).json
    assert [one["code"] for one in first["items"] + second["items"]] == codes[::-1]
    assert second["next"] is None
    assert cast["program"].get("/api/v1/batches?after=0000000000").json["items"] == []
    problem(cast["program"].get("/api/v1/batches?after=1"), 422, "api.not_valid")
    problem(cast["program"].get("/api/v1/batches?page=2"), 422, "api.not_valid")


def test_a_long_list_costs_no_more_queries_than_a_short_one(cast, order, query_count):
    order(key="k0")
    cast["program"].get("/api/v1/batches")  # the use of the token is noted
    with query_count() as one:
        cast["program"].get("/api/v1/batches")
    for number in range(2):
        order(key=f"more{number}")
    with query_count() as three:
        assert len(cast["program"].get("/api/v1/batches").json["items"]) == 3
    assert one.value == three.value


def test_the_parks_shops_are_listed_and_no_others(cast):
    shop = cast["shop"]
    title = {"standing": "none", "disputed": False, "number": None, "valid_until": None}
    said = {"code": shop.code, "uscc": shop.uscc, "name": shop.name, "kind": "live_stream", "title": title}
    assert cast["program"].get("/api/v1/merchants").json == {"items": [said], "next": None}
