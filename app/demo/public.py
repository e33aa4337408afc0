"""What the demo county tells everybody: a case, an alert, a draft, and one label that was seen in too many places."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.bulletins import queries, service
from app.bulletins.service import Words
from app.bulletins.terms import BulletinKind
from app.labels import queries as labels
from app.labels import scanning
from app.labels.scanning import Place, Scan
from app.labels.terms import BatchState

WRITTEN = (
    Words(
        BulletinKind.ALERT, "生鲜社区团：当面称、当面点",
        "夏天团购水果、湖鲜，请在提货点当面称重、看清生产日期。\n不足秤、变质的，当场拍照，扫包裹上的标签就能反馈，团长和监管所会一起收到。",
        "Group-bought fresh food: weigh it and count it on the spot",
        "In summer, weigh fruit and fish at the pick-up point and look at the dates.\n"
        "If something is short or spoilt, take a picture there and scan the label: the organiser and the station are told at once.",
        "消费者权益保护法第八条、第十条",
    ),
    Words(
        BulletinKind.CASE, "直播间把普通茶说成“特级”，改正并退一赔三",
        "某直播间销售散装绿茶，主播多次口播“特级”，包装上没有标注等级，也拿不出检验报告。\n"
        "市场监管所责令改正，商家向已购买的消费者退一赔三。\n买茶时看包装上的等级和执行标准，口头说的不算。",
        "A live room sold ordinary tea as “special grade”: corrected, and refunded threefold",
        "A live room sold loose green tea and called it special grade again and again; the package named no grade and there was no test report.\n"
        "The station ordered it to correct this, and buyers were compensated threefold.\nLook for grade and standard on the package.",
        "消费者权益保护法第五十五条；广告法第二十八条",
    ),
)  # fmt: skip
DRAFT = Words(
    BulletinKind.ALERT, "年货直播季：定金和订金不一样", "定金违约不退，订金可以退。付款前看清楚写的是哪个字。"
)
OFTEN_SEEN = 5  # a serial of the first batch


def furnish(now: datetime) -> None:
    """Called twice, it does nothing the second time."""
    officer = next(iter(accounts.of_role(Role.OFFICER)), None)
    if officer is None or queries.page_of().rows:
        return
    for days, words in reversed(list(enumerate(WRITTEN, start=2))):  # the older one first
        at = now - timedelta(days=days)
        bulletin = service.write(words, form_key=f"demo {days}", by=officer, now=at)
        service.publish(bulletin, by=officer, now=at + timedelta(hours=1))
    service.write(DRAFT, form_key="demo draft", by=officer, now=now - timedelta(hours=2))
    batch = next((one for one in labels.page_of() if one.state is BatchState.READY), None)
    if batch is not None:
        hour = scanning.hour_of(now - timedelta(hours=6))
        seen = [Scan(batch.id, OFTEN_SEEN, Place(bit, 7 * bit), hour) for bit in range(8)]
        scanning.count_scans(seen, now=now - timedelta(hours=6))
