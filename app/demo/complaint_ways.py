"""The ways of a case in the demo county: at the station, in mediation with a test, before a second officer, under appeal."""

from datetime import date, datetime, timedelta

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints import around, service
from app.complaints.models import Complaint
from app.complaints.service import Stance, Told
from app.complaints.service.helping import Letter, take_in
from app.complaints.terms import About, Channel, ConsumerWord, Outcome, Satisfaction
from app.demo.people import demo_uscc
from app.merchants import queries as merchants
from app.merchants.models import Merchant

MAKEUP, LAKE, TOYS, RICE, LAMPS = 4, 5, 6, 7, 9  # places in people.SHOPS
WORDINGS = (
    ("受理告知", "经审查，您的投诉符合受理条件，现予受理。我们将组织双方调解，请保持电话畅通。"),
    ("请补充材料", "请补充购买凭证、商品照片和与商家沟通的记录，以便查明事实。"),
    ("终止调解告知", "经调解，双方未能达成协议，现终止调解。您可以依法申请仲裁或者向人民法院起诉。"),
)


def furnish(now: datetime) -> None:
    """Standard answers first; then one case for each way."""
    officers = accounts.of_role(Role.OFFICER)
    for title, text in WORDINGS:
        service.enter_wording(code=None, title=title, text=text, by=officers[0], now=now - timedelta(days=40))
    service.enter_setting(
        since_on=date(now.year, 1, 1), pack="default", qr_is_published=False, announcement="", url="",
        by=accounts.of_role(Role.ADMIN)[0], now=now - timedelta(days=40),
    )  # fmt: skip
    _at_the_station(now - timedelta(days=2))
    _in_mediation(officers[0], now - timedelta(days=12))
    _before_a_second_officer(officers[0], now - timedelta(days=3))
    _appealed(now - timedelta(days=6))
    _a_duplicate(officers[-1], now - timedelta(hours=9))
    _helped_another_region(officers[0], now - timedelta(days=9))


def _filed(
    number: int, now: datetime, about: About, happened: str, wanted: str
) -> tuple[Complaint, Merchant]:
    shop = merchants.by_uscc(demo_uscc("330522", number))
    if shop is None:
        raise LookupError(number)
    told = Told(
        merchant_id=shop.id, about=about, happened=happened, wanted=wanted, phone=f"1990000901{number}",
        name="演示消费者", form_key=f"demo way {shop.uscc} {happened}", channel=Channel.QR, may_pass_on=True,
    )  # fmt: skip
    return service.receive(told, now=now).complaint, shop


def _seller(shop: Merchant) -> User:
    return accounts.of_merchant(shop.id)[0]


def _at_the_station(now: datetime) -> None:
    case, shop = _filed(MAKEUP, now, About.RETURNS, "面霜用了过敏，商家说拆封不退。", "退款，留样检验。")
    service.answer(
        case,
        by=_seller(shop),
        stance=Stance.PROPOSES,
        text="可以换一款，拆封的不能退。",
        now=now + timedelta(hours=3),
    )
    service.say_word(case, ConsumerWord.NOT_SOLVED, text="", now=now + timedelta(hours=8))
    service.send_to_station(case, text="", now=now + timedelta(hours=9))


def _in_mediation(officer: User, now: datetime) -> None:
    """The lamp went to be tested: its days do not count. And a neighbour is asked where it was made."""
    case, shop = _filed(LAMPS, now, About.SAFETY, "台灯用了两天灯座发烫，插头熔了一角。", "退一赔三。")
    service.send_to_bureau(
        case, text="", name="演示消费者", address="长兴县演示路 78 号", now=now + timedelta(hours=2)
    )
    service.settle(
        case, by=_seller(shop), text="已提出退一赔一，消费者没有同意。", now=now + timedelta(hours=2)
    )
    service.assign(case, by=officer, to_id=officer.id, now=now + timedelta(hours=3))
    service.name_product(case, "护眼台灯 D3", by=officer, now=now + timedelta(hours=3))
    service.accept(case, by=officer, text=WORDINGS[0][1], now=now + timedelta(days=2))
    service.start_mediation(case, by=officer, text="双方同意线上调解。", now=now + timedelta(days=3))
    service.pause_mediation(
        case, by=officer, why="灯具送检", paper="检字〔示例〕12 号", now=now + timedelta(days=5)
    )
    service.resume_mediation(case, by=officer, text="检测完成，插头温升超标。", now=now + timedelta(days=9))
    service.ask(
        case, to_code="330523", to_name="安吉县", title="核实台灯生产地址",
        text="包装上的生产地址在安吉县演示工业园 6 号，请核实是否有这家厂。", by=officer, now=now + timedelta(days=10),
    )  # fmt: skip


def _helped_another_region(officer: User, now: datetime) -> None:
    """A request that came from next door, and its answer: what a finished one looks like."""
    code = "XZ26-DEMO01"
    take_in(
        Letter(
            code=code, from_region_code="330523", from_region_name="安吉县", title="核实发货仓库",
            text="消费者在本县投诉一家网店，退货地址写的是长兴县演示路 3 号仓库。请核实这个仓库由谁使用。",
            asked_at=now, asker_name="安吉演示执法员", answer=None, answered_at=None, answerer_name=None,
        ),
        now=now,
    )  # fmt: skip
    request = around.assistance(code)
    if request is None:
        raise LookupError(code)
    service.answer_request(
        request, by=officer, now=now + timedelta(days=1),
        text="已到现场核实：仓库由园区内一家快递驿站使用，不是该网店的经营场所。驿站负责人愿意配合取证，联系方式已留存在本局。",
    )  # fmt: skip


def _before_a_second_officer(officer: User, now: datetime) -> None:
    case, shop = _filed(LAKE, now, About.DELIVERY, "六只湖蟹到货死了两只。", "补发两只。")
    service.settle(case, by=_seller(shop), text="已经补发两只，快递昨天签收。", now=now + timedelta(hours=5))
    service.say_word(case, ConsumerWord.NOT_SOLVED, text="", now=now + timedelta(days=1))
    service.close(
        case,
        by=officer,
        outcome=Outcome.SOLVED,
        text="快递签收照片和电话核实一致，补发的两只已收到。",
        now=now + timedelta(days=2),
    )


def _appealed(now: datetime) -> None:
    case, shop = _filed(TOYS, now, About.QUALITY, "绘本有两页粘在一起。", "换一本。")
    service.say_word(case, ConsumerWord.PARTLY_SOLVED, text="", now=now + timedelta(days=1))
    service.rate(case, Satisfaction.SO_SO, now=now + timedelta(days=1))
    service.appeal(
        case,
        by=_seller(shop),
        text="这本绘本不是本店售出的，包裹上的标签是另一家店的。",
        now=now + timedelta(days=2),
    )


def _a_duplicate(officer: User, now: datetime) -> None:
    first, _ = _filed(RICE, now, About.QUALITY, "大米里有米虫。", "退货退款。")
    twin, _ = _filed(
        RICE, now + timedelta(hours=1), About.QUALITY, "大米生虫了，刚才那件没写清楚。", "退货退款。"
    )
    service.merge(twin, first, by=officer, now=now + timedelta(hours=2))
