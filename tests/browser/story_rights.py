"""The story of those who disagree: an objection, a score looked at again, a place on the black list and off it."""

import re
from datetime import date, timedelta

from tests.browser.visitor import Visitor

FACTS = "去年十月在这家店买的茶叶一斤只有九两，留有称重的照片。"
ANSWER = "抽称十件都在允差以内，照片上的订单不是这家店的。"
SLIP = "复看案卷，标签少了执行标准，这一项原来给多了。"
BLACK_LIST = "/r/330522/honours/black"
GOES_ON = "评价表已更正，重新算分"


def is_to_be_listed(officer: Visitor, uscc: str) -> str:
    """A published penalty, older than the law's shortest time of publication, is put on notice. Returns the notice's address."""
    officer.open("/honours")
    officer.press("提出黑榜")
    today = _today(officer)
    officer.fill(
        uscc=uscc, kind="general", number="长市监罚〔2026〕88 号", decided_on=str(today - timedelta(days=102)),
        published_on=str(today - timedelta(days=100)), url="https://www.gsxt.gov.cn/",
        until=str(today + timedelta(days=200)), grounds="销售没有强制认证的玩具", minutes="处罚已经公示", way="officer",
    )  # fmt: skip
    officer.look("8-propose-black")
    officer.press("开始公示")
    officer.reads("已开始公示", "提出的理由")
    return officer.page.url


def begins_to_object(citizen: Visitor, seller: str) -> None:
    """Without script and without a parcel: the form says that it will be taken a little later."""
    citizen.open("/r/330522/notices")
    citizen.page.locator("main .fx-card").first.get_by_role("link").first.click()
    citizen.reads(seller)
    assert "没有打开脚本，也可以提交" in citizen.page.locator("main").inner_text()
    citizen.fill(text=FACTS, name="王小明", phone="13812345678")
    citizen.look("8-objection")


def objects(citizen: Visitor) -> None:
    """The page has been open for a while by now; whoever is too quick keeps what was written and presses once more."""
    for _try in range(10):  # twenty seconds are asked for, and no more than twelve tries a minute
        with citizen.page.expect_navigation():
            citizen.press("提交异议")
        if citizen.page.locator("main", has_text="异议已提交").count():
            break
        citizen.reads("内容都还在")
        citizen.page.wait_for_timeout(5_500)
    citizen.reads("异议已提交")
    citizen.look("8-objected")
    told = citizen.page.locator("main").inner_text()
    (code,), (secret,) = re.findall(r"YY\d\d-\w{6}", told)[:1], re.findall(r"\w{4}-\w{4}-\w{4}", told)
    citizen.press("我记好了，查看进展")
    citizen.fill(code=code, secret=secret)
    citizen.press("查看")
    citizen.reads("待答复", FACTS)
    citizen.look("8-objection-followed")
    citizen.page.get_by_role("link", name="名单公示").first.click()
    citizen.reads("收到异议 1 件，已答复 0 件")


def is_answered(officer: Visitor, scorer: Visitor, citizen: Visitor) -> None:
    """Not by somebody who wrote one of the forms; by an officer who did not, with reasons, for everyone to read."""
    notice = re.sub(r".*/notices/", "/publicity/", citizen.page.url)
    scorer.open(notice)
    assert not scorer.page.get_by_role("link", name="答复", exact=True).count(), (
        "it would judge its own score"
    )
    officer.open(notice)
    officer.press("答复")
    officer.reads(FACTS, "王**")
    officer.look("8-answer")
    officer.fill(upheld="no", answer=ANSWER)
    officer.press("答复并公开")
    officer.reads("已答复")
    citizen.page.reload()
    citizen.reads("异议不成立", ANSWER)
    said = citizen.page.locator("main").inner_text()
    assert "王小明" not in said
    assert FACTS not in said


def asks_to_be_assessed_anew(seller: Visitor) -> str:
    """It knows that the score may go down. Returns the claim's address."""
    seller.open("/claims/mine")
    seller.look("8-rights")
    seller.press("申请重新评定")
    seller.fill(text="新的一批都换了标，请整体再评一次。", understood="yes")
    seller.press("提交")
    seller.reads("已收到", "待决定")
    return seller.page.url


def is_assessed_anew(claim: str, admin: Visitor, scorer: Visitor, seller: Visitor, name: str) -> None:
    """Granted by somebody else; whoever wrote the form corrects it, with a reason; the new score counts, though it is lower."""
    admin.open(claim)
    admin.press("答复")
    admin.fill(grants="yes", answer="标签确实有变化，同意。")
    admin.press("答复")
    admin.reads("正在重新评定", "评价表还没有变")
    scorer.open("/reviews?show=done")
    scorer.press(name)
    scorer.press("更正")
    scorer.fill(reason=SLIP)
    scorer.press("开始更正")
    asked = scorer.page.locator("input[name^=why-]").evaluate_all("all => all.map(one => one.name)")
    scorer.fill(**dict.fromkeys(asked, SLIP), **{"DEP-LBL-1": "1"})  # what the house knows has moved on since
    scorer.look("8-correction")
    scorer.press("下一步：检查")
    scorer.press("确认提交")
    scorer.reads("评价表已提交")
    admin.open(claim)
    admin.press(GOES_ON)
    admin.page.locator("dialog").get_by_role("button", name=GOES_ON).click()
    admin.reads("已重新评定")
    admin.look("8-assessed-anew")
    seller.open(claim)
    before, after = re.findall(r"\d\d\.\d\d", seller.page.locator("main").inner_text())
    assert after < before, f"{before} became {after}"


def is_listed(notice: str, admin: Visitor, citizen: Visitor, seller: str) -> None:
    """The notice has run: the edition is out, for everyone."""
    admin.open(notice)
    admin.press("作出决定")
    admin.look("8-decide-black")
    admin.press("作出决定")
    admin.reads("黑榜已发布")
    citizen.open(BLACK_LIST)
    citizen.reads(seller, "销售没有强制认证的玩具")
    citizen.look("8-black-list")


def is_repaired(owner: Visitor, admin: Visitor, citizen: Visitor, seller: str) -> None:
    """Once the law's shortest time is over the seller asks; granted, it is gone from the list at once."""
    owner.open("/honours/mine")
    owner.press("申请信用修复")
    owner.fill(text="罚款已缴清，在售玩具都有认证，附清单。", promise="yes")
    owner.look("8-ask-repair")
    owner.press("提交申请")
    owner.reads("已收到您的信用修复申请，两个工作日内告诉您是否受理")
    admin.open("/honours")
    admin.page.locator("main a[href*='/honours/repairs/']", has_text=seller).click()
    admin.press("受理")
    admin.reads("已受理，答复的期限从今天起算")
    admin.fill(
        met_fulfilled="yes", shown_fulfilled="缴款凭证 3 号", met_mended="yes", shown_mended="在售玩具的认证清单",
        met_not_again="yes", shown_not_again="公示系统查询截图", met_honest="yes", met_harmless="yes", grants="yes",
        answer="认证齐全，罚款已缴，同意修复。",
    )  # fmt: skip
    admin.look("8-repair")
    admin.press("答复")
    admin.reads("已答复")
    citizen.open(BLACK_LIST)
    assert seller not in citizen.page.locator("main").inner_text(), "the black list still names it"
    owner.open("/honours/mine")
    owner.reads("已修复")


def _today(visitor: Visitor) -> date:
    """As the demo's strip says."""
    said = re.search(
        r"(\d+)年(\d+)月(\d+)日", re.sub(r"\s", "", visitor.page.locator(".fx-strip").inner_text())
    )
    assert said is not None
    return date(*map(int, said.groups()))
