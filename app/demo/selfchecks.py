"""Life for the demo county: one shop has handed in, one is half-way, one has everything in order, five more have handed in with
gaps of their own, so that the map of aspects has something to tell. The others have not begun.
"""

from datetime import datetime, timedelta
from io import BytesIO

from app.accounts import queries as accounts
from app.accounts.models import User
from app.demo.licences import drawn
from app.demo.people import SHOPS, demo_uscc
from app.infra import papers, storage
from app.infra.scope import Session
from app.licences import queries as licences
from app.licences.terms import LicenceState
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.selfchecks import proofs, queries, remediation, service
from app.selfchecks.models import Answer, Remediation, SelfCheck
from app.selfchecks.terms import AnswerValue

COUNTY = "330522"
HANDED_IN, HALF_WAY, IN_ORDER = 3, 5, 4  # places in the county's list of shops, from 1
UNMET = {"QUA-04": "搬了仓库，还没去改执照", "LBL-03": "", "CON-04": "", "AFT-02": "客服只在开播时在线"}
MORE: dict[
    int, tuple[int, tuple[str, ...]]
] = {  # place in the list: so many days ago, gaps in items that begin so
    7: (34, ("LBL-0", "LBL-1", "AFT-01", "QUA-02")),
    8: (27, ("ADS-0", "ADS-11", "LBL-0", "SITE-01")),
    10: (19, ("LBL-0", "CON-0", "AFT-03", "SITE-0")),
    11: (15, ("LBL-02", "SITE-03", "ADS-05")),
    12: (9, ("LBL", "QLT-0", "AFT-0", "QUA-01")),
}


def furnish(now: datetime) -> None:
    """Inside the region's scope and a unit of work; running it again adds nothing."""
    shop, seller = _who(IN_ORDER)
    if queries.latest_submitted(shop.id) is not None:
        return
    draft = _begin(shop, seller, now - timedelta(days=20))
    _answer(draft, seller, now - timedelta(days=20), {})
    _prove(draft, seller, now - timedelta(days=20))
    service.submit(draft, by=seller, now=now - timedelta(days=20))

    shop, seller = _who(HANDED_IN)
    draft = _begin(shop, seller, now - timedelta(days=6))
    _answer(draft, seller, now - timedelta(days=6), UNMET)
    service.submit(draft, by=seller, now=now - timedelta(days=6))
    soonest = queries.open_remediation(shop.id)[0]
    remediation.close(soonest, note="已改好并截图存档", by=seller, now=now - timedelta(days=3))
    _talk_about(queries.open_remediation(shop.id)[0], seller, now)

    shop, seller = _who(HALF_WAY)
    draft = _begin(shop, seller, now - timedelta(days=1))
    _answer(draft, seller, now - timedelta(days=1), {}, most=24)

    for place, (days, gaps) in MORE.items():
        _hand_in_at_once(place, gaps, now - timedelta(days=days))


def _hand_in_at_once(place: int, gaps: tuple[str, ...], at: datetime) -> None:
    """All the answers in one insert: a first start must not take long."""
    shop, seller = _who(place)
    draft = _begin(shop, seller, at)
    Session().add_all(
        Answer(
            selfcheck_id=draft.id, item_code=item.code, answered_at=at, answered_by=seller.name,
            answer=AnswerValue.NOT_MET if item.code.startswith(gaps) else AnswerValue.MET,
        )
        for item in queries.guide_of(draft).applicable(draft.scopes or ())
    )  # fmt: skip
    Session().flush()
    service.submit(draft, by=seller, now=at)


def _prove(draft: SelfCheck, seller: User, now: datetime) -> None:
    """Its confirmed papers bear out the items that ask for them; a screenshot bears out another."""
    held = {
        one.kind: one for one in licences.of_merchant(draft.merchant_id) if one.state is LicenceState.VERIFIED
    }
    asked = [item for item in queries.guide_of(draft).applicable(draft.scopes or ()) if item.licence in held]
    for item in asked:
        key = proofs.key_of(held[item.licence or ""])
        proofs.set_proofs(draft, item.code, [key], [], by=seller, now=now)
    shot = drawn("主页截图（样张）", (("店铺", draft.merchant.name), ("公示", "营业执照信息在主页置顶")))
    paper = papers.read(storage.take(BytesIO(shot), "主页截图.png"))
    proofs.set_proofs(draft, "CON-05", [], [paper], by=seller, now=now)


def _talk_about(task: Remediation, seller: User, now: datetime) -> None:
    """Somebody sees to it, and its station has looked at it."""
    remediation.work_on(task, owner=seller.name, steps_done=[1], by=seller, now=now - timedelta(days=2))
    remediation.comment(task, "供货方的资料已经催了，周五前补齐。", by=seller, now=now - timedelta(days=2))
    shop = merchants.by_id(task.merchant_id)
    for officer in accounts.of_organisation(shop.station_id)[:1] if shop else ():
        remediation.comment(task, "收到。补齐后把截图传上来就行。", by=officer, now=now - timedelta(days=1))


def _who(place: int) -> tuple[Merchant, User]:
    shop = merchants.by_uscc(demo_uscc(COUNTY, place))
    if shop is None:
        raise LookupError(f"{SHOPS[COUNTY][place - 1].name} is not there yet")
    return shop, accounts.of_merchant(shop.id)[0]


def _begin(shop: Merchant, seller: User, now: datetime) -> SelfCheck:
    draft = service.start(shop, by=seller, now=now)
    asked = {one.code for one in queries.guide_of(draft).scopes}
    service.set_scopes(draft, [code for code in shop.scopes if code in asked], by=seller, now=now)
    return draft


def _answer(
    draft: SelfCheck, seller: User, now: datetime, unmet: dict[str, str], most: int | None = None
) -> None:
    for item in queries.guide_of(draft).applicable(draft.scopes or ())[:most]:
        value = AnswerValue.NOT_MET if item.code in unmet else AnswerValue.MET
        service.answer(draft, item.code, value, note=unmet.get(item.code, ""), by=seller, now=now)
