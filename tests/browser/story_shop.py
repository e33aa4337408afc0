"""The story, first half: a seller comes, checks itself, shows its licence, prints labels."""

import io
import re
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from app.kernel.uscc import ALPHABET, check_character
from tests.browser.visitor import Visitor

NAME = "长兴云上茶山直播间（示例）"
OWNER, PHONE, PASSWORD = "林小溪", "19900003001", "cha shan hao xi huan"
FIRST_17 = "92330522MADEM0901"
USCC = FIRST_17 + check_character(FIRST_17)
WRONG_USCC = FIRST_17 + ALPHABET[(ALPHABET.index(USCC[-1]) + 5) % len(ALPHABET)]
LABELS = 24


def registers(seller: Visitor) -> None:
    """Step 1: an account, then the shop; a wrong code is told by its place."""
    seller.open("/register")
    seller.look("1-register")
    seller.fill(region="330522", name=OWNER, phone=PHONE, password=PASSWORD)
    seller.press("开通账号")
    seller.reads("接下来填写店铺信息")
    seller.fill(
        kind="live_stream", uscc=WRONG_USCC, name=NAME, contact=OWNER, address="长兴县演示街 901 号",
        station_id="画溪市场监管所", park_id="画溪电商直播产业园", goods="紫笋茶、茶具",
    )  # fmt: skip
    seller.page.locator("[name='rooms-0-platform']").select_option("douyin")
    seller.page.locator("[name='rooms-0-name']").fill("云上茶山")
    seller.press("登记")
    seller.reads("第 18 位", USCC[-1])
    seller.look("1-wrong-code")
    seller.fill(uscc=USCC.lower())
    seller.press("登记")
    seller.reads("今天要做的事")
    seller.look("1-first-day")


def checks_itself(seller: Visitor, back: Visitor) -> None:
    """Step 2: half on one phone, the rest on another; then the result."""
    seller.open("/self-check")
    seller.look("2-start")
    seller.press("开始自查")
    seller.reads("我卖什么、怎么卖")
    seller.page.locator("input[name=scopes][value=food]").check()
    seller.look("2-scope")
    seller.press("下一步")
    seller.press("开始回答")
    for number in range(5):
        seller.reads(f"{number} / ")
        seller.press("没做到" if number == 1 else "做到了")
    seller.reads("5 / ")
    seller.look("2-question")
    _finishes(back)


def _finishes(back: Visitor) -> None:
    """Comes back elsewhere; the answers are there. A dimension at a time, saved without a click."""
    back.open("/self-check")
    back.reads("5 / ")
    back.press("继续自查")
    back.look("2-half-way")
    back.page.locator("main table a").first.click()
    while True:
        forms = back.page.locator("main form[data-autosave]")
        expect(forms.first).to_be_visible()
        open_ones = back.page.locator("main form[data-autosave]:not(:has(input[name=answer]:checked))")
        before, left = forms.count() - open_ones.count(), open_ones.count()
        for place in range(before, before + left):
            forms.nth(place).locator("input[name=answer][value=met]").check()
        expect(back.page.locator("[data-save-state]", has_text="已保存")).to_have_count(left, timeout=90_000)
        onward = back.page.get_by_role("link", name=re.compile("^下一个方面"))
        if not onward.count():
            break
        address = back.page.url
        onward.click()
        back.page.wait_for_url(lambda url, before=address: url != before)
    back.look("2-dimension")
    back.press("检查一下再提交")
    back.reads("提交后这次的回答不能再改")
    back.look("2-review")
    back.press("提交自查")
    back.reads("自查已提交", "达标率", "整改清单")
    expect(back.page.locator("main svg").first).to_be_visible()
    back.look("2-result")
    back.open("/remediation")
    back.look("2-to-do")


def shows_its_licence(seller: Visitor, officer: Visitor) -> None:
    """Step 3: a photo by phone; the officer looks and says yes."""
    seller.open("/shop/licences/new?kind=business_licence")
    seller.page.locator("input[type=file]").set_input_files(
        {"name": "zhizhao.jpg", "mimeType": "image/jpeg", "buffer": photo("business licence")}
    )
    seller.fill(uscc=USCC, long_term="yes")
    seller.look("3-upload")
    seller.press("上传")
    seller.reads("已上传", "待核验")
    seller.look("3-uploaded")
    officer.open("/licences")
    officer.look("3-queue")
    officer.page.locator("main tr", has_text=NAME).get_by_role("link").first.click()
    officer.reads(USCC)
    officer.look("3-licence")
    officer.press("核验通过")
    officer.reads("已核验通过")
    seller.page.reload()
    seller.reads("已核验")
    seller.leave()


def prints_labels(seller: Visitor, folder: Path) -> list[str]:
    """Step 4: the worker makes the PDF while the page tells how far it is. Returns the scanned addresses."""
    seller.open("/labels")
    seller.press("申领标签")
    seller.fill(count=str(LABELS))
    seller.look("4-order")
    seller.press("开始制作")
    expect(seller.page.locator(".fx-lead .fx-badge")).to_have_text("已做好", timeout=90_000)
    seller.look("4-ready")
    with seller.page.expect_download() as coming:
        seller.press("下载 PDF")
    kept = folder / "labels.pdf"
    coming.value.save_as(kept)
    found = codes_in(kept)
    assert len(set(found)) == LABELS, f"{len(set(found))} different codes on the sheet"
    assert all(one.upper().startswith(f"{seller.house.url}/Q/".upper()) for one in found), found[:2]
    return found


def codes_in(pdf: Path, dpi: int = 300) -> list[str]:
    """What a scanner reads on the pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=dpi / 72).to_pil() for page in document]
        return [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    finally:
        document.close()


def photo(words: str) -> bytes:
    """A picture large enough to pass for a photograph."""
    picture = Image.new("RGB", (1200, 900), "#f4efe2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 1140, 840), outline="#a3312b", width=8)
    pen.text((160, 200), f"{words}\n{USCC}", fill="#222222", font_size=48)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
