"""Pages for everyone: enlarged, narrow, with wide spacing, without motion, by keyboard; what axe does not look at on its own.

A page is opened once and then looked at in every way. ``/design`` stands for all components.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.atlas import COUNTY, phones
from tests.browser.conftest import Visit
from tests.browser.scripts import TOO_WIDE
from tests.browser.visitor import DESKTOP, Visitor

PAGES = {
    None: ["/", f"/r/{COUNTY}", f"/r/{COUNTY}/merchants", f"/r/{COUNTY}/complaints/follow", "/help/consumer", "/sign-in"],
    "merchant-live_stream": ["/desk", "/labels/new", "/shop/licences", "/statistics"],
    "officer": ["/design", "/desk", "/complaints"],
}  # fmt: skip
ENLARGED, NARROW = {"width": 640, "height": 450}, {"width": 320, "height": 640}
STOPS = 20

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return style.overflowY === "hidden" && style.position !== "absolute" && one.clientHeight > 2 && one.scrollHeight > one.clientHeight + 3
    && one.innerText && !one.closest("svg");
}).map(one => one.tagName + "." + one.className)"""
MOVING = """() => document.getAnimations().length + [...document.querySelectorAll("body *")]
  .filter(one => getComputedStyle(one).transitionDuration.split(", ").some(time => parseFloat(time) > 0.001)).length"""
TARGETS = """() => axe.run(document, {runOnly: {type: "rule", values: ["target-size"]}, resultTypes: ["violations"]})
  .then(found => found.violations.flatMap(one => one.nodes.map(node => node.target.join(" "))))"""
# the parts of a date have the browser's own ring
STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one === document.body) return null;
  const about = one.closest(".fx-choice"), ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {name: one.tagName + " " + (one.innerText || one.name || "").trim().slice(0, 30), ring: ring || !!about || one.type === "date",
    seen: !!top && (one.contains(top) || top.contains(one) || !!one.labels && [...one.labels].some(label => label.contains(top)))};
}"""


@pytest.fixture(params=list(PAGES), ids=str)
def tour(request: pytest.FixtureRequest, visit: Visit) -> tuple[Visitor, list[str]]:
    role = request.param
    visitor = visit(DESKTOP, phone=phones()[role] if role else None)
    return visitor, PAGES[role]


def looked_at(visitor: Visitor, paths: list[str]) -> Iterator[tuple[str, Any]]:
    for path in paths:
        visitor.page.set_viewport_size({"width": DESKTOP, "height": 900})
        yield path, visitor.open(path)


def test_pages_hold_enlarged_narrow_and_spaced(tour: tuple[Visitor, list[str]]):
    """200 % of 1280 px, 320 px, and the spacing of WCAG 1.4.12: nothing runs out of the page, no words are cut off."""
    titles, troubles = [], []
    for path, page in looked_at(*tour):
        titles.append(page.title())
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        assert page.evaluate(MOVING) == 0, f"{path} moves for people who asked for stillness"
        for how, size in (("enlarged", ENLARGED), ("narrow", NARROW)):
            page.set_viewport_size(size)
            if wide := page.evaluate(TOO_WIDE):
                troubles.append(f"{path} {how}: {wide}")
        page.evaluate(SPACED)
        if wide := page.evaluate(TOO_WIDE):
            troubles.append(f"{path} spaced: {wide}")
        if cut := page.evaluate(CUT_OFF):
            troubles.append(f"{path} spaced, cut off: {cut}")
    assert troubles == []
    assert len(set(titles)) == len(titles)


def test_everything_can_be_hit_and_found_by_keyboard(tour: tuple[Visitor, list[str]]):
    """Targets of 24 px (2.5.8); each stop of the keyboard has a ring and lies free (2.4.7, 2.4.11)."""
    visitor, paths = tour
    for path, page in looked_at(visitor, paths[:2]):
        visitor.look(re.sub(r"\W+", "-", path))
        assert page.evaluate(TARGETS) == [], path
        for _stop in range(STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                break
            assert (stop["ring"], stop["seen"]) == (True, True), f"{path}: {stop}"
    if "/design" in paths:
        visitor.open("/design")
        visitor.look("design")
        visitor.in_the_dark("design")


def test_the_other_language_says_so(visit: Visit):
    page = visit(DESKTOP, language="en").open(f"/r/{COUNTY}")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="中文").get_attribute("lang") == "zh-CN"


def test_an_english_desk_fits_the_narrowest_page(visit: Visit):
    """Its name is longer than the Chinese one."""
    page = visit(DESKTOP, phone=phones()["officer"], language="en").open("/desk")
    page.set_viewport_size(NARROW)
    assert page.evaluate(TOO_WIDE) == []
