"""Pictures of business and food licences for measuring the eye: drawn, photographed badly, the truth kept beside.

Names, codes and numbers are made up; every sheet says that it is a sample.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from app.kernel import uscc
from app.licences.terms import LicenceKind, ReadField
from tests.load.photographs import LEVELS, taken

SIZE = (1600, 1130)
INK, RED, PAPER = "#262320", "#b3261e", "#faf5e6"
MORE_FONTS = (Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),)
PLACES = ("雉城街道", "画溪街道", "太湖街道", "煤山镇", "泗安镇", "和平镇", "夹浦镇", "水口乡")
ROADS = ("明珠路", "长海路", "县前街", "经四路", "解放西路", "白溪大道", "金陵南路")
FIRST, SECOND = (
    ("云桥", "小满", "青屿", "拾穗", "紫竹", "南风", "溪畔", "知味"),
    ("食品", "茶叶", "电子商务", "农产品", "日用品", "服饰"),
)
FAMILY, GIVEN = "王李张刘陈杨黄周吴徐", ("建国", "晓燕", "志明", "雨桐", "文斌", "丽华", "海涛", "静")
WORK = (
    (
        "许可项目：食品互联网销售；食品销售。一般项目：互联网销售（除销售需要许可的商品）；食用农产品零售；日用百货销售；"
        "包装服务（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）。"
    ),
    "一般项目：茶具销售；服装服饰零售；日用品销售；组织文化艺术交流活动；广告制作；信息咨询服务。",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture and what is written on it. ``level`` says how badly it was taken."""

    name: str
    level: str
    kind: LicenceKind
    picture: Image.Image
    truth: dict[ReadField, str] = field(default_factory=dict)

    def jpeg(self, quality: int = 90) -> bytes:
        made = BytesIO()
        self.picture.save(made, "JPEG", quality=quality)
        return made.getvalue()


