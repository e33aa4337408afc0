"""An officer goes through the waiting licences with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from app.demo.people import SHOPS
from tests.browser.conftest import Visit
from tests.browser.visitor import DESKTOP, PHONE, Visitor

OFFICER = "19900000002"


@pytest.fixture
def officer(visit: Visit) -> Visitor:
    made = visit(DESKTOP, phone=OFFICER)
    made.folder = "licence-keys"
    return made


def test_the_queue_is_worked_off_without_a_mouse(officer: Visitor):
    page = officer.open("/licences")
    expect(page.locator("main tbody tr")).not_to_have_count(0)
    waiting = page.locator("main tbody tr").count()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    officer.look("first")
    page.keyboard.press("Escape")  # out of the number field, which has the cursor
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("照片反光，看不清编号。请换个角度重拍。")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    officer.reads("已退回，商家会收到通知")
    page.goto(officer.house.url + "/licences")
    expect(page.locator("main tbody tr")).to_have_count(waiting - 1)


def test_the_keys_can_be_switched_off_and_stay_off(officer: Visitor):
    page = officer.open("/licences")
    page.locator("main summary", has_text="键盘快捷键").click()
    page.locator("[data-keys-switch]").uncheck()
    page.reload()
    page.keyboard.press("s")
    page.wait_for_load_state()
    assert page.url.endswith("/licences")


def test_letters_typed_into_a_field_do_nothing_else(officer: Visitor):
    page = officer.open("/licences")
    page.keyboard.press("s")
    page.wait_for_url(lambda url: not url.endswith("/licences"))
    here = page.url
    page.locator("[name=number]").first.fill("")
    page.keyboard.type("jkvr")
    assert page.url == here
    assert page.locator("[name=number]").first.input_value() == "jkvr"


def test_a_seller_has_no_such_keys(visit: Visit):
    seller = visit(PHONE, phone=SHOPS["330522"][2].phone)
    assert seller.open("/shop/licences").locator("[data-keys]").count() == 0
