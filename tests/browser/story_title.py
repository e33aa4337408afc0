"""The story of a title: proposed, on public notice, awarded, proved by its certificate, taken away."""

import re
from pathlib import Path

import pypdfium2

from tests.browser.story_shop import codes_in
from tests.browser.story_year import moves_clock
from tests.browser.visitor import Visitor

RED_LIST = "/r/330522/honours/red"
MINUTES = "十一月二十日开会，五人到会，无人回避，一致同意提名。"
FACTS = "执法检查中查到所售两批茶叶冒用他人厂名，已立案查处。"


def is_proposed(panelist: Visitor, citizen: Visitor, seller: str) -> None:
    """Step 7: the panel proposes, everybody can read it."""
    panelist.open("/proposals")
    panelist.look("7-propose")
    panelist.page.locator("main label.fx-choice", has_text=seller).click()
    panelist.fill(minutes=MINUTES, looked_up="yes")
    panelist.press("提名并开始公示")
    panelist.reads("已开始公示")
    panelist.look("7-proposed")
    citizen.open("/r/330522/notices")
    citizen.look("7-notices")
    citizen.page.locator("main .fx-card").first.get_by_role("link").first.click()
    citizen.reads(seller, "公示 7 个工作日")
    citizen.look("7-notice")


def is_awarded(admin: Visitor, seller: str) -> None:
    """Not before the notice has run; then the red list stands."""
    admin.open("/publicity")
    admin.look("7-publicity")
    admin.page.locator("main table a").first.click()
    assert not admin.page.get_by_role("link", name="作出决定").count(), "the notice has not run yet"
    notice = admin.page.url
    moves_clock(admin, 16)  # seven working days, two weekends, a holiday to spare
    admin.open(notice)
    admin.press("作出决定")
    admin.reads(seller)
    admin.look("7-decide")
    admin.press("授予称号并发布红榜")
    admin.reads("已授予 1 个称号，红榜已发布")
    admin.look("7-awarded")


def is_public(citizen: Visitor, seller: str, score: str) -> None:
    """Title, score and date, for everyone."""
    citizen.open(RED_LIST)
    citizen.reads(seller, score)
    citizen.look("7-red-list")
    citizen.press(seller)
    citizen.reads(seller, score, "有效期")
    citizen.look("7-seller")


def proves_itself(owner: Visitor, citizen: Visitor, folder: Path, seller: str) -> str:
    """The certificate on paper leads to the page that verifies it. Returns the scanned address."""
    owner.open("/titles/mine")
    owner.look("7-own-title")
    with owner.page.expect_download() as coming:
        owner.press("下载证书（PDF）")
    kept = folder / "certificate.pdf"
    coming.value.save_as(kept)
    assert seller in text_of(kept)
    (address,) = set(codes_in(kept))
    citizen.open(address)
    citizen.reads("证书有效", "签名相符", seller)
    citizen.look("7-certificate")
    return address


def is_revoked(officer: Visitor, seller: str) -> None:
    """One of the six grounds, a reason, evidence, what the seller said; then once more to confirm."""
    officer.open("/titles")
    officer.look("7-titles")
    officer.page.locator("main tr", has_text=seller).get_by_role("link").first.click()
    officer.reads(seller, "有效")
    officer.look("7-title")
    officer.press("撤销称号")
    officer.page.locator("main [name=ground]").nth(3).check()
    officer.fill(reason=FACTS, evidence="长市监罚字〔2026〕88 号", hearing="十二月八日告知，商家没有异议。")
    officer.look("7-revoke")
    officer.press("下一步：核对")
    officer.reads("撤销后不能恢复")
    officer.look("7-confirm")
    officer.press("确认撤销")
    officer.reads("已撤销")


def is_no_more(citizen: Visitor, owner: Visitor, label: str, certificate: str, seller: str) -> None:
    """Every page says so at once: certificate, red list, seller's page, parcel label, the seller's own."""
    citizen.open(certificate)
    citizen.reads("称号已撤销，证书无效", FACTS)
    citizen.look("7-certificate-revoked")
    citizen.press(seller)
    citizen.reads("已撤销")
    citizen.look("7-seller-revoked")
    citizen.open(label)
    assert not re.search("评定得分", citizen.page.locator("main").inner_text()), "the label still praises it"
    citizen.look("7-tag-revoked")
    citizen.open(RED_LIST)
    assert seller not in citizen.page.locator("main").inner_text(), "the red list still names it"
    citizen.look("7-red-list-after")
    owner.open("/titles/mine")
    owner.reads("已撤销")
    owner.look("7-own-revoked")


def text_of(pdf: Path) -> str:
    """All words of a PDF, without line ends."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")
    finally:
        document.close()
