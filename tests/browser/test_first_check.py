"""A first check by hand on a phone, from registering to the dated list: both kinds of seller, with script and without."""

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from app.kernel.uscc import check_character
from tests.browser.conftest import Visit
from tests.browser.visitor import PHONE, Visitor

PASSWORD = "zi cha yi ci zuo wan"
NOT_MET = {"QUA-01": "执照在换地址", "AFT-02": "客服只在白天"}  # one serious, one not: each gets its own day
ASIDE = "本店没有这种情况。"
ITEM = re.compile(r"/self-check/\w+/(([A-Z]+)-\d\d)$")
BY_HAND = 2


@dataclass(frozen=True)
class Seller:
    kind: str
    script: bool
    number: int
    scopes: tuple[str, ...]
    platform: str

    @property
    def uscc(self) -> str:
        first = f"92330522MADEM07{self.number:02}"
        return first + check_character(first)


SELLERS = (
    Seller("live_stream", True, 1, ("food", "promotions"), "douyin"),
    Seller("live_stream", False, 2, ("food",), "kuaishou"),
    Seller("group_buy", True, 3, ("fresh_produce", "pickup_point"), "chat_group"),
    Seller("group_buy", False, 4, ("fresh_produce",), "mini_program"),
)


@pytest.mark.parametrize(
    "who", SELLERS, ids=lambda who: f"{who.kind}-{'script' if who.script else 'no-script'}"
)
def test_a_first_check_by_hand_ends_in_a_dated_list(visit: Visit, who: Seller):
    seller = visit(PHONE, script=who.script)
    seller.folder = f"first-check-{who.kind}"
    _registers(seller, who)
    asked = _scopes(seller, who)
    seller.press("开始回答")
    _a_few_by_hand(seller)
    if who.script:
        _the_rest_by_dimension(seller)
    else:
        _the_rest_one_by_one(seller)
    seller.open("/self-check")
    seller.press("继续自查")
    seller.reads(f"{asked} / {asked}")
    seller.press("检查一下再提交")
    seller.look("review")
    seller.press("提交自查")
    seller.reads("自查已提交", "整改清单", "达标率")
    seller.look("result")
    _dated_list(seller)


def _registers(seller: Visitor, who: Seller) -> None:
    seller.open("/register")
    phone = f"1990000{7000 + who.number}"
    seller.fill(region="330522", name="自查人", phone=phone, password=PASSWORD)
    seller.press("开通账号")
    seller.reads("接下来填写店铺信息")
    seller.fill(
        kind=who.kind, uscc=who.uscc, name=f"第一次自查店{who.number}号（示例）", contact="自查人",
        address="长兴县演示街 7 号", station_id="画溪市场监管所", goods="茶叶、蔬菜",
    )  # fmt: skip
    seller.page.locator("[name='rooms-0-platform']").select_option(who.platform)
    seller.page.locator("[name='rooms-0-name']").fill("第一家")
    seller.press("登记")
    seller.reads("今天要做的事", "做第一次自查")


def _scopes(seller: Visitor, who: Seller) -> int:
    """What it sells is said first; how many items are asked then."""
    seller.open("/self-check")
    seller.press("开始自查")
    for scope in who.scopes:
        seller.page.locator(f"input[name=scopes][value={scope}]").check()
    seller.look("scope")
    seller.press("下一步")
    seller.reads("条和您无关")
    told = re.search(r"0 / (\d+)", seller.page.locator("main").inner_text())
    assert told is not None, seller.page.url
    return int(told.group(1))


def _a_few_by_hand(seller: Visitor) -> None:
    """Every kind of answer once, each by its button."""
    seller.look("question")
    seller.press("做到了")
    seller.reads("1 / ")
    seller.press("没做到")
    seller.reads("2 / ")
    seller.page.locator("summary", has_text="说明").first.click()
    seller.fill(words=ASIDE)
    seller.press("不适用")
    seller.reads("3 / ")


def _answer(code: str) -> str:
    return "not_met" if code in NOT_MET else "met"


def _the_rest_one_by_one(seller: Visitor) -> None:
    """One question a page. In each dimension the first ones are pressed; the others send what the button would send."""
    pressed: Counter[str] = Counter()
    while item := ITEM.search(seller.page.url):
        code, dimension = item.group(1), item.group(2)
        if code not in NOT_MET and pressed[dimension] >= BY_HAND:
            seller.open(_sent(seller, seller.page.url, dimension))
            continue
        pressed[dimension] += 1
        if code in NOT_MET:
            seller.page.locator("summary", has_text="说明").first.click()
            seller.fill(words=NOT_MET[code])
        seller.page.locator(f"main button[name=answer][value={_answer(code)}]").click()
        seller.page.wait_for_load_state()
    assert seller.page.url.endswith("/review")


def _sent(seller: Visitor, address: str, dimension: str) -> str:
    """Answers on in this dimension without painting each page; where to go on by hand."""
    token = seller.page.locator("main input[name=csrf_token]").first.get_attribute("value") or ""
    while (item := ITEM.search(address)) and item.group(2) == dimension and item.group(1) not in NOT_MET:
        said = {"csrf_token": token, "answer": "met", "words": "", "back": "", "seen": ""}
        answer = seller.page.request.post(address, form=said, max_redirects=0)
        assert answer.status == 303, f"{address}: {answer.status}"
        address = seller.house.url + answer.headers["location"]
    return address


def _the_rest_by_dimension(seller: Visitor) -> None:
    """A whole dimension a page, each answer saved as it is ticked."""
    seller.open("/self-check")
    seller.press("继续自查")
    seller.page.locator("main table a").first.click()
    while True:
        left = seller.page.locator("main form[data-autosave]:not(:has(input[name=answer]:checked))")
        expect(seller.page.locator("main form[data-autosave]").first).to_be_visible()
        ids = [one.get_attribute("id") or "" for one in left.locator("input[value=met]").all()]
        for code in (one.removesuffix("-met") for one in ids):
            seller.page.locator(f"#{code}-{_answer(code)}").check()
        expect(seller.page.locator("[data-save-state]", has_text="已保存")).to_have_count(
            len(ids), timeout=30_000
        )
        onward = seller.page.get_by_role("link", name=re.compile("^下一个方面"))
        if not onward.count():
            return
        address = seller.page.url
        onward.click()
        seller.page.wait_for_url(lambda url, before=address: url != before)


def _dated_list(seller: Visitor) -> None:
    """What is to be put right, each with its day."""
    seller.open("/remediation")
    seller.reads("还剩")
    seller.look("to-do")
    assert seller.page.locator("main .fx-todo li").count() >= len(NOT_MET)
    seller.page.locator("main .fx-todo a").first.click()
    seller.reads("最晚")
    seller.look("task")