def sheets(
    count: int,
    *,
    seed: int = 20260601,
    levels: tuple[str, ...] = LEVELS,
    drawing: "Sequence[Draw] | None" = None,
) -> Iterator[Sheet]:
    """Kinds, layouts, fonts and levels in turn, each with content of its own."""
    draws = drawing or LAYOUTS
    fonts = font_files()
    for number in range(count):
        rng = random.Random(seed * 1000 + number)  # noqa: S311  (pictures, not secrets)
        draw, turn = draws[number % len(draws)], number // len(draws)
        level = levels[turn % len(levels)]
        file = fonts[(turn + turn // len(levels)) % len(fonts)]
        kind, picture, truth = draw(rng, file)
        yield Sheet(f"{number:03}-{level}-{file.stem}", level, kind, taken(picture, level, rng), truth)


def font_files() -> tuple[Path, ...]:
    """The two bundled fonts, and a third where the machine has one."""
    return (Path(str(sans_path())), Path(str(serif_path())), *(one for one in MORE_FONTS if one.exists()))


@cache
def font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size)


def code(rng: random.Random, head: str = "91330522MA") -> str:
    first = head + "".join(rng.choice(uscc.ALPHABET) for _ in range(17 - len(head)))
    return first + uscc.check_character(first)


def _content(rng: random.Random) -> dict[ReadField, str]:
    name = f"长兴{rng.choice(FIRST)}{rng.choice(SECOND)}{rng.choice(('有限公司', '经营部', '专业合作社', '供应链管理有限公司'))}"
    return {
        ReadField.NAME: name,
        ReadField.USCC: code(rng, rng.choice(("91330522MA", "92330522MA", "9333052207"))),
        ReadField.PERSON: rng.choice(FAMILY) + rng.choice(GIVEN),
        ReadField.ADDRESS: f"浙江省湖州市长兴县{rng.choice(PLACES)}{rng.choice(ROADS)}{rng.randint(1, 999)}号{rng.randint(1, 9)}幢{rng.randint(101, 1806)}室",
        ReadField.SCOPE: rng.choice(WORK),
        ReadField.ISSUED_ON: f"{rng.randint(2016, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
    }


def _day(iso: str, gap: str = "") -> str:
    year, month, day = iso.split("-")
    return f"{year}年{gap}{month}月{gap}{day}日"


class Pen:
    """Draws on one sheet: labels, values over several lines, the seal, the word that it is a sample."""

    def __init__(self, size: tuple[int, int], file: Path) -> None:
        self.sheet = Image.new("RGB", size, PAPER)
        self.draw = ImageDraw.Draw(self.sheet)
        self.file = file
        self.draw.rectangle((26, 26, size[0] - 26, size[1] - 26), outline="#b8945a", width=8)

    def words(self, x: int, y: int, text: str, size: int = 30, fill: str = INK, anchor: str = "la") -> None:
        self.draw.text((x, y), text, font=font(self.file, size), fill=fill, anchor=anchor)

    def value(self, x: int, y: int, text: str, width: int, size: int = 30) -> None:
        per_line = max(width // size, 1)
        for row, start in enumerate(range(0, len(text), per_line)):
            self.words(x, y + row * int(size * 1.45), text[start : start + per_line], size)

    def spread(self, x: int, y: int, label: str, width: int = 4, size: int = 30) -> None:
        """A label set to the width of ``width`` characters."""
        gap = (width - len(label)) / (len(label) - 1) if len(label) > 1 else 0
        for place, char in enumerate(label):
            self.words(round(x + place * size * (1 + gap)), y, char, size, "#5b4a2f")

    def seal(self, x: int, y: int, radius: int = 105) -> None:
        layer = Image.new("RGBA", self.sheet.size)
        pen = ImageDraw.Draw(layer)
        red = (200, 30, 30, 120)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=7)
        pen.text((x, y), "★", font=font(self.file, 70), fill=red, anchor="mm")
        pen.text((x, y + 62), "登记专用章", font=font(self.file, 24), fill=red, anchor="mm")
        self.sheet.paste(layer, mask=layer.getchannel("A"))

    def sample(self) -> None:
        self.words(self.sheet.width // 2, self.sheet.height - 52, "测试用样张，不是真实证照", 24, RED, "mm")


Drawn = tuple[LicenceKind, Image.Image, dict[ReadField, str]]
Draw = Callable[[random.Random, Path], Drawn]


def _business_wide(rng: random.Random, file: Path) -> Drawn:
    """The layout in use since 2019: no term printed, labels spread to four characters, the day under the authority."""
    truth, pen = _content(rng), Pen(SIZE, file)
    pen.words(800, 150, "营业执照", 84, "#1b1b1b", "mm")
    pen.words(120, 235, "统一社会信用代码", 28)
    pen.words(120, 280, truth[ReadField.USCC], 34)
    rows = (
        ("名称", truth[ReadField.NAME]),
        ("类型", "有限责任公司（自然人独资）"),
        ("法定代表人", truth[ReadField.PERSON]),
    )
    for place, (label, text) in enumerate(rows):
        pen.spread(120, 380 + place * 74, label, 5)
        pen.value(310, 380 + place * 74, text, 560)
    pen.spread(120, 602, "经营范围", 5)
    pen.value(310, 602, truth[ReadField.SCOPE], 560, 26)
    right = (("注册资本", "壹佰万元整"), ("成立日期", _day("2015-03-18")))
    for place, (label, text) in enumerate(right):
        pen.spread(930, 380 + place * 74, label, 4)
        pen.words(1085, 380 + place * 74, text)
    pen.spread(930, 528, "住所", 4)
    pen.value(1085, 528, truth[ReadField.ADDRESS], 400)
    pen.words(930, 830, "登记机关")
    pen.words(1110, 900, _day(truth[ReadField.ISSUED_ON], "  "), 32)
    pen.seal(1290, 840)
    pen.sample()
    return LicenceKind.BUSINESS_LICENCE, pen.sheet, {**truth, ReadField.KIND: "business_licence"}


def _business_old(rng: random.Random, file: Path) -> Drawn:
    """The upright layout: one column, the term printed."""
    truth, pen = _content(rng), Pen((1130, 1600), file)
    for_good = rng.random() < 0.5
    truth[ReadField.VALID_UNTIL] = (
        "长期" if for_good else f"{rng.randint(2027, 2045)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    )
    start = _day("2015-03-18")
    term = f"{start}至长期" if for_good else f"{start}至{_day(truth[ReadField.VALID_UNTIL])}"
    pen.words(565, 170, "营业执照", 84, "#1b1b1b", "mm")
    pen.words(565, 262, f"统一社会信用代码 {truth[ReadField.USCC]}", 32, INK, "mm")
    rows = (
        ("名称", truth[ReadField.NAME]), ("类型", "个体工商户"), ("经营场所", truth[ReadField.ADDRESS]),
        ("经营者", truth[ReadField.PERSON]), ("成立日期", start), ("营业期限", term), ("经营范围", truth[ReadField.SCOPE]),
    )  # fmt: skip
    for place, (label, text) in enumerate(rows):
        pen.spread(110, 360 + place * 100, label, 4)
        pen.value(290, 360 + place * 100, text, 720)
    pen.words(560, 1290, "登记机关")
    pen.words(640, 1370, _day(truth[ReadField.ISSUED_ON], "  "), 32)
    pen.seal(830, 1330)
    pen.sample()
    return LicenceKind.BUSINESS_LICENCE, pen.sheet, {**truth, ReadField.KIND: "business_licence"}


def _food(rng: random.Random, file: Path) -> Drawn:
    truth, pen = _content(rng), Pen(SIZE, file)
    truth[ReadField.NUMBER] = f"JY1330522{rng.randint(0, 9_999_999):07}"
    truth[ReadField.VALID_UNTIL] = (
        f"{rng.randint(2027, 2031)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    )
    truth[ReadField.SCOPE] = "预包装食品销售；散装食品销售；保健食品销售"
    pen.words(800, 140, "食品经营许可证", 80, "#1b1b1b", "mm")
    left = (
        ("经营者名称", truth[ReadField.NAME]), ("社会信用代码（身份证号码）", truth[ReadField.USCC]),
        ("法定代表人（负责人）", truth[ReadField.PERSON]), ("住所", truth[ReadField.ADDRESS]),
        ("主体业态", "食品销售经营者（网络经营）"), ("经营项目", truth[ReadField.SCOPE]),
    )  # fmt: skip
    for place, (label, text) in enumerate(left):
        y = 260 + place * 110
        pen.words(100, y, f"{label}：", 26, "#5b4a2f")
        pen.value(100 + 26 * (len(label) + 1), y, text, 810 - 26 * len(label), 28)
    right = (("许可证编号", truth[ReadField.NUMBER]), ("签发人", "赵敏"), ("发证机关", "长兴县市场监督管理局"),
             ("发证日期", _day(truth[ReadField.ISSUED_ON])), ("有效期至", _day(truth[ReadField.VALID_UNTIL])))  # fmt: skip
    for place, (label, text) in enumerate(right):
        y = (260, 480, 620, 760, 900)[place]
        pen.words(980, y, f"{label}：", 26, "#5b4a2f")
        pen.words(980 + 26 * (len(label) + 1), y, text, 28)
    pen.seal(1330, 680)
    pen.sample()
    return LicenceKind.FOOD_LICENCE, pen.sheet, {**truth, ReadField.KIND: "food_licence"}


LAYOUTS: tuple[Draw, ...] = (_business_wide, _food, _business_old)
