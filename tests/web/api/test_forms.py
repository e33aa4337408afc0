"""A batch in every form, lists narrowed down, one label found again."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from app.api.terms import TokenScope
from tests import factories
from tests.factories import labels
from tests.web.api.conftest import problem

NUMBERS = ["SF0000001", "SF0000002", "SF0000003"]


@pytest.fixture
def roll(order, inside):
    """A finished batch on a roll, as its program sees it."""
    made = order(layout="thermal-60x40", count=3, waybills=NUMBERS)
    with inside("330522"):
        labels.finished(made["code"])
    return made


def test_every_form_is_listed_and_can_be_fetched(cast, roll):
    said = cast["program"].get(roll["href"]).json
    assert [one["format"] for one in said["forms"]] == ["pdf", "svg", "png", "csv", "zpl", "tspl"]
    fetched = {one["format"]: cast["program"].get(one["href"]) for one in said["forms"]}
    assert {form: answer.mimetype for form, answer in fetched.items()} == {
        one["format"]: one["media_type"] for one in said["forms"]
    }
    assert fetched["pdf"].data.startswith(b"%PDF-")
    assert fetched["zpl"].data.count(b"^XFR:TAG.ZPL") == 3
    assert fetched["tspl"].data.count(b"PRINT 1,1") == 3
    assert fetched["csv"].data.decode("utf-8-sig").count("SF000000") == 3
    ledger = cast["program"].get(roll["href"] + "/ledger").json["items"]
    assert [(one["kind"], one["note"]) for one in ledger] == [
        *(("delivered", form) for form in ("TSPL", "ZPL", "CSV", "PNG", "SVG", "PDF")), ("issued", None),
    ]  # fmt: skip


def test_a_sheet_has_no_printer_commands(cast, order, inside):
    made = order()
    with inside("330522"):
        labels.finished(made["code"])
    said = cast["program"].get(made["href"]).json
    assert [one["format"] for one in said["forms"]] == ["pdf", "svg", "png", "csv"]
    problem(cast["program"].get(f"{made['href']}/file?format=zpl"), 422, "labels.roll_only")
    with inside("330522"):
        assert (
            len(cast["program"].get(made["href"] + "/ledger").json["items"]) == 1
        )  # a refusal is no delivery


def test_a_picture_shows_the_label_that_was_asked_for(cast, roll):
    drawn = cast["program"].get(f"{roll['href']}/file?format=png&serial=3").data
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(drawn)).convert("L"))
    assert code.text.endswith(roll["last_token"])
    problem(cast["program"].get(f"{roll['href']}/file?format=png&serial=4"), 422, "labels.span_outside")
    cast["program"].post(roll["href"] + "/void", {"first_serial": 3, "last_serial": 3, "reason": "印花了"})
    problem(cast["program"].get(f"{roll['href']}/file?format=svg&serial=3"), 409, "labels.span_voided")


@pytest.mark.parametrize("asked", ["format=doc", "serial=-1", "serial=x", "words=none", "page=1"])
def test_a_form_nobody_has_is_named(cast, roll, asked):
    said = problem(cast["program"].get(f"{roll['href']}/file?{asked}"), 422, "api.not_valid")
    assert said["errors"][0]["field"] == asked.partition("=")[0]


def test_the_printers_own_type_is_a_word_behind_the_question_mark(cast, roll):
    assert b"SIMSUN" in cast["program"].get(f"{roll['href']}/file?format=zpl&words=type").data
    assert b"SIMSUN" not in cast["program"].get(f"{roll['href']}/file?format=zpl&words=picture").data


def test_lists_are_narrowed_down_and_the_next_page_keeps_what_was_asked(cast, order, inside):
    with inside("330522"):
        other = factories.merchant(park_id=cast["shop"].park_id)
    for number in range(31):
        order(key=f"mine{number}", count=1)
    order(key="theirs", merchant=other.code, layout="thermal-60x40")
    program = cast["program"]

    def count(asked):
        return len(program.get(f"/api/v1/batches?{asked}").json["items"])

    assert [count(f"merchant={name}") for name in (other.code, other.uscc)] == [1, 1]
    assert (count("layout=thermal-60x40"), count("layout=a4-2x7"), count("state=ready")) == (1, 0, 0)
    day = "2026-06-01T01:00:00Z"  # the tests' clock stands there
    assert (count(f"since={day}&layout=thermal-60x40"), count(f"until={day}")) == (1, 0)
    assert count("until=2026-06-01T09:00:01%2B08:00&layout=thermal-60x40") == 1
    first = program.get(f"/api/v1/batches?merchant={cast['shop'].code}&state=waiting&since={day}").json
    second = program.get(first["next"]).json
    assert (len(first["items"]), len(second["items"]), second["next"]) == (30, 1, None)
    assert {one["merchant"]["code"] for one in first["items"] + second["items"]} == {cast["shop"].code}


@pytest.mark.parametrize(
    "asked", ["since=yesterday", "since=1700000000", "until=2026-06-01T09:00:00", "state=gone"]
)
def test_a_filter_that_means_nothing_is_named(cast, asked):
    said = problem(cast["program"].get(f"/api/v1/batches?{asked}"), 422, "api.not_valid")
    assert said["errors"][0]["field"] == asked.partition("=")[0]


def test_a_label_is_found_again_with_its_waybill_number(cast, roll):
    said = cast["program"].get(f"/api/v1/labels/{roll['last_token']}").json
    assert (said["batch"], said["serial"], said["waybill"], said["standing"]) == (
        roll["code"], 3, "SF0000003", "genuine",
    )  # fmt: skip
    assert cast["program"].get(said["batch_href"]).json["code"] == roll["code"]
    cast["program"].post(roll["href"] + "/void", {"first_serial": 3, "reason": "印花了"})
    assert cast["program"].get(f"/api/v1/labels/{roll['last_token']}").json["standing"] == "voided"


@pytest.mark.parametrize("who", ["other_park", "abroad"])
def test_others_find_no_label_of_ours(cast, roll, who):
    problem(cast[who].get(f"/api/v1/labels/{roll['first_token']}"), 404)
    problem(cast[who].get(roll["href"] + "/ledger"), 404)


def test_what_is_no_label_is_not_found(cast, roll):
    forged = re.sub(".$", lambda last: "0" if last[0] != "0" else "1", roll["first_token"])
    problem(cast["program"].get(f"/api/v1/labels/{forged}"), 404)
    problem(cast["program"].get("/api/v1/labels/0"), 404)


def test_each_new_entrance_asks_for_its_scope(cast, roll):
    for url in (
        f"/api/v1/labels/{roll['first_token']}",
        roll["href"] + "/ledger",
        roll["href"] + "/file?format=csv",
    ):
        assert cast[TokenScope.LABELS_READ].get(url).status_code == 200
        problem(cast[TokenScope.LABELS_WRITE].get(url), 403, "api.scope_missing")
        problem(cast[TokenScope.MERCHANTS_READ].get(url), 403, "api.scope_missing")
