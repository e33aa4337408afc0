"""Each journey with the keyboard alone: no mouse, no finger. ``Keys`` looks at every stop on the way."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from app.demo.people import PEOPLE, SHOPS, demo_uscc
from app.kernel.uscc import check_character
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keys
from tests.browser.visitor import DESKTOP, PHONE, Visitor

OFFICER, PARK = (PEOPLE["330522"][place].phone for place in (3, 4))
PANEL = [one.phone for one in PEOPLE["330522"] if one.office == "第一考评组"]
NEIGHBOUR = PEOPLE["330523"][0].phone  # a county whose year nobody has begun
SHOP = SHOPS["330522"][3]  # no other test orders labels for it
FIRST_17 = "92330522MADEM0755"
USCC = FIRST_17 + check_character(FIRST_17)
Fingers = Callable[..., Keys]


@pytest.fixture
def fingers(visit: Visit) -> Fingers:
    def made(width: int = DESKTOP, **who: str) -> Keys:
        visitor = visit(width, **who)
        visitor.folder = "keyboard"
        return Keys(visitor)

    return made


def test_a_seller_registers_and_begins_its_self_check(fingers: Fingers):
    seller = fingers()
    seller.open("/register")
    seller.press("开通账号")
    seller.is_told("name")
    seller.open("/register")
    seller.choose("region", "长兴县")
    seller.type(name="键盘人", phone="19900007055", password="zhi yong jian pan")
    seller.press("开通账号")
    seller.choose("kind", "live_stream")
    seller.type(
        uscc=FIRST_17 + "A", name="长兴键盘茶行（示例）", contact="键盘人", address="长兴县演示街 55 号"
    )
    seller.choose("station_id", "画溪市场监管所")
    seller.choose("rooms-0-platform", "抖音")
    seller.type(rooms__0__name="键盘茶行", goods="紫笋茶")
    seller.press("登记")
    seller.is_told("uscc")
    seller.type(uscc=USCC)
    seller.press("登记")
    seller.reads("今天要做的事")
    seller.open("/self-check")
    seller.press("开始自查", key="Space")
    seller.tick("scopes", "food")
    seller.press("下一步")
    seller.press("开始回答")
    _answers(seller)


def _answers(seller: Keys) -> None:
    """A question a page, by its buttons; then a whole dimension by the arrows."""
    seller.press("做到了")
    seller.reads("1 / ")
    seller.press("不适用")
    at = seller.page.evaluate("document.activeElement.name")
    assert at == "words", f"the reason is missing, and the focus is on {at}"
    seller.page.keyboard.insert_text("只做预包装食品。")
    seller.press("不适用")
    seller.reads("2 / ")
    seller.open(f"{seller.path.rpartition('/')[0]}/dimension/AFT")
    seller.choose("answer", "not_met")
    expect(seller.page.locator("[data-save-state]").first).to_have_text("已保存")


def test_a_parcel_goes_wrong_and_the_case_is_closed(fingers: Fingers):
    park = fingers(phone=PARK)
    park.open("/labels/new")
    park.choose("merchant", SHOP.name)
    park.type(count="12")
    park.press("开始制作")
    park.to("信用标签")  # the way back, where the eye waits while the worker works
    expect(park.page.locator(".fx-lead .fx-badge")).to_have_text("已做好", timeout=90_000)
    expect(park.page.locator(":focus")).to_have_text("信用标签")  # the fresh page has kept the place
    first = re.search(r"编号从 ([0-9A-Z ]+) 到", park.page.locator("main").inner_text())
    assert first is not None
    consumer = fingers(PHONE)
    code = _complains(consumer, f"/Q/{first.group(1).replace(' ', '')}")
    seller = fingers(PHONE, phone=SHOP.phone)
    seller.open("/complaints")
    seller.press(code)
    seller.press("答复消费者")
    seller.press("发出答复")
    seller.is_told("stance")
    seller.choose("stance", "proposes")
    seller.type(text="已经补寄一盒，今天发出。")
    seller.press("发出答复")
    seller.reads("答复已发出")
    _asks_the_bureau(consumer)
    _is_decided(fingers(phone=OFFICER), code)


def _complains(consumer: Keys, label: str) -> str:
    consumer.open(label)
    consumer.press("投诉 / 反馈")
    consumer.press("提交投诉")
    consumer.is_told("phone")
    consumer.open(consumer.path)
    consumer.choose("about", "质量不好、有瑕疵")
    consumer.type(
        happened="面霜打开时已经漏了一半，外盒完好。", wanted="换货", phone="13800000055", name="键女士"
    )
    consumer.tick("may_pass_on")
    consumer.press("提交投诉")
    consumer.reads("投诉已提交")
    code, secret = (consumer.page.locator("main dl dd").nth(place).inner_text().strip() for place in (0, 1))
    consumer.press("我记好了，查看进展")
    consumer.type(secret=secret)
    consumer.press("查看")
    consumer.reads(code)
    return code


def _asks_the_bureau(consumer: Keys) -> None:
    consumer.open(consumer.path)  # without the mark of the skip link, which the browser goes to when it likes
    consumer.press("没有解决", key="Space")
    consumer.press("转给市场监管部门（12315）")
    consumer.type(name="键盘女士", address="杭州市西湖区演示路 55 号")
    consumer.press("转过去")
    consumer.reads("法定期限从现在起算")


def _is_decided(officer: Keys, code: str) -> None:
    officer.open("/complaints")
    officer.press(code)
    officer.press("受理")
    officer.type(text="符合受理条件，已联系双方。")
    officer.press("受理")
    officer.reads("已受理")
    officer.press("结案")
    officer.choose("outcome", "mediation_ended")
    officer.type(text="双方意见不一致，已告知消费者可以向法院起诉。")
    officer.press("结案")
    officer.reads("已结案")


def test_a_panel_votes(fingers: Fingers, visit: Visit):
    """Somebody is referred to it first, so that there is something to judge, whatever the lot said."""
    _refers(visit(phone=OFFICER), "第一考评组")
    member = fingers(phone=PANEL[0])
    member.open("/panel")
    member.press("召开评议会")
    sitting = member.path
    for one in [member, *(fingers(phone=phone) for phone in PANEL[1:])]:
        one.open(sitting)
        while one.page.locator("main").get_by_role("link", name="投票", exact=True).count():
            one.press("投票")
            one.choose("choice", "for")
            one.type(reason="台账和回放各抽五份，没有问题。")
            one.tick("no_interest")
            one.press("投出")
            one.reads("已投票")
    member.open(sitting)
    member.reads("通过")


def _refers(officer: Visitor, panel: str) -> None:
    day = datetime.now(UTC).date()
    officer.open("/honours/propose")
    officer.fill(
        way="panel", panel=panel, uscc=demo_uscc("330522", 7), number="长市监罚〔键盘〕7 号", url="https://www.gsxt.gov.cn/",
        decided_on=f"{day - timedelta(days=60)}", published_on=f"{day - timedelta(days=58)}", until=f"{day + timedelta(days=300)}",
        grounds="短斤缺两，计量器具没有检定", minutes="处罚已公示",
    )  # fmt: skip
    officer.press("开始公示")
    officer.page.get_by_text("评议，投票通过后再开始公示").wait_for()


def test_an_administrator_opens_the_year_and_moves_it_on(fingers: Fingers):
    admin = fingers(phone=NEIGHBOUR)
    admin.open("/cycles")
    admin.press("开始一个年度")
    admin.press("开始")
    admin.reads("动员部署")
    admin.press("进入“自查自纠”阶段")
    admin.press("进入“自查自纠”阶段", key="Space")
    admin.reads("现在是“自查自纠”阶段")


def test_a_citizen_objects_to_a_notice(fingers: Fingers):
    citizen = fingers(PHONE)
    citizen.open("/r/330522/notices")
    citizen.press("查看")
    citizen.press("提交异议")
    citizen.is_told("text")
    citizen.type(text="九月在这个群买的梨坏了三个，退款拖了十天。", name="键盘读者", phone="13800000056")
    citizen.reads("已验证")
    citizen.press("提交异议")
    citizen.reads("异议已提交", "查询码")


def test_a_dialog_and_a_menu_give_the_focus_back(fingers: Fingers):
    officer = fingers(phone=OFFICER)
    page = officer.page
    officer.open("/design")
    asks = page.locator("main button[data-confirm]").first
    officer.to(asks.inner_text().strip())
    for answer in ("Enter", "Escape"):
        page.keyboard.press("Enter")
        expect(page.locator("dialog[open]")).to_be_visible()
        for _turn in range(4):
            assert page.evaluate(
                "!!document.activeElement.closest('dialog') || document.activeElement === document.body"
            )
            page.keyboard.press("Tab")
        page.locator("dialog button").first.focus()
        page.keyboard.press(answer)  # the first button says no
        expect(page.locator("dialog")).to_have_count(0)
        expect(asks).to_be_focused()
    menu = page.locator("details[data-menu]")
    page.keyboard.press("Home")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('details[data-menu]')")
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    assert menu.get_attribute("open") is None


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_no_page_catches_the_focus(fingers: Fingers, width: int):
    """To the end of the longest pages, past everything on the way."""
    officer = fingers(width, phone=OFFICER)
    for path in ("/desk", "/complaints/hotline", "/design"):
        officer.visitor.open(path)
        assert officer.walks_through() > 20
