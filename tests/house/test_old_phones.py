"""The style sheets hold on old phones: whatever a browser of 2018 does not know has something to stand on beneath it.

A rule it does not understand is dropped whole, a declaration likewise. So a new way of writing needs the old way before
it in the same rule, or an ``@supports`` around it; what is dropped without harm is listed here by name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.settings import ROOT

SHEETS = sorted((ROOT / "app" / "static" / "css").glob("*.css"))
NEW_SELECTORS = re.compile(r":(?:has|is|where|focus-visible)\b|&")
NEW_PROPERTIES = {"inset", "aspect-ratio", "rotate", "translate", "scale", "padding-block", "padding-inline", "margin-block", "margin-inline"}  # fmt: skip
NEW_VALUES = re.compile(
    r"\b(?:min|max|clamp|env|color-mix|light-dark|oklch|oklab)\(|\d(?:[dsl]v[hw]|cqw|cqi)\b|\banywhere\b"
)
NEEDS_SUPPORTS = ("@layer", "@scope", "@starting-style", "@property")
NEVER = re.compile(r"(?:^|;)\s*(?:height|max-height):\s*100(?:vh|%)")
"""Traps where the keyboard of a phone covers half of the page."""


@dataclass(frozen=True)
class Ruling:
    """One rule with what stands around it, and the name of its sheet."""

    sheet: str
    around: tuple[str, ...]
    selector: str
    declarations: tuple[tuple[str, str], ...]

    @property
    def asks_first(self) -> bool:
        return any(one.startswith("@supports") for one in self.around)

    @property
    def is_flexible(self) -> bool:
        return any(name == "display" and "flex" in value for name, value in self.declarations)


def rulings(sheet: str, text: str, around: tuple[str, ...] = ()) -> Iterator[Ruling]:
    at = 0
    while (opening := text.find("{", at)) >= 0:
        head, depth, end = text[at:opening].strip(), 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        body = text[opening + 1 : end - 1]
        if head.startswith("@") and "{" in body:
            yield from rulings(sheet, body, (*around, head))
        else:
            lines = (line.partition(":") for line in re.split(r";(?![^(]*\))", body) if ":" in line)
            told = tuple((name.strip(), value.strip()) for name, _colon, value in lines)
            yield Ruling(sheet, around, head, told)
        at = end


def whole(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


ALL = [one for sheet in SHEETS for one in rulings(sheet.name, whole(sheet.read_text("utf-8")))]


def test_sheets_are_read_whole():
    assert {one.sheet for one in ALL} == {sheet.name for sheet in SHEETS}
    assert len(ALL) > 300


def test_a_new_selector_stands_alone_behind_a_question():
    """``:focus:not(:focus-visible)`` only takes away what ``:focus`` gave: an old browser keeps the ring."""
    bad = [
        f"{one.sheet}: {one.selector}"
        for one in ALL
        if NEW_SELECTORS.search(one.selector) and not one.asks_first and one.selector != ":focus:not(:focus-visible)"
    ]  # fmt: skip
    assert bad == []


def test_a_new_value_comes_after_an_old_one():
    bad = []
    for one in ALL:
        before: set[str] = set()
        for name, value in one.declarations:
            is_new = name in NEW_PROPERTIES or NEW_VALUES.search(value)
            if is_new and name not in before and not one.asks_first and not name.startswith("--"):
                bad.append(f"{one.sheet}: {one.selector}: {name}: {value}")
            before.add(name)
    assert bad == []


def test_boxes_keep_apart_where_gap_is_not_known():
    """``gap`` between flexible boxes is younger than the phones: `ground.css` gives each of them margins instead."""
    told = {
        part.strip().split(" > *")[0]
        for one in ALL
        if "@supports not (inset: 0)" in one.around
        for part in one.selector.split(",")
    }
    apart = {
        part.strip().removeprefix(".fx-body ")
        for one in ALL
        if one.is_flexible and any(name == "gap" for name, _value in one.declarations)
        for part in one.selector.split(",")
    }
    assert apart
    assert sorted(apart - told) == []


def test_no_rule_is_written_inside_another():
    bad = [one.selector for one in ALL if "{" in str(one.declarations)]
    assert bad == []
    assert [one.around for one in ALL if any(name.startswith(NEEDS_SUPPORTS) for name in one.around)] == []


def test_what_asks_the_box_asks_the_window_first():
    """A rule in ``@container`` has its twin in a ``@media`` just before it."""
    asked = [re.findall(r"@(container|media)\b", whole(sheet.read_text("utf-8"))) for sheet in SHEETS]
    lonely = [
        pair for one in asked for pair in pairwise(["", *one]) if pair[1] == "container" != pair[0] != "media"
    ]
    assert lonely == []


def test_nothing_is_as_high_as_the_window():
    bad = [
        f"{one.sheet}: {one.selector}"
        for one in ALL
        if NEVER.search(";".join(f"{name}: {value}" for name, value in one.declarations))
    ]
    assert bad == []
