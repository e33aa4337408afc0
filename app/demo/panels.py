"""The year's second half in the demo county: the lot, a sitting, a notice with an objection, a black-list entry, a shop's claims."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.assessments.models import Cycle
from app.demo import repairs
from app.demo.people import demo_uscc
from app.honours import queries as honour_lists
from app.honours import repairing
from app.honours import service as honours
from app.honours.terms import Source, SourceKind
from app.infra.papers import Paper
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.panels import lot, queries, service
from app.panels.models import PanelQuestion
from app.panels.terms import Choice, QuestionKind
from app.publicity import queries as notices
from app.publicity import service as publicity
from app.rights import service as rights
from app.rights.terms import ClaimKind
from app.titles import cases, proposing
from app.titles import queries as titles
from app.titles.service import Case
from app.titles.terms import Ground

ON_NOTICE, CLAIMS, BLACK, UNDER_CASE, DECEIT = 2, 3, 12, 11, 10  # sellers' numbers in the demo list
SEED, SOURCE = "2026123-507", "某福利彩票 3D 第 2026123 期开奖号码（演示）"


def furnish(now: datetime) -> None:
    """After the year has its scores. Running it again is not meant: the county is made once."""
    cycle, admin = assessments.current_cycle(), accounts.of_role(Role.ADMIN)[0]
    if cycle is None or queries.draw_of(cycle.id) is not None:
        return
    lot.draw(cycle, seed=SEED, source=SOURCE, by=admin, now=now - timedelta(days=11))
    repairs.furnish(_seller(DECEIT), admin, now)
    _black(admin, now)
    _on_notice(cycle, now)
    _claims(now)
    _case(now)


def _on_notice(cycle: Cycle, now: datetime) -> None:
    """One seller's panel has sat; the notice runs and has an objection that waits for its answer."""
    merchant = _seller(ON_NOTICE)
    assessment = assessments.of_merchant(cycle.id, merchant.id)
    if assessment is None or assessment.panel_id is None:
        return
    members, at = queries.members(assessment.panel_id), now - timedelta(days=1)
    sitting = queries.sitting_by_id(service.open_sitting(cycle, by=members[0], now=at).id)
    asked = sitting.questions if sitting else []
    _all_vote(asked, members, merchant, at)
    passed = [
        one
        for one in queries.passed(cycle.id, assessment.panel_id, QuestionKind.TITLE)
        if one.merchant_id == merchant.id
    ]
    if not passed:
        return
    notice = proposing.propose(cycle, passed, looked_up=True, by=members[0], now=at)
    said = publicity.Said(
        "演示读者",
        None,
        "八月在这个群买的桃子缺了两斤，退款拖了半个月，有聊天记录。",
        merchant.code,
        "demo objection",
    )
    publicity.object_to(notice, said, now=now)


def _all_vote(
    asked: Sequence[PanelQuestion], members: Sequence[User], wanted: Merchant, at: datetime
) -> None:
    """For the one; the panel's other sellers stay open for who plays by hand, with one vote cast."""
    for question in asked:
        voting = members if question.merchant_id == wanted.id or len(asked) > 1 else members[:1]
        for member in voting:
            service.vote(
                question, Choice.FOR, points=None, reason="材料齐全，投诉都已办结", by=member, now=at
            )


def _claims(now: datetime) -> None:
    """A shop that missed the title answers in public and asks for a correction."""
    merchant = _seller(CLAIMS)
    assessment, seller = assessments.latest_of(merchant.id), accounts.of_merchant(merchant.id)[0]
    if assessment is None:
        return
    for kind, text in (
        (ClaimKind.REPLY, "抽检的那批毛巾已经全部换标，新批次的检验报告挂在直播间简介里，欢迎核对。"),
        (ClaimKind.CORRECTION, "部门评价里“标识标签”扣的分，抽的是换标以前的旧货，附换标记录，请核对。"),
    ):
        rights.make(
            assessment,
            rights.Words(kind, text, f"demo {kind.value}"),
            by=seller,
            now=now - timedelta(hours=3),
        )


def _black(admin: User, now: datetime) -> None:
    """A published penalty, a notice that has run, an entry whose seller has asked for repair: the fine is paid, a paper lacks."""
    officer, day = accounts.of_role(Role.OFFICER)[1], local_day(now)
    source = Source(
        SourceKind.GENERAL, "长市监罚〔演示〕17 号", day - timedelta(days=120), "https://www.gsxt.gov.cn/",
        day + timedelta(days=200), "早餐团短斤缺两，计量器具没有检定", published_on=day - timedelta(days=115),
    )  # fmt: skip
    before = now - timedelta(days=20)
    notice = honours.propose_black(_seller(BLACK), source, minutes="处罚已公示", by=officer, now=before)
    read = notices.by_code(notice.code) or notice  # with what people objected
    honours.decide_black(read, by=admin, now=now - timedelta(days=4))
    merchant = _seller(BLACK)
    entry, seller = (
        honour_lists.standing_black([merchant.id], day)[merchant.id],
        accounts.of_merchant(merchant.id)[0],
    )
    said = "罚款已经缴清，缴款凭证见附件；电子秤换了三台，检定预约在下周，检定证书拿到就补交。"
    repairing.ask(entry, said, _paper("缴款凭证（演示）.jpg"), by=seller, now=now - timedelta(hours=30))


def _case(now: datetime) -> None:
    """A title is to be taken away; the seller may still speak."""
    title, officer = titles.current_title(_seller(UNDER_CASE).id), accounts.of_role(Role.OFFICER)[1]
    if title is not None:
        said = Case(
            Ground.DELIBERATE,
            "直播间有 42 笔订单收货人重复、没有物流轨迹，涉嫌刷单",
            "订单与物流比对表（演示）",
            None,
        )
        cases.open_case(title, said, [_paper()], by=officer, now=now - timedelta(hours=20))


def _paper(name: str = "订单与物流比对表（演示）.jpg") -> Paper:
    kept = BytesIO()
    Image.new("RGB", (800, 560), "#fbf7ec").save(kept, "JPEG", quality=70)
    return Paper(kept.getvalue(), "image/jpeg", name, "demo", 1)


def _seller(number: int) -> Merchant:
    found = merchants.by_uscc(demo_uscc(current_region().code, number))
    if found is None:
        raise LookupError(f"no demo seller {number}")
    return found
