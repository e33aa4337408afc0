"""Taking back, printing again, other formats, printers: who may, and what they see."""

import pytest

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.labels import queries
from app.labels.terms import BatchState, LedgerKind
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import labels
from tests.pages import text_of
from tests.web.labels.test_label_pages import ORDER

PRINTER = {"name": "仓库热敏机", "dpi": "203", "dx_mm": "0.5", "dy_mm": "-1", "scale_pct": "99.5"}


@pytest.fixture
def cast(inside):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        shop = factories.merchant(park_id=park.id)
        people = {
            "seller": factories.seller(shop), "park": factories.user(Role.PARK, organisation_id=park.id),
            "officer": factories.user(Role.OFFICER), "other_shop": factories.seller(factories.merchant()),
            "monitor": factories.user(Role.MONITOR), "batch": labels.ready(shop),
            "roll": labels.ready(shop, layout="thermal-60x40"), "shop": shop,
        }  # fmt: skip
    with inside("330523"):
        people["abroad"] = factories.user(Role.ADMIN)
    return people


FETCHED = ("list.csv", "one/png", "one/svg", "part.pdf?first=1&last=3", "reprint", "printed")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("seller", 200),
        ("park", 200),
        ("officer", 403),
        ("other_shop", 403),
        ("monitor", 403),
        ("abroad", 404),
        (None, 303),
    ],
)
@pytest.mark.parametrize("part", FETCHED)
def test_who_takes_what_away(page, cast, who, status, part):
    assert (
        page.as_(cast[who] if who else None).fetch(f"/labels/{cast['batch'].code}/{part}").status_code
        == status
    )


@pytest.mark.parametrize(
    ("who", "status"), [("seller", 200), ("officer", 200), ("other_shop", 403), ("abroad", 404), (None, 303)]
)
def test_who_sees_the_preview(page, cast, who, status):
    answer = page.as_(cast[who] if who else None).fetch(f"/labels/{cast['batch'].code}/preview.png")
    assert answer.status_code == status
    assert (answer.mimetype == "image/png") is (status == 200)


