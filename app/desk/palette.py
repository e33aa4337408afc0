"""The colours as the style sheets have them, in pairs that meet on pages, with their contrast.

Contrast is reckoned as WCAG 2.2 does (relative luminance of sRGB). Text needs 4.5 : 1, edges and marks that carry
meaning 3 : 1.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.infra.i18n import _l

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
TEXT, MARK = 4.5, 3.0

_COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")

PAIRS = (  # what for, the front, the ground, the least contrast
    (_l("正文"), "ink", "surface", TEXT),
    (_l("正文，页面底色上"), "ink", "ground", TEXT),
    (_l("正文，浅色底上"), "ink", "raised", TEXT),
    (_l("次要文字"), "soft", "surface", TEXT),
    (_l("次要文字，页面底色上"), "soft", "ground", TEXT),
    (_l("链接和图标"), "accent", "surface", TEXT),
    (_l("链接，页面底色上"), "accent", "ground", TEXT),
    (_l("主要按钮"), "on-accent", "accent", TEXT),
    (_l("主要按钮，指着时"), "on-accent", "accent-deep", TEXT),
    (_l("选中的一项"), "accent-deep", "accent-tint", TEXT),
    (_l("好"), "good", "good-tint", TEXT),
    (_l("留意"), "warn", "warn-tint", TEXT),
    (_l("不好"), "bad", "bad-tint", TEXT),
    (_l("进行中"), "calm", "calm-tint", TEXT),
    (_l("平常"), "plain", "plain-tint", TEXT),
    (_l("好，卡片上"), "good", "surface", TEXT),
    (_l("留意，卡片上"), "warn", "surface", TEXT),
    (_l("不好，卡片上"), "bad", "surface", TEXT),
    (_l("进行中，卡片上"), "calm", "surface", TEXT),
    (_l("正文，提示框里"), "ink", "warn-tint", TEXT),
    (_l("热力图，最弱的一格"), "ink", "heat-1", TEXT),
    (_l("热力图，中间的一格"), "ink", "heat-3", TEXT),
    (_l("热力图，最强的一格"), "ink", "heat-5", TEXT),
    (_l("输入框的边"), "edge", "surface", MARK),
    (_l("键盘走到哪里的框"), "focus", "surface", MARK),
    (_l("键盘走到哪里的框，页面底色上"), "focus", "ground", MARK),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A front on a ground, by day or by night. ``need`` is the least that ``contrast`` may be."""

    name: str
    front: str
    ground: str
    contrast: float
    need: float


@cache
def colours(night: bool = False) -> dict[str, str]:
    """Every colour by name; what the night does not change is as by day."""
    day = dict(_COLOUR.findall((CSS / "theme.css").read_text("utf-8")))
    return day | dict(_COLOUR.findall((CSS / "dark.css").read_text("utf-8"))) if night else day


def pairs(night: bool = False) -> list[Pair]:
    known = colours(night)
    return [
        Pair(name, known[front], known[ground], contrast(known[front], known[ground]), need)
        for name, front, ground, need in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white); which is in front does not matter."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
