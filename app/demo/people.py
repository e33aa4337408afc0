"""The demo county's offices, people and sellers. Names are made up; phones are of no one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts import service as accounts
from app.accounts.terms import Role
from app.infra import seals
from app.infra.audit import SYSTEM
from app.kernel.uscc import check_character
from app.merchants import service as merchants
from app.merchants.terms import MerchantKind, Platform
from app.regions import service as regions
from app.regions.terms import OrganisationKind

IN_TRADE = timedelta(days=480)  # the sellers have been here since before the year of their titles
PASSWORD = "fangxin-demo-2026"  # noqa: S105  (the demo county's, printed at the start)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can sign in. ``office`` is the organisation's name, if any."""

    phone: str
    name: str
    role: Role
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Shop:
    """A seller. ``body`` is the organisation part of its code: eight digits or letters, plainly made up."""

    phone: str
    owner: str
    name: str
    kind: MerchantKind
    goods: str
    station: str
    park: str | None
    room: tuple[Platform, str]
    scopes: tuple[str, ...] = ()


OFFICES = {
    "330522": (
        (OrganisationKind.BUREAU, "长兴县市场监督管理局", "长兴县演示路 1 号"),
        (OrganisationKind.STATION, "太湖市场监管所", "长兴县演示路 12 号"),
        (OrganisationKind.STATION, "画溪市场监管所", "长兴县演示路 34 号"),
        (OrganisationKind.PARK, "画溪电商直播产业园", "长兴县演示大道 88 号"),
        (OrganisationKind.INDUSTRY, "长兴县电子商务协会", "长兴县演示大道 66 号"),
        (OrganisationKind.MONITOR, "清源网络监测中心", "长兴县演示大道 99 号"),
        *((OrganisationKind.PANEL, f"第{n}考评组", "") for n in "一二三四五"),
    ),
    "330523": (
        (OrganisationKind.BUREAU, "安吉县市场监督管理局", "安吉县演示路 1 号"),
        (OrganisationKind.STATION, "递铺市场监管所", "安吉县演示路 2 号"),
    ),
}
PEOPLE = {
    "330522": (
        Person("19900000001", "管小芸", Role.ADMIN, "长兴县市场监督管理局"),
        Person("19900000002", "郑明", Role.OFFICER, "长兴县市场监督管理局"),
        Person("19900000003", "钱一帆", Role.OFFICER, "太湖市场监管所"),
        Person("19900000004", "孙悦", Role.OFFICER, "画溪市场监管所"),
        Person("19900000005", "袁启", Role.PARK, "画溪电商直播产业园"),
        Person("19900000006", "谢行", Role.INDUSTRY, "长兴县电子商务协会"),
        Person("19900000007", "清源", Role.MONITOR, "清源网络监测中心"),
        *(
            Person(f"199000000{row}{place}", f"考评员{name}{mark}", Role.PANELIST, f"第{name}考评组")
            for place, name in enumerate("一二三四五", start=1)
            for row, mark in ((1, "甲"), (2, "乙"), (3, "丙"))
        ),
    ),
    "330523": (
        Person("19900000101", "安管", Role.ADMIN, "安吉县市场监督管理局"),
        Person("19900000102", "安监", Role.OFFICER, "递铺市场监管所"),
    ),
}
LIVE, GROUP = MerchantKind.LIVE_STREAM, MerchantKind.GROUP_BUY
PARK, TAIHU, HUAXI = "画溪电商直播产业园", "太湖市场监管所", "画溪市场监管所"
SHOPS = {
    "330522": (
        Shop("19900001001", "周小满", "长兴小满茶叶直播间（示例）", LIVE, "紫笋茶、茶点", HUAXI, PARK, (Platform.DOUYIN, "小满说茶"), ("food", "promotions", "hired_hosts")),
        Shop("19900001002", "吴禾", "长兴禾下生鲜社区团（示例）", GROUP, "蔬菜、水果、鸡蛋", TAIHU, None, (Platform.CHAT_GROUP, "禾下生鲜一群"), ("fresh_produce", "weighed_goods", "prepayment", "pickup_point", "chat_groups")),
        Shop("19900001003", "郑芽", "长兴白芽家纺（示例）", LIVE, "床品、毛巾", HUAXI, PARK, (Platform.KUAISHOU, "白芽家纺工厂店"), ("industrial", "promotions")),
        Shop("19900001004", "王朵", "长兴花朵美妆（示例）", LIVE, "护肤品、彩妆", HUAXI, PARK, (Platform.XIAOHONGSHU, "花朵的梳妆台"), ("cosmetics", "branded_goods", "celebrity")),
        Shop("19900001005", "冯舟", "长兴小舟湖鲜（示例）", LIVE, "湖蟹、鱼虾", TAIHU, None, (Platform.DOUYIN, "小舟湖鲜"), ("fresh_produce", "weighed_goods")),
        Shop("19900001006", "陈童", "长兴童心玩具（示例）", LIVE, "积木、绘本", HUAXI, PARK, (Platform.TAOBAO, "童心玩具铺"), ("industrial", "ccc_goods", "minors_goods")),
        Shop("19900001007", "褚米", "长兴一碗米农产（示例）", GROUP, "大米、杂粮", TAIHU, None, (Platform.MINI_PROGRAM, "一碗米到家"), ("food", "weighed_goods", "pickup_point")),
        Shop("19900001008", "卫蜜", "长兴甜甜蜂蜜（示例）", LIVE, "蜂蜜", TAIHU, None, (Platform.WECHAT_CHANNELS, "甜甜蜂场"), ("food", "promotions", "lottery")),
        Shop("19900001009", "蒋灯", "长兴亮亮小家电（示例）", LIVE, "台灯、风扇", HUAXI, PARK, (Platform.PINDUODUO, "亮亮家电"), ("industrial", "ccc_goods", "branded_goods")),
        Shop("19900001010", "沈果", "长兴果然新鲜团（示例）", GROUP, "水果", HUAXI, None, (Platform.CHAT_GROUP, "果然新鲜二群"), ("fresh_produce", "prepayment", "chat_groups")),
        Shop("19900001011", "韩竹", "长兴竹里居（示例）", LIVE, "竹制品", TAIHU, None, (Platform.DOUYIN, "竹里居手作"), ("industrial", "digital_host")),
        Shop("19900001012", "杨晨", "长兴晨光早餐团（示例）", GROUP, "面点、豆浆", HUAXI, None, (Platform.CHAT_GROUP, "晨光早餐"), ("food", "loose_food", "prepayment", "chat_groups")),
    ),
    "330523": (
        Shop("19900002001", "安然", "安吉小满茶叶直播间（示例）", LIVE, "白茶", "递铺市场监管所", None, (Platform.DOUYIN, "安吉小满"), ("food",)),
    ),
}  # fmt: skip


