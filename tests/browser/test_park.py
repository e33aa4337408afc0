"""A day in a park: its packer at the thermal printer, and its programs, which all ask at once."""

import http.client
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, expect

from tests.browser.atlas import phones
from tests.browser.conftest import Visit
from tests.browser.live import House
from tests.browser.story_shop import codes_in
from tests.browser.visitor import DESKTOP, PHONE, Visitor

SHOP = "长兴童心玩具（示例）"
LAYOUT = "thermal-60x40"
AT_ONCE = 8
NUMBERS = [f"SF88{at:06d}" for at in range(1, 4)]


def taken(visitor: Visitor, words: str) -> Download:
    with visitor.page.expect_download() as coming:
        visitor.press(words)
    return coming.value


def test_a_packer_prints_labels_with_the_parks_own_numbers(visit: Visit, tmp_path: Path):
    packer = visit(PHONE, phone=phones()["park"])
    measures_the_printer(packer)
    orders(packer)
    label = takes_away(packer, tmp_path)
    puts_right(packer, label)


def measures_the_printer(packer: Visitor) -> None:
    packer.open("/labels/printers")
    packer.look("park-printers")
    packer.fill(name="打包台热敏机", dpi="203", dx_mm="0.5", dy_mm="0", scale_pct="100")
    packer.press("保存打印机")
    packer.reads("已保存打印机“打包台热敏机”")


def orders(packer: Visitor) -> None:
    """Looked at first, then made; the pasted numbers stand on the labels."""
    packer.open("/labels/new")
    packer.reads("园区今天一共还可以申领")
    packer.fill(merchant=SHOP, count="3", layout=LAYOUT, printer="打包台热敏机")
    packer.page.get_by_text("印上快递单号").click()
    packer.fill(waybill_text="\n".join(NUMBERS))
    packer.press("先看样子")
    packer.reads("还没有开始制作")
    packer.look("park-preview")
    packer.press("开始制作")
    packer.reads("已申领 3 张标签")
    expect(packer.page.get_by_role("link", name="下载 PDF")).to_be_visible(timeout=90_000)
    packer.open(packer.page.url)
    packer.look("park-ready")


def takes_away(packer: Visitor, folder: Path) -> str:
    """The same three labels as sheets and as printer commands. The token of the second one."""
    kept = folder / "labels.pdf"
    taken(packer, "下载 PDF").save_as(kept)
    packer.page.get_by_text("其他格式").click()
    commands = folder / "labels.zpl"
    taken(packer, "打印机指令 ZPL").save_as(commands)
    told = commands.read_text("utf-8")
    codes = codes_in(kept)
    assert [code in told for code in codes] == [True] * 3
    assert [number in told for number in NUMBERS] == [True] * 3
    return codes[1].rpartition("/")[2]


def puts_right(packer: Visitor, label: str) -> None:
    """The second one was torn: found by its number, taken back; the ledger tells everything."""
    batch = packer.page.url
    packer.press("印好了")
    packer.press("印好了")
    packer.reads("已记下：3 张印好了")
    packer.open(f"/labels/find?token={label}")
    packer.reads("真标签", NUMBERS[1], "印好")
    packer.look("park-found")
    packer.open(f"{batch}/void")
    packer.fill(first=NUMBERS[1], reason="撕坏了")
    packer.press("作废")
    packer.reads("1 张标签已作废", "撕坏了")
    packer.look("park-ledger")
    packer.page.goto(f"{packer.house.url}/Q/{label}")
    packer.reads("已作废")
    packer.forgive()


@dataclass
class Program:
    house: House
    token: str

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> tuple[int, Any]:
        """Over a connection of its own."""
        connection = http.client.HTTPConnection(self.house.url.partition("://")[2], timeout=30)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, headers | ({"Idempotency-Key": key} if key else {}))
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()
        return answer.status, said


@pytest.fixture
def program(visit: Visit, house: House) -> Iterator[Program]:
    """A token made on the park's page, shown once, revoked at the end."""
    keeper = visit(DESKTOP, phone=phones()["park"])
    keeper.open("/api-tokens/new")
    keeper.fill(name="一起来的请求")
    for box in keeper.page.locator("[name=scopes]").all():
        box.check()
    keeper.press("创建")
    keeper.reads("只显示这一次")
    found = re.search(r"fx_330522_\w+", keeper.page.locator("main").inner_text())
    assert found
    yield Program(house, found.group(0))
    keeper.open("/api-tokens")
    keeper.page.get_by_role("link", name="作废令牌“一起来的请求”").click()
    keeper.press("作废这个令牌")
    keeper.reads("已作废")


def test_requests_at_once_with_one_key_are_one_batch_and_no_two_batches_share_a_number(program: Program):
    _, shops = program.ask("GET", "/api/v1/merchants")
    order = {"merchant": shops["items"][0]["code"], "count": 5, "layout": LAYOUT}
    keys = ["the-same"] * AT_ONCE + [f"another-{turn}" for turn in range(AT_ONCE)]
    with ThreadPoolExecutor(2 * AT_ONCE) as pool:
        said = list(pool.map(lambda key: program.ask("POST", "/api/v1/batches", order, key), keys))
    assert {status for status, _ in said} <= {200, 201}
    same, others = [one for _, one in said[:AT_ONCE]], [one for _, one in said[AT_ONCE:]]
    assert len({one["code"] for one in same}) == 1
    assert sorted(status for status, _ in said[:AT_ONCE]) == [200] * (AT_ONCE - 1) + [201]
    assert len({one["number"] for one in [same[0], *others]}) == AT_ONCE + 1
    assert len({one["first_token"] for one in [same[0], *others]}) == AT_ONCE + 1
    status, refused = program.ask("POST", "/api/v1/batches", {**order, "count": 6}, "the-same")
    assert (status, refused["code"]) == (422, "api.key_reused")
