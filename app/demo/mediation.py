"""Mediation in the demo county: one table with a proposal to confirm, one agreement; a year of figures; told by e-mail."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints import queries as complaint_queries
from app.complaints import service as complaints
from app.complaints.models import Complaint
from app.complaints.service import Stance, Told
from app.complaints.service.steps import CONSUMER
from app.complaints.terms import About, Channel, ConsumerWord, Satisfaction, Side
from app.demo.people import demo_uscc
from app.infra.db import add
from app.kernel.clock import local_day
from app.mediation import queries, service
from app.mediation.models import Mediation
from app.mediation.service.agreement import Offer
from app.mediation.terms import Party
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.notices.models import Contact
from app.notices.terms import Port
from app.statistics import counting

COSMETICS, LAMPS, RICE, BAMBOO = 4, 9, 7, 11  # places in people.SHOPS
PHONE = "19900009002"
PAST_MONTHS = 11


def furnish(now: datetime) -> None:
    officer = accounts.of_role(Role.OFFICER)[0]
    _told_by_mail(officer, now)
    _under_way(_shop(COSMETICS), officer, now - timedelta(days=2))
    _agreed(_shop(LAMPS), officer, now - timedelta(days=4))
    _a_year(now)
    counting.refresh(now)


def _shop(number: int) -> Merchant:
    shop = merchants.by_uscc(demo_uscc("330522", number))
    if shop is None:
        raise LookupError(number)
    return shop


def _told_by_mail(officer: User, now: datetime) -> None:
    add(
        Contact(
            user_id=officer.id, port=Port.EMAIL, address="zheng@example.cn", language="zh", verified_at=now
        )
    )


def _under_way(shop: Merchant, officer: User, at: datetime) -> None:
    """Both sides have agreed to mediation; a proposal waits for the seller's word."""
    mediation = _table(
        shop, officer, at, About.QUALITY, "面霜用了两天脸上起红疹，停用以后才好。", "退款，并付看病的 86 元。"
    )
    who = service.Speaker(Side.CONSUMER, CONSUMER)
    service.speak(
        mediation,
        "我有门诊病历和发票，可以发给你们看。",
        who=who,
        form_key="demo says",
        now=at + timedelta(hours=4),
    )
    mediation = _again(mediation)
    host = service.Speaker(Side.OFFICER, officer)
    offer = Offer(
        "商家退还货款 129 元。\n商家另付门诊费 86 元。\n消费者把剩下的面霜寄回，邮费由商家出。",
        local_day(at + timedelta(days=9)),
    )
    service.propose(mediation, offer, who=host, form_key="demo offer", now=at + timedelta(hours=6))
    mediation = _again(mediation)
    _confirm(mediation, Party.CONSUMER, None, at + timedelta(hours=8))


def _agreed(shop: Merchant, officer: User, at: datetime) -> None:
    """Both have confirmed one text; its paper is printed by the worker."""
    mediation = _table(
        shop, officer, at, About.RETURNS, "台灯用了三天就不亮了，商家说拆封不退。", "换一盏新的或者退款。"
    )
    host = service.Speaker(Side.OFFICER, officer)
    offer = Offer("商家换一盏同款新台灯，来回邮费由商家出。", local_day(at + timedelta(days=7)))
    service.propose(mediation, offer, who=host, form_key="demo offer", now=at + timedelta(hours=5))
    mediation = _again(mediation)
    _confirm(mediation, Party.CONSUMER, None, at + timedelta(hours=6))
    _confirm(mediation, Party.MERCHANT, accounts.of_merchant(shop.id)[0], at + timedelta(hours=7))


def _confirm(mediation: Mediation, party: Party, by: User | None, at: datetime) -> None:
    proposal = mediation.on_the_table
    if proposal is not None:
        service.confirm(mediation, party=party, text_hash=proposal.text_hash, by=by or CONSUMER, now=at)


def _table(
    shop: Merchant, officer: User, at: datetime, about: About, happened: str, wanted: str
) -> Mediation:
    """Accepted by the bureau, both sides willing."""
    complaint = _filed(shop, at - timedelta(days=1), about, happened, wanted, "mediation")
    complaints.send_to_bureau(
        complaint, text="", name="演示消费者", address="长兴县演示路 58 号", now=at - timedelta(hours=20)
    )
    complaints.accept(complaint, by=officer, text="符合受理条件。", now=at)
    mediation = _again(service.open_table(complaint, by=officer, now=at + timedelta(hours=1)))
    service.consent(mediation, party=Party.CONSUMER, by=CONSUMER, now=at + timedelta(hours=2))
    service.consent(
        mediation, party=Party.MERCHANT, by=accounts.of_merchant(shop.id)[0], now=at + timedelta(hours=3)
    )
    return mediation


def _again(mediation: Mediation) -> Mediation:
    """With everything loaded, as a page would have it."""
    return queries.by_id_fresh(mediation.id)


def _filed(shop: Merchant, at: datetime, about: About, happened: str, wanted: str, mark: str) -> Complaint:
    filed = complaints.receive(
        Told(
            merchant_id=shop.id, about=about, happened=happened, wanted=wanted, phone=PHONE, name="演示消费者",
            form_key=f"demo {mark} {shop.uscc} {about.value}", channel=Channel.PUBLIC, may_pass_on=True,
        ),
        now=at,
    )  # fmt: skip
    whole = complaint_queries.by_code(filed.complaint.code)
    if whole is None:
        raise LookupError(filed.complaint.code)
    return whole


def _a_year(now: datetime) -> None:
    """A complaint a month, in two shops in turn, so that the figures have something to show."""
    abouts = (About.DELIVERY, About.QUALITY, About.RETURNS, About.PRICE)
    said = (Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.SO_SO, Satisfaction.UNSATISFIED)
    shops = (_shop(RICE), _shop(BAMBOO))
    for back in range(1, PAST_MONTHS + 1):
        shop, kind = shops[back % 2], back % 4
        at = now - timedelta(days=30 * back)
        one = _filed(shop, at, abouts[kind], "收到的东西和说好的不一样。", "按说好的办。", f"year {back}")
        seller = accounts.of_merchant(shop.id)[0]
        hours = 30 if kind == 3 else 8
        complaints.answer(
            one, by=seller, stance=Stance.AGREES, text="马上处理。", now=at + timedelta(hours=hours)
        )
        word = ConsumerWord.PARTLY_SOLVED if kind == 2 else ConsumerWord.SOLVED
        complaints.say_word(one, word, text="", now=at + timedelta(days=1 + 2 * kind))
        complaints.rate(one, said[kind], now=at + timedelta(days=2 + 2 * kind))
