"""The story of a year's assessment: five kinds of forms, one score, told line by line."""

import re
from collections.abc import Mapping

from playwright.sync_api import expect

from app.assessments.packs import packed_rubric
from app.assessments.terms import Evaluation
from app.demo.assessments import best
from app.demo.people import PEOPLE
from tests.browser.visitor import Visitor

YEAR = 2026  # the rubric's; any year's would do
SEEN = "十一月三日到店查看，台账、标签、回放各抽五份，照片存于案卷。"


def answers_to(evaluation: Evaluation, **slips: str) -> Mapping[str, str]:
    """Full marks but for the slips."""
    sheet = packed_rubric("live_stream", YEAR).evaluations[evaluation]
    return best(sheet) | {code.replace("_", "-"): said for code, said in slips.items()}


def takes_part(admin: Visitor, seller: str) -> str:
    """Step 6: the year is open; whoever came late is in it after the night's chores. Returns the panel's name."""
    admin.open("/cycles")
    admin.look("6-year")
    if admin.page.get_by_role("link", name="开始一个年度").count():
        admin.press("开始一个年度")
        admin.press("开始")
        admin.reads("年度评定已开始")
    else:
        moves_clock(admin, 1)
    admin.open(f"/assessments?words={seller}")
    row = admin.page.locator("main tr", has_text=seller)
    for _second in range(40):
        if row.count():
            break
        admin.page.wait_for_timeout(500)
        admin.page.reload()
    admin.look("6-sellers")
    return row.locator("td").first.inner_text().strip()


def moves_clock(admin: Visitor, days: int) -> None:
    """From what the strip says it is, a number of days on."""
    page = admin.open("/clock")
    to = page.evaluate(
        """days => {
          const said = document.querySelector(".fx-strip").textContent.match(/(\\d+)年(\\d+)月(\\d+)日/).slice(1).map(Number);
          const day = new Date(Date.UTC(said[0], said[1] - 1, said[2] + days));
          return day.toISOString().slice(0, 10);
        }""",
        days,
    )
    admin.fill(to=to)
    admin.press("拨动时钟")
    admin.reads("时钟已拨到")


def is_reviewed(reviewer: Visitor, seller: str, evaluation: Evaluation) -> None:
    """Somebody with an account: the list, the form, a check, submitted."""
    reviewer.open("/reviews")
    reviewer.look(f"6-{evaluation}-list")
    while not reviewer.page.get_by_role("link", name=seller, exact=True).count():
        reviewer.page.locator("nav.fx-pager a").last.click()
    reviewer.press(seller)
    reviewer.press("下一步：检查")
    reviewer.reads("还有几处要填")
    reviewer.forgive()
    asked = reviewer.page.locator("input[name^=why-]").evaluate_all("all => all.map(one => one.name)")
    reviewer.fill(**answers_to(evaluation), **dict.fromkeys(asked, SEEN), note=SEEN)
    reviewer.look(f"6-{evaluation}-form")
    reviewer.press("下一步：检查")
    reviewer.reads("提交后不能再改")
    reviewer.look(f"6-{evaluation}-check")
    reviewer.press("确认提交")
    reviewer.reads("评价表已提交")


def is_judged_by_all(consumer: Visitor, citizen: Visitor, address: str, seller: str) -> None:
    """The two public forms: with a parcel in hand, and without one."""
    consumer.open(address)
    consumer.press("评价这家店")
    consumer.fill(**answers_to(Evaluation.CONSUMER))
    consumer.look("6-consumer")
    consumer.press("提交评价")
    consumer.reads("已收到")
    consumer.look("6-thanks")
    citizen.open("/")
    citizen.look("6-front")
    citizen.open("/r/330522/reviews/social")
    citizen.fill(words=seller[2:6])
    citizen.press("查找")
    citizen.press(seller)
    citizen.fill(**answers_to(Evaluation.SOCIAL))
    citizen.look("6-social")
    citizen.press("提交评价")
    citizen.reads("已收到")


def is_scored(panelist: Visitor, owner: Visitor, seller: str) -> str:
    """The panel draws the sum; the seller reads where each point comes from. Returns the score as written."""
    panelist.open("/assessments")
    panelist.press(seller)
    panelist.press("算出总分")
    panelist.page.locator("dialog").get_by_role("button", name="算出总分").click()
    panelist.reads("达到 85 分")
    panelist.look("6-score")
    said = re.search(r"(\d+\.\d\d) 分", panelist.page.locator("main").inner_text())
    assert said is not None
    owner.open("/assessment")
    owner.reads(said.group(1), "部门评价", "社会评议")
    expect(owner.page.locator("main svg").first).to_be_visible()
    owner.look("6-own-score")
    return said.group(1)


def phones_of_panel(name: str) -> list[str]:
    """Who signs in for a panel."""
    return [person.phone for person in PEOPLE["330522"] if person.office == name]
