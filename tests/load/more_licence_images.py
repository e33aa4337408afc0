"""Sheets of the rarer kinds: cosmetics, medical devices, publications, brand letters, inspection reports, CCC.

Drawn after the general look of such papers, from made-up content; see ``licence_images`` for the business licences.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from app.licences.terms import LicenceKind, ReadField
from tests.load.licence_images import SIZE, Drawn, Pen, _content, _day

F = ReadField
UPRIGHT = (1130, 1600)
BRANDS = ("云溪", "青禾里", "山野集", "小满屋")
Truth = dict[ReadField, str]
Row = tuple[str, str]


def _until(rng: random.Random) -> str:
    return f"{rng.randint(2027, 2031)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _paper(
    file: Path,
    size: tuple[int, int],
    title: str,
    rows: Sequence[Row],
    left: int,
    *,
    colon: bool,
    sign: Row | None,
) -> Image.Image:
    """A title, labels with their values one under another, and who signed."""
    pen = Pen(size, file)
    middle, gap = size[0] // 2, (size[1] - 480) // max(len(rows), 8)
    pen.words(middle, 150, title, 62 if len(title) < 14 else 48, "#1b1b1b", "mm")
    for place, (label, text) in enumerate(rows):
        y = 280 + place * gap
        pen.words(110, y, f"{label}：" if colon else label, 28, "#5b4a2f")
        pen.value(left, y, text, size[0] - left - 110, 28)
    if sign is not None:
        pen.words(size[0] - 560, size[1] - 210, sign[0], 28)
        pen.words(size[0] - 500, size[1] - 160, sign[1], 28)
    pen.seal(size[0] - 260, size[1] - 220)
    pen.sample()
    return pen.sheet


def cosmetics(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.USCC, F.ADDRESS, F.ISSUED_ON)
    truth[F.NUMBER] = f"浙G妆网备字{rng.randint(2021, 2025)}{rng.randint(0, 999_999):06}"
    rows = (
        ("备案编号", truth[F.NUMBER]), ("产品名称", f"{rng.choice(BRANDS)}保湿面霜"), ("备案人名称", truth[F.NAME]),
        ("统一社会信用代码", truth[F.USCC]), ("住所", truth[F.ADDRESS]), ("备案日期", _day(truth[F.ISSUED_ON])),
    )  # fmt: skip
    made = _paper(file, SIZE, "国产普通化妆品备案凭证", rows, 420, colon=True, sign=None)
    return _done(LicenceKind.COSMETICS_RECORD, made, truth)


def device(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.USCC, F.PERSON, F.ADDRESS, F.ISSUED_ON)
    truth[F.NUMBER] = f"浙湖药监械经营许{rng.randint(2021, 2025)}{rng.randint(0, 9999):04}号"
    truth[F.VALID_UNTIL] = _until(rng)
    rows = (
        ("许可证编号", truth[F.NUMBER]), ("企业名称", truth[F.NAME]), ("统一社会信用代码", truth[F.USCC]),
        ("法定代表人", truth[F.PERSON]), ("企业负责人", "赵敏"), ("经营方式", "零售"), ("住所", truth[F.ADDRESS]),
        ("有效期至", _day(truth[F.VALID_UNTIL])), ("发证日期", _day(truth[F.ISSUED_ON])),
    )  # fmt: skip
    made = _paper(
        file, SIZE, "医疗器械经营许可证", rows, 420, colon=True, sign=("发证部门", "湖州市市场监督管理局")
    )
    return _done(LicenceKind.DRUG_DEVICE_LICENCE, made, truth)


def publication(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.USCC, F.PERSON, F.ADDRESS, F.ISSUED_ON)
    truth[F.NUMBER] = f"新出发浙零字第E{rng.randint(0, 99_999):05}号"
    truth[F.VALID_UNTIL] = _until(rng)
    rows = (
        ("证号", truth[F.NUMBER]), ("单位名称", truth[F.NAME]), ("统一社会信用代码", truth[F.USCC]),
        ("地址", truth[F.ADDRESS]), ("法定代表人", truth[F.PERSON]), ("经营范围", "图书、期刊、音像制品零售"),
        ("有效期", f"{_day(truth[F.ISSUED_ON])}至{_day(truth[F.VALID_UNTIL])}"),
    )  # fmt: skip
    truth[F.SCOPE] = "图书、期刊、音像制品零售"
    sign = ("发证机关", _day(truth[F.ISSUED_ON], " "))
    made = _paper(file, SIZE, "中华人民共和国出版物经营许可证", rows, 420, colon=False, sign=sign)
    return _done(LicenceKind.PUBLICATION_LICENCE, made, truth)


def brand(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.USCC, F.ISSUED_ON)
    truth[F.NUMBER], truth[F.VALID_UNTIL] = (
        f"SQ-{rng.randint(2023, 2025)}-{rng.randint(0, 9999):04}",
        _until(rng),
    )
    rows = (
        ("授权书编号", truth[F.NUMBER]), ("授权方", f"杭州{rng.choice(BRANDS)}品牌管理有限公司"), ("被授权方", truth[F.NAME]),
        ("统一社会信用代码", truth[F.USCC]), ("授权品牌", rng.choice(BRANDS)), ("授权范围", "网络直播销售"),
        ("授权期限", f"{_day(truth[F.ISSUED_ON])}至{_day(truth[F.VALID_UNTIL])}"),
    )  # fmt: skip
    sign = ("授权方（盖章）", _day(truth[F.ISSUED_ON]))
    made = _paper(file, UPRIGHT, "品牌授权书", rows, 400, colon=True, sign=sign)
    return _done(LicenceKind.BRAND_AUTHORISATION, made, truth)


def inspection(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.ISSUED_ON)
    truth[F.NUMBER] = f"ZJ{rng.randint(2023, 2025)}{rng.randint(0, 9_999_999):07}"
    rows = (
        ("报告编号", truth[F.NUMBER]), ("样品名称", "紫笋茶"), ("委托单位", truth[F.NAME]), ("检验类别", "委托检验"),
        ("样品数量", "500 g"), ("检验结论", "所检项目符合标准要求"), ("签发日期", _day(truth[F.ISSUED_ON])),
    )  # fmt: skip
    made = _paper(file, UPRIGHT, "检验检测报告", rows, 380, colon=False, sign=("批准", "周敏"))
    return _done(LicenceKind.INSPECTION_REPORT, made, truth)


def ccc(rng: random.Random, file: Path) -> Drawn:
    truth = _only(_content(rng), F.NAME, F.ADDRESS, F.ISSUED_ON)
    truth[F.NUMBER] = f"{rng.randint(2021, 2025)}0109{rng.randint(0, 99_999_999):08}"
    truth[F.VALID_UNTIL] = _until(rng)
    rows = (
        ("证书编号", truth[F.NUMBER]), ("认证委托人", truth[F.NAME]), ("地址", truth[F.ADDRESS]), ("产品名称", "移动电源"),
        ("型号规格", "MP-20 5V 3A"), ("发证日期", _day(truth[F.ISSUED_ON])), ("有效期至", _day(truth[F.VALID_UNTIL])),
    )  # fmt: skip
    made = _paper(file, UPRIGHT, "中国国家强制性产品认证证书", rows, 360, colon=True, sign=None)
    return _done(LicenceKind.CCC_CERTIFICATE, made, truth)


def _only(truth: Truth, *fields: ReadField) -> Truth:
    return {field: truth[field] for field in fields}


def _done(kind: LicenceKind, picture: Image.Image, truth: Truth) -> Drawn:
    return kind, picture, {**truth, F.KIND: kind.value}


MORE: tuple[Callable[[random.Random, Path], Drawn], ...] = (
    cosmetics,
    device,
    publication,
    brand,
    inspection,
    ccc,
)
