"""What is shown before anything is made is what will be made."""

import base64
import re
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app.accounts.terms import Role
from app.infra import clock, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.labels import lookup, picture, printing, queries, service
from app.labels.layouts import Arrangement, layout_pack
from app.labels.placement import cell_corner
from app.labels.terms import Span, Standing, Wish
from app.merchants import queries as merchants
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import labels
from tests.pages import text_of
from tests.web.labels.test_label_pages import ORDER

DPI = 203


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(png)).convert("L")).copy()


def without_codes(dots: np.ndarray, order) -> np.ndarray:
    """The page with its codes and tokens painted over: they are the only thing a preview cannot know."""
    plan, layout = picture.plan_of(order), order.layout
    for cell in range(layout.grid.cells):
        x, y = cell_corner(cell, layout, order.printer)
        stacked = layout.arrangement is Arrangement.STACKED
        left, right = (0.0, layout.label.width_mm) if stacked else (plan.code_x, layout.label.width_mm)
        boxes = [
            (plan.code_x, plan.code_y, plan.code_x + plan.code_side, plan.code_y + plan.code_side),
            (left, plan.token_y - layout.type.token_pt * 0.35, right, plan.token_y + 0.6),
        ]
        for x0, y0, x1, y1 in boxes:
            low_x, low_y, high_x, high_y = (
                round(mm * DPI / 25.4) for mm in (x + x0 - 0.3, y + y0 - 0.3, x + x1 + 0.3, y + y1 + 0.3)
            )
            dots[max(0, low_y) : high_y, max(0, low_x) : high_x] = 255
    return dots


@pytest.mark.parametrize(
    "wish",
    [
        {"layout": "a4-3x8", "count": 50, "start_at": 7, "copies": 2},
        {"layout": "a4-4x10", "count": 9},
        {"layout": "thermal-60x40", "count": 3, "dx_mm": 1},
        {"layout": "thermal-76x130", "count": 2, "waybills": ("SF0000001", "SF0000002")},
    ],
)
def test_the_preview_is_the_first_page_of_the_file_but_for_the_codes(here, wish):
    shop = merchants.by_id(factories.merchant().id)
    proposed, numbers = service.proposed(
        shop, Wish(**wish), by=SYSTEM, address=labels.ADDRESS, now=clock.now()
    )
    shown = pixels(picture.page_png(printing.first_sheet_pdf(proposed, numbers), dpi=DPI))
    batch = queries.by_code(labels.ready(shop, **wish).code)
    made = pixels(picture.page_png(storage.path_of(batch.file), dpi=DPI))
    assert shown.shape == made.shape
    assert not np.array_equal(shown, made)
    order = printing.order_of(batch)
    assert np.array_equal(without_codes(shown, order), without_codes(made, order))


def test_a_proposed_batch_with_its_number_is_the_file_bit_by_bit(here):
    """The same press: give the proposal the number that the batch got, and nothing at all differs."""
    shop = merchants.by_id(factories.merchant().id)
    wish = {"layout": "a4-2x7", "count": 14}
    proposed, _ = service.proposed(shop, Wish(**wish), by=SYSTEM, address=labels.ADDRESS, now=clock.now())
    batch = queries.by_code(labels.ready(shop, **wish).code)
    proposed.number = batch.number
    assert printing.first_sheet_pdf(proposed) == storage.path_of(batch.file).read_bytes()


@pytest.fixture
def cast(inside):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        shop = factories.merchant(park_id=park.id)
        return {
            "seller": factories.seller(shop), "shop": shop,
            "park": factories.user(Role.PARK, organisation_id=park.id),
        }  # fmt: skip


def test_looking_first_makes_nothing_and_its_codes_are_worth_nothing(page, cast, inside):
    answer = page.as_(cast["seller"]).submit(
        "/labels/new", {**ORDER, "count": "24", "act": "look"}, expect=200
    )
    drawn = base64.b64decode(re.search(r'src="data:image/png;base64,([^"]+)"', answer.text)[1])
    big = Image.open(BytesIO(drawn)).resize((2400, 3394))
    found = [code.text for code in zxingcpp.read_barcodes(big)]
    assert len(found) > 12
    with inside("330522"):
        assert queries.highest_number() == 0
        assert {lookup.look_up(text).standing for text in found} == {Standing.NEVER_ISSUED}


def test_the_numbers_of_an_uploaded_file_are_not_lost_by_looking(page, cast):
    sent = {**ORDER, "count": "2", "act": "look", "waybill_file": (BytesIO(b"SF00001\nSF00002\n"), "x.csv")}
    answer = page.as_(cast["seller"]).submit("/labels/new", sent, expect=200)
    assert "SF00001\nSF00002" in answer.text.replace("\r", "")


def test_what_cannot_be_printed_is_said_when_looking_too(page, cast):
    answer = page.as_(cast["seller"]).submit(
        "/labels/new", {**ORDER, "start_at": "25", "act": "look"}, expect=200
    )
    assert "起始位置应在 1 到 24 之间" in text_of(answer.text)
    assert "data:image/png" not in answer.text


def test_a_park_is_told_what_is_left_for_it_and_for_one_shop(page, cast, inside):
    with inside("330522"), unit_of_work():
        regions.here().policy = {"shop_labels_a_day": 100, "park_labels_a_day": 1000}
    with inside("330522"):
        labels.ordered(cast["shop"], count=40)
    told = text_of(page.as_(cast["park"]).get("/labels/new"))
    assert "园区今天一共还可以申领 960 张，一天最多 1,000 张。一家店一天最多 100 张。" in told
    told = text_of(page.as_(cast["seller"]).get("/labels/new"))
    assert "今天还可以申领 60 张，一家店一天最多 100 张。园区今天一共还可以申领 960 张" in told
    with inside("330522"), unit_of_work():
        regions.here().policy = {"shop_labels_a_day": 0, "park_labels_a_day": 0}
    assert "还可以申领" not in text_of(page.as_(cast["park"]).get("/labels/new"))


def test_the_layouts_of_the_pack_can_all_be_looked_at(here):
    shop = merchants.by_id(factories.merchant().id)
    for layout in layout_pack().layouts:
        proposed, _ = service.proposed(
            shop, Wish(count=2, layout=layout.key), by=SYSTEM, address=labels.ADDRESS, now=clock.now()
        )
        assert printing.first_sheet(proposed)[:4] == b"\x89PNG"
        assert proposed.pages == printing.order_of(proposed, Span(1, 2)).pages
