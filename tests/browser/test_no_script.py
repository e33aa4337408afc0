"""What must work on any phone, with no script at all: a complaint, and answering the self-check."""

import re

import pytest

from app.demo.people import SHOPS
from tests.browser import story_consumer
from tests.browser.conftest import Visit
from tests.browser.visitor import PHONE, Visitor

SHOP = SHOPS["330522"][8]  # no other test answers or prints for this one


@pytest.fixture
def seller(visit: Visit) -> Visitor:
    made = visit(PHONE, phone=SHOP.phone, script=False)
    made.folder = "no-script"
    return made


def test_a_consumer_complains_and_follows_without_script(visit: Visit, seller: Visitor):
    address = _label_of(seller)
    consumer = visit(PHONE, script=False)
    consumer.folder = "no-script"
    story_consumer.scans(consumer, address, SHOP.name)
    receipt = story_consumer.complains(consumer)
    story_consumer.follows(consumer, receipt)
    consumer.fill(text="补充：外包装没有破损。")
    consumer.press("发送")
    consumer.reads("留言已发出", "外包装没有破损")
    consumer.press("解决了")
    consumer.reads("已结案")


def test_the_first_five_questions_are_answered_without_script(seller: Visitor):
    seller.open("/self-check")
    seller.press("开始自查")
    seller.page.locator("input[name=scopes][value=food]").check()
    seller.press("下一步")
    seller.press("开始回答")
    for number, said in enumerate(("做到了", "没做到", "做到了", "做到了")):
        seller.reads(f"{number} / ")
        seller.press(said)
    seller.reads("4 / ")
    seller.press("不适用")
    seller.reads("理由")
    seller.look("a-reason-is-missing")
    seller.fill(words="只做预包装食品，没有这一项。")
    seller.press("不适用")
    seller.reads("5 / ")
    seller.look("five-answered")
    seller.open("/self-check")
    seller.reads("还没有提交", "5 / ")


def _label_of(seller: Visitor) -> str:
    """Orders a sheet, asks again until it is made, and reads the first label's address from the page."""
    seller.open("/labels/new")
    seller.fill(count="12")
    seller.press("开始制作")
    for _second in range(60):
        if seller.page.get_by_role("link", name="下载 PDF").count():
            break
        seller.page.wait_for_timeout(500)
        seller.page.reload()
    first = re.search(r"编号从 ([0-9A-Z ]+) 到", seller.page.locator("main").inner_text())
    assert first is not None, seller.page.url
    return f"/Q/{first.group(1).replace(' ', '')}"
