"""A few complaints in the demo county, at different points of their way."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.complaints import service
from app.complaints.service import Stance, Told
from app.complaints.terms import About, Channel, ConsumerWord
from app.demo.people import demo_uscc
from app.merchants import queries as merchants
from app.merchants.models import Merchant

TEA, FRESH, LINEN, TOYS = 1, 2, 3, 6  # places in people.SHOPS
PHONE = "19900009001"


def furnish(now: datetime) -> None:
    """One new, one answered, one settled and solved, one at the bureau."""
    _new(_shop(TEA), now - timedelta(hours=3))
    _at_the_bureau(_shop(LINEN), now - timedelta(days=1))
    _answered(_shop(FRESH), now - timedelta(hours=20))
    _solved(_shop(TOYS), now - timedelta(days=9))


def _shop(number: int) -> Merchant:
    shop = merchants.by_uscc(demo_uscc("330522", number))
    if shop is None:
        raise LookupError(number)
    return shop


def _filed(shop: Merchant, now: datetime, about: About, happened: str, wanted: str) -> service.Receipt:
    """Its form key is the same at every start, so that making the county twice files nothing twice."""
    return service.receive(
        Told(
            merchant_id=shop.id, about=about, happened=happened, wanted=wanted, phone=PHONE, name="演示消费者",
            form_key=f"demo {shop.uscc} {about.value}", channel=Channel.QR, may_pass_on=True,
        ),
        now=now,
    )  # fmt: skip


def _new(shop: Merchant, now: datetime) -> None:
    _filed(
        shop,
        now,
        About.ADVERTISING,
        "直播间说是明前茶，收到的叶片很大，像是雨后采的。",
        "退一半的钱，或者换成明前茶。",
    )


def _at_the_bureau(shop: Merchant, now: datetime) -> None:
    filed = _filed(
        shop, now, About.QUALITY, "床单洗了一次就掉色，把别的衣服也染了。", "退款，并赔染坏的衣服。"
    )
    if filed.is_new:
        service.send_to_bureau(
            filed.complaint, text="", name="演示消费者", address="长兴县演示路 56 号", now=now + timedelta(hours=5)
        )  # fmt: skip


def _answered(shop: Merchant, now: datetime) -> None:
    filed = _filed(shop, now, About.DELIVERY, "两斤草莓到手只有一斤六两。", "补发四两或退差价。")
    if filed.is_new:
        seller = accounts.of_merchant(shop.id)[0]
        service.answer(
            filed.complaint, by=seller, stance=Stance.AGREES, text="是我们分拣时少装了，今天把差价退给您。",
            now=now + timedelta(hours=6),
        )  # fmt: skip


def _solved(shop: Merchant, now: datetime) -> None:
    filed = _filed(shop, now, About.RETURNS, "积木少了一块，联系客服两天没有回音。", "补寄缺的那一块。")
    if filed.is_new:
        seller = accounts.of_merchant(shop.id)[0]
        service.settle(
            filed.complaint,
            by=seller,
            text="缺的那块已经用快递补寄，运费我们出。",
            now=now + timedelta(hours=4),
        )
        service.say_word(filed.complaint, ConsumerWord.SOLVED, text="", now=now + timedelta(days=2))
