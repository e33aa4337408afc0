"""The story of a title: proposed, on public notice, awarded, proved by its certificate, taken away."""

import io
import re
from pathlib import Path

import pypdfium2

from tests.browser.story_shop import codes_in
from tests.browser.story_year import moves_clock
from tests.browser.visitor import Visitor

RED_LIST = "/r/330522/honours/red"
SEEN = "抽看五份台账和三场回放，没有问题。"
FACTS = "执法检查中查到所售两批茶叶冒用他人厂名，已立案查处。"


def is_judged(members: list[Visitor]) -> None:
    """Step 7: the panel is called together; each member votes alone, on every seller that waits; then all is shown."""
    first = members[0]
    first.open("/panel")
    first.look("7-panel")
    first.press("召开评议会")
    first.reads("评议会已召开", "全部投完才公开")
    first.look("7-sitting")
    sitting = first.page.url
    for member in members:
        member.open(sitting)
        while member.page.locator("main").get_by_role("link", name="投票", exact=True).count():
            member.press("投票")
            member.fill(choice="for", reason=SEEN, no_interest="yes")
            if member is first:
                member.look("7-ballot")
            member.press("投出")
            member.reads("已投票")
    first.open(sitting)
    first.reads("通过", SEEN)
    first.look("7-counted")


def is_proposed(panelist: Visitor, citizen: Visitor, seller: str) -> None:
    """What the vote has passed goes on notice, and everybody can read it."""
    panelist.open("/proposals")
    panelist.look("7-propose")
    panelist.page.locator("main label.fx-choice", has_text=seller).click()
    panelist.fill(looked_up="yes")
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


def is_revoked(officer: Visitor, owner: Visitor, admin: Visitor, seller: str) -> None:
    """One of the six grounds with its evidence; the seller is heard; somebody else decides, twice asked."""
    officer.open("/titles")
    officer.look("7-titles")
    officer.page.locator("main tr", has_text=seller).get_by_role("link").first.click()
    officer.reads(seller, "有效")
    officer.look("7-title")
    officer.press("撤销称号")
    officer.page.locator("main [name=ground]").nth(3).check()
    officer.fill(reason=FACTS, evidence="长市监罚字〔2026〕88 号")
    officer.page.locator("main [name=files]").set_input_files(
        [{"name": "decision.pdf", "mimeType": "application/pdf", "buffer": paper()}]
    )
    officer.look("7-revoke")
    officer.press("告知商家")
    officer.reads("听取陈述申辩", FACTS)
    officer.look("7-case")
    case = officer.page.url
    owner.open("/titles/mine")
    owner.press("查看告知内容，陈述申辩")
    owner.press("陈述申辩")
    owner.fill(statement="厂名是印刷厂印错的，已经全部召回。")
    owner.look("7-statement")
    owner.press("提交")
    owner.reads("已收到您的意见")
    admin.open(case)
    admin.press("作出决定")
    admin.fill(revokes="yes", why="召回不改变冒用的事实，申辩不予采纳。")
    admin.look("7-decide-case")
    admin.press("下一步")
    admin.reads("撤销后不能恢复")
    admin.look("7-confirm")
    admin.press("确认撤销")
    admin.reads("已撤销")


def paper() -> bytes:
    """One empty page."""
    document, kept = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(kept)
    document.close()
    return kept.getvalue()


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