def test_some_labels_are_taken_back_and_their_page_says_so(page, cast, inside):
    address, shop = f"/labels/{cast['batch'].code}", page.as_(cast["seller"])
    with inside("330522"):
        third, fourth = labels.token(cast["batch"], 3), labels.token(cast["batch"], 4)
    shop.submit(f"{address}/void", {"first": third, "last": "", "reason": "印花了"})
    told = text_of(shop.get(address))
    assert "序号 3。" in told
    assert "印花了" in told
    stranger = page.as_(None)
    assert "已作废" in text_of(stranger.get(f"/Q/{third}", expect=410))
    stranger.get(f"/Q/{fourth}")
    with inside("330522"):
        assert queries.by_code(cast["batch"].code).state is BatchState.READY


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": "", "last": "5"}, "请填写从哪一张开始"), ({"first": "ABC"}, "这一批里没有“ABC”"),
        ({"first": "20", "last": "25"}, "这一批的序号是 1 到 24"), ({"first": "5", "last": "4"}, "这一批的序号是 1 到 24"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_batch_is_said_in_a_sentence(page, cast, changed, told):
    answer = page.as_(cast["seller"]).submit(
        f"/labels/{cast['batch'].code}/void", {"first": "", "last": "", "reason": "x", **changed}, expect=200
    )
    assert told in text_of(answer.text)


def test_printing_again_is_written_down_and_gives_those_labels_only(page, cast, inside):
    shop, address = page.as_(cast["seller"]), f"/labels/{cast['batch'].code}"
    answer = shop.submit(f"{address}/reprint", {"first": "2", "last": "4", "reason": "卡纸"})
    made = shop.fetch(answer.location)
    assert made.mimetype == "application/pdf"
    shop.submit(f"{address}/printed", {"first": "", "last": ""})
    with inside("330522"):
        lines = [(one.kind, one.first_serial, one.last_serial) for one in queries.ledger_of(cast["batch"].id)]
    assert lines[:2] == [(LedgerKind.PRINTED, 1, 24), (LedgerKind.REPRINTED, 2, 4)]


def test_labels_of_a_roll_are_printed_again_by_the_label_printer(page, cast, inside):
    shop, address = page.as_(cast["seller"]), f"/labels/{cast['roll'].code}"
    answer = shop.submit(f"{address}/reprint", {"first": "2", "last": "3", "reason": "断带", "form": "zpl"})
    made = shop.fetch(answer.location).data.decode()
    with inside("330522"):
        asked = [labels.token(cast["roll"], serial) in made for serial in (1, 2, 3, 4)]
        lines = [(one.kind, one.first_serial, one.last_serial) for one in queries.ledger_of(cast["roll"].id)]
    assert asked == [False, True, True, False]
    assert lines == [
        (LedgerKind.REPRINTED, 2, 3),
        (LedgerKind.ISSUED, 1, 24),
    ]  # once, and no delivery besides
    shop.submit(f"{address}/void", {"first": "3", "last": "3", "reason": "丢了"})
    assert shop.fetch(answer.location).status_code in {409, 422}
    sheet = {"first": "2", "last": "3", "reason": "断带", "form": "zpl"}
    shop.submit(f"/labels/{cast['batch'].code}/reprint", sheet, expect=200)  # sheets have no commands


@pytest.mark.parametrize("query", ["first=0&last=3", "first=20&last=30", "first=x", ""])
def test_a_part_that_is_not_there_is_refused(page, cast, query):
    assert page.as_(cast["seller"]).fetch(f"/labels/{cast['batch'].code}/part.pdf?{query}").status_code in {
        400,
        409,
        422,
    }


def test_printer_commands_are_for_rolls(page, cast):
    shop = page.as_(cast["seller"])
    assert shop.fetch(f"/labels/{cast['roll'].code}/commands/zpl").data.startswith(b"~DGR:WORDS.GRF")
    assert b"TSS24.BF2" in shop.fetch(f"/labels/{cast['roll'].code}/commands/tspl?words=type").data
    assert shop.fetch(f"/labels/{cast['batch'].code}/commands/zpl").status_code in {409, 422}
    assert shop.fetch(f"/labels/{cast['roll'].code}/commands/epl").status_code == 404


@pytest.mark.parametrize("nonsense", ["1e999", "NaN", "一点五", "0.125"])
def test_a_shift_that_is_no_measure_is_told(page, cast, nonsense):
    answer = page.as_(cast["seller"]).submit("/labels/printers", {**PRINTER, "dx_mm": nonsense}, expect=200)
    assert "请填写一个数" in text_of(answer.text)


def test_a_printer_is_measured_once_and_chosen_from_then_on(page, cast, inside):
    shop = page.as_(cast["seller"])
    shop.submit("/labels/printers", PRINTER)
    shop.submit("/labels/printers", {**PRINTER, "dx_mm": "0.6"})
    shop.get("/labels/printers")  # what was kept is said once
    told = shop.get("/labels/printers")
    assert text_of(told).count("仓库热敏机") == 1
    code = told.split("/labels/printers/")[1].split("/")[0]
    assert f"/labels/printers/{code}/ruler/thermal-60x40" in told, "it is no printer for large sheets"
    answer = shop.submit("/labels/new", {**ORDER, "printer": code, "request_key": "p1"})
    with inside("330522"):
        batch = queries.by_code(answer.location.rsplit("/", 1)[1])
        assert (batch.dpi, float(batch.dx_mm), float(batch.dy_mm), float(batch.scale)) == (
            203,
            0.6,
            -1,
            0.995,
        )
    assert shop.fetch(f"/labels/printers/{code}/ruler/a4-3x8").mimetype == "application/pdf"
    assert page.as_(cast["other_shop"]).fetch(f"/labels/printers/{code}/ruler/a4-3x8").status_code == 403
    assert page.as_(cast["abroad"]).fetch(f"/labels/printers/{code}/ruler/a4-3x8").status_code == 404
    page.as_(cast["other_shop"]).submit(
        "/labels/new", {**ORDER, "printer": code, "request_key": "p2"}, expect=200
    )


def test_a_printer_that_broke_is_dropped_by_its_own_shop_and_what_was_measured_is_said(page, cast):
    shop, at = page.as_(cast["seller"]), "/labels/printers"
    shop.submit(at, {**PRINTER, "dx_mm": "0.6"})
    gone = f"{at}/{shop.get(at).split(f'{at}/')[1].split('/')[0]}/drop"
    page.as_(cast["other_shop"]).submit(gone, on=at, expect=403)
    page.as_(cast["abroad"]).submit(gone, on="/labels/settings", expect=404)
    shop.submit(gone, on=at)
    told = text_of(shop.get(at))
    assert "已删除打印机“仓库热敏机”" in told
    assert "向右移 0.6 毫米，向下移 -1 毫米，缩放 99.5%" in told
    assert "已保存的打印机" not in told
    shop.submit(gone, on=at, expect=404)


def test_the_ruler_sheet_is_there_for_every_paper_and_no_other(page, cast):
    shop = page.as_(cast["seller"])
    assert shop.fetch("/labels/ruler/thermal-40x30").mimetype == "application/pdf"
    assert shop.fetch("/labels/ruler/letter").status_code == 404


def test_waybill_numbers_come_pasted_and_must_be_as_many_as_the_labels(page, cast, inside):
    shop = page.as_(cast["seller"])
    order = {**ORDER, "count": "3", "waybill_text": "SF00001\nSF00002\nSF00003"}
    answer = shop.submit("/labels/new", {**order, "request_key": "w1"})
    assert "每张一个" in text_of(shop.get(answer.location))
    wrong = shop.submit("/labels/new", {**order, "count": "4", "request_key": "w2"}, expect=200)
    assert "单号有 3 个，标签要 4 张" in text_of(wrong.text)
    fold = wrong.text[: wrong.text.index('name="waybill_text"')].rpartition("<details")[2]
    assert " open" in fold.partition(">")[0], "what is to be mended is in sight"
    formula = shop.submit(
        "/labels/new", {**order, "waybill_text": "SF00001\n=1+1", "request_key": "w3"}, expect=200
    )
    assert "第 2 行的“=1+1”不像快递单号" in text_of(formula.text)


def test_the_quota_is_told_before_it_bites(page, cast, inside):
    with inside("330522"), unit_of_work():
        regions.here().policy = {"shop_labels_a_day": 100}
    shop = page.as_(cast["seller"])
    assert "今天还可以申领 52 张" in text_of(shop.get("/labels/new"))
    answer = shop.submit("/labels/new", {**ORDER, "count": "53", "request_key": "q"}, expect=200)
    assert "这家店今天还可以申领 52 张（每天 100 张），这次要了 53 张" in text_of(answer.text)


def test_the_ledger_costs_the_same_with_many_lines(page, cast, inside, query_count):
    shop, address = page.as_(cast["seller"]), f"/labels/{cast['batch'].code}"
    shop.get(address)
    with query_count() as one:
        shop.get(address)
    for _ in range(3):
        shop.submit(f"{address}/printed", {"first": "1", "last": "2"})
    with query_count() as many:
        shop.get(address)
    assert many.value <= one.value + 1  # the flash is read once