def demo_uscc(region_code: str, number: int) -> str:
    """A code that is right in form and belongs to no one: ``DEM0`` stands in the organisation's part."""
    first_17 = f"92{region_code}MADEM0{number:03d}"
    return first_17 + check_character(first_17)


def open_people(region_code: str, *, now: datetime) -> None:
    """Offices first, then who works in them, then the sellers. The one password is hashed once."""
    kept_hash = seals.hash_password(PASSWORD)
    offices = {
        name: regions.open_organisation(kind, name, address=address or None)
        for kind, name, address in OFFICES[region_code]
    }
    for person in PEOPLE[region_code]:
        accounts.open_account(
            phone=person.phone, password=PASSWORD, name=person.name, role=person.role, now=now,
            organisation_id=offices[person.office].id if person.office else None, by=SYSTEM, kept_hash=kept_hash,
        )  # fmt: skip
    for number, shop in enumerate(SHOPS[region_code], start=1):
        entry = merchants.Entry(
            name=shop.name, uscc=demo_uscc(region_code, number), kind=shop.kind, contact=shop.owner,
            address=f"{'长兴' if region_code == '330522' else '安吉'}县演示街 {number} 号", goods=shop.goods,
            station_id=offices[shop.station].id, park_id=offices[shop.park].id if shop.park else None,
            rooms=(shop.room,), scopes=shop.scopes,
        )  # fmt: skip
        merchant = merchants.enter(entry, by=SYSTEM, now=now - IN_TRADE)
        accounts.open_account(
            phone=shop.phone, password=PASSWORD, name=shop.owner, role=Role.MERCHANT, now=now,
            merchant_id=merchant.id, by=SYSTEM, kept_hash=kept_hash,
        )  # fmt: skip
