"""A few papers for the demo county's sellers: plainly drawn, plainly marked as samples."""

from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from app.accounts import queries as accounts
from app.accounts.models import User
from app.demo.people import SHOPS, demo_uscc
from app.infra import papers, storage
from app.infra.audit import SYSTEM, System
from app.kernel.clock import local_day
from app.licences import service
from app.licences.models import Licence
from app.licences.terms import LicenceKind
from app.merchants import queries as merchants
from app.merchants.models import Merchant

REGION = "330522"
OFFICER_PHONE = "19900000002"
CONFIRMED = (1, 4, 5, 7, 9)
SIZE = (1180, 820)


def furnish(now: datetime) -> None:
    """Most shops are in order, one paper runs out soon, one is over, some wait, one was sent back, one is somebody else's."""
    login = accounts.login_by_phone(OFFICER_PHONE)
    officer = accounts.user(login.id) if login else None
    if officer is None:
        return
    for number in CONFIRMED:
        _confirm(_business(number, now - timedelta(days=40)), officer, now - timedelta(days=39))
    soon = local_day(now) + timedelta(days=25)
    _confirm(_food(1, soon, now - timedelta(days=38)), officer, now - timedelta(days=37))
    _confirm(
        _food(5, local_day(now) - timedelta(days=3), now - timedelta(days=33)),
        officer,
        now - timedelta(days=32),
    )
    service.expire(by=SYSTEM, now=now)
    _report(1, now - timedelta(hours=20))
    _business(3, now - timedelta(days=2))
    _food(7, local_day(now) + timedelta(days=900), now - timedelta(days=1))
    _business(8, now - timedelta(hours=5), uscc=demo_uscc(REGION, 10))
    back = _business(6, now - timedelta(days=3))
    service.reject(
        back,
        reason="照片右下角没有拍到，看不清登记机关的章。请重新拍一张。",
        by=officer,
        now=now - timedelta(days=2),
    )


def _confirm(licence: Licence, officer: User, now: datetime) -> None:
    service.verify(licence, number=licence.number, valid_until=licence.valid_until, by=officer, now=now)


def _business(number: int, now: datetime, *, uscc: str | None = None) -> Licence:
    shop = _shop(number)
    code = uscc or shop.uscc
    lines = (
        ("统一社会信用代码", code),
        ("名称", shop.name),
        ("经营者", shop.contact),
        ("经营场所", shop.address),
    )
    entry = service.Entry(LicenceKind.BUSINESS_LICENCE, code, shop.name, code)
    return _submit(shop, entry, "营业执照（样张）", lines, now)


def _food(number: int, until: date, now: datetime) -> Licence:
    shop = _shop(number)
    written = f"JY1330522{number:07d}"
    lines = (
        ("许可证编号", written),
        ("经营者名称", shop.name),
        ("主体业态", "食品销售（网络经营）"),
        ("有效期至", f"{until:%Y年%m月%d日}"),
    )
    entry = service.Entry(LicenceKind.FOOD_LICENCE, written, shop.name, shop.uscc, until)
    return _submit(shop, entry, "食品经营许可证（样张）", lines, now)


def _report(number: int, now: datetime) -> Licence:
    shop = _shop(number)
    written = f"ZJ2026{number:07d}"
    lines = (
        ("报告编号", written),
        ("样品名称", "紫笋茶"),
        ("委托单位", shop.name),
        ("检验结论", "所检项目符合要求"),
        ("签发日期", f"{local_day(now):%Y年%m月%d日}"),
    )
    entry = service.Entry(LicenceKind.INSPECTION_REPORT, written, shop.name)
    return _submit(shop, entry, "检验检测报告（样张）", lines, now)


def _submit(
    shop: Merchant, entry: service.Entry, title: str, lines: tuple[tuple[str, str], ...], now: datetime
) -> Licence:
    paper = papers.read(storage.take(BytesIO(drawn(title, lines)), f"{title}.png"))
    return service.submit(shop, entry, paper, by=System(audit_name=shop.contact), now=now)


def _shop(number: int) -> Merchant:
    """The demo's shop by its place in ``SHOPS``, counted from 1."""
    shop = merchants.by_uscc(demo_uscc(REGION, number))
    if shop is None:
        raise LookupError(f"no demo shop {number}: {SHOPS[REGION][number - 1].name}")
    return shop


def drawn(title: str, lines: tuple[tuple[str, str], ...]) -> bytes:
    """A sheet with a frame, a title, some lines and the word that it is a sample."""
    sheet = Image.new("RGB", SIZE, "#fbf7ec")
    pen = ImageDraw.Draw(sheet)
    large, plain = ImageFont.truetype(str(sans_path()), 54), ImageFont.truetype(str(sans_path()), 30)
    pen.rectangle((28, 28, SIZE[0] - 28, SIZE[1] - 28), outline="#b8945a", width=6)
    pen.text((SIZE[0] // 2, 120), title, font=large, fill="#7a1f1f", anchor="mm")
    for place, (name, value) in enumerate(lines):
        pen.text((110, 250 + place * 92), name, font=plain, fill="#7d7361")
        pen.text((400, 250 + place * 92), value, font=plain, fill="#222222")
    pen.text(
        (SIZE[0] // 2, SIZE[1] - 90), "演示用样张，不是真实证照", font=plain, fill="#b0241d", anchor="mm"
    )
    made = BytesIO()
    sheet.save(made, "PNG")
    return made.getvalue()
