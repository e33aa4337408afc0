"""Somebody without a mouse: Tab, arrows, Enter, Space and typing. Every stop on the way is looked at."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.browser.visitor import Visitor

FAR = 160  # stops; further than any page is long
STOP = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const shown = one.closest("label") || one;
  const marked = at => { const style = getComputedStyle(at);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none"; };
  const words = one.labels && one.labels.length ? one.labels[0].innerText : one.getAttribute("aria-label") || one.innerText || "";
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = box.top + Math.min(box.height / 2, 20);
  const above = document.elementFromPoint(x, y);
  const before = window.fxBefore;
  const place = at => { let y = 0; for (; at && at.offsetParent !== undefined; at = at.offsetParent) y += at.offsetTop; return y; };
  const top = one.offsetParent === undefined ? box.top + scrollY : place(one);  // what scrolls by itself keeps its place
  window.fxBefore = one;
  return {
    lost: one === document.body || one === document.documentElement, tag: one.tagName, type: one.type || "", name: one.name || "",
    value: one.value || "", checked: !!one.checked, id: one.id, classes: one.className, href: one.getAttribute("href") || "",
    words: words.replace(/\\s+/g, " ").trim(),
    marked: marked(one) || marked(shown) || (one.type === "date" && before === one),  // its calendar has a ring of its own
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !!above && !one.contains(above) && !above.contains(one) && !shown.contains(above) && !one.parentElement.contains(above),
    jumps: one.tabIndex > 0,
    backward: !!before && before.isConnected && before !== one && !!(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING),
    left: box.left, right: box.right, top: top, bottom: top + box.height,
  };
}"""


@dataclass
class Keys:
    """A visitor's ten fingers. ``troubles`` of the visitor hold what went wrong behind the page."""

    visitor: Visitor
    stops: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def path(self) -> str:
        """Where one is, without the skip link's mark."""
        return self.page.url.partition("#")[0].removeprefix(self.visitor.house.url)

    def open(self, path: str) -> None:
        """A fresh page, and past the navigation by the skip link, as one does."""
        self.visitor.open(path)
        self.skip()

    def skip(self) -> None:
        first = self._tab(fresh=True)
        assert "fx-skip" in first["classes"], f"the first stop is {first['words'] or first['tag']}"
        self.page.keyboard.press("Enter")
        at = self.page.evaluate("document.activeElement.id")
        assert at == "main", f"the skip link leads to {at or 'nowhere'}"
        self.stops.clear()

    def to(self, wanted: str, value: str = "") -> dict[str, Any]:
        """On, Tab by Tab, to a field by its name or to whatever says exactly this."""
        at = self._stop()
        for _step in range(FAR):
            if wanted in (at["name"], at["words"]) and not (
                at["name"] == wanted and value not in ("", at["value"])
            ):
                return at
            at = self._tab()
            assert not at["lost"], f"{self.path}: no way to “{wanted}” by Tab; passed {self._passed()}"
        raise AssertionError(f"{self.path}: Tab never comes to “{wanted}”; passed {self._passed()}")

    def press(self, words: str, *, key: str = "Enter") -> None:
        """A link or button that leads to another page, whose main part is come to at once."""
        self.to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.arrive()

    def arrive(self) -> None:
        """On a page that has just come: what it puts first has the focus, else the skip link helps."""
        self.stops.clear()
        self.page.wait_for_load_state()
        if self.page.evaluate("document.activeElement === document.body"):
            self.skip()

    def type(self, **fields: str) -> None:
        """Into fields that follow, in the order of the page."""
        for name, words in fields.items():
            at = self.to(name.replace("__", "-"))
            if at["value"] and at["tag"] == "INPUT":
                self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(words)

    def choose(self, name: str, value: str) -> None:
        """One of a group of radio buttons, or a line of a list, by the arrows."""
        at = self.to(name)
        if at["type"] == "radio" and not at["checked"]:
            self.page.keyboard.press("Space")
        for _step in range(40):
            if at["value"] == value or (at["tag"] == "SELECT" and self._line() == value):
                return
            self.page.keyboard.press("ArrowDown")
            at = self._stop()
            assert (at["name"], at["marked"]) == (name, True), f"the arrows led from “{name}” to {at}"
        raise AssertionError(f"no “{value}” in “{name}”")

    def tick(self, name: str, value: str = "") -> None:
        self.to(name, value)
        self.page.keyboard.press("Space")

    def is_told(self, field: str) -> None:
        """The summary of what went wrong has the focus; its line leads to the field."""
        self.page.wait_for_load_state()
        self.stops.clear()
        at = self._stop()
        assert "fx-errors" in at["classes"], f"{self.path}: after a refusal the focus is on {at['tag']}"
        words = self.page.locator(f".fx-errors a[href^='#{field}']").first.inner_text().strip()
        self.to(words)
        self.page.keyboard.press("Enter")
        at = self._stop()
        assert at["name"] == field, f"“{words}” leads to {at['name'] or at['tag']}"
        self.stops.clear()

    def reads(self, *words: str) -> None:
        self.visitor.reads(*words)

    def walks_through(self) -> int:
        """To the end and back without being caught; how many stops there were."""
        self.page.evaluate(
            "() => { document.activeElement.blur(); delete window.fxBefore; getSelection().removeAllRanges(); }"
        )
        self.stops.clear()
        there = []
        at = self._tab(fresh=True)
        while (
            not at["lost"]
            and len(there) < FAR
            and not (there and at["id"] == "" and "fx-skip" in at["classes"])
        ):
            there.append((at["tag"], at["name"], at["words"], at["href"]))
            at = self._tab()
        assert len(there) < FAR, f"{self.path} catches the focus; passed {self._passed()}"
        return len(there)

    def _line(self) -> str:
        chosen = self.page.evaluate(
            "() => { const one = document.activeElement; return one.options[one.selectedIndex].text; }"
        )
        return str(chosen).strip()

    def _tab(self, *, fresh: bool = False) -> dict[str, Any]:
        self.page.keyboard.press("Tab")
        at = self._stop()
        if not at["lost"]:
            self._looks(at, fresh=fresh)
        self.stops.append(at)
        return at

    def _looks(self, at: dict[str, Any], *, fresh: bool) -> None:
        """One can see where one is, and has come there in the order of reading."""
        here = f"{self.path} ({self.visitor.width} px): {at['tag']} “{at['words'] or at['name']}”"
        assert at["marked"], f"{here} does not show that it has the focus"
        assert at["seen"], f"{here} has the focus outside the window"
        assert not at["covered"], f"{here} has the focus under something else"
        assert not at["jumps"], f"{here} has a place in the order of its own"
        last = self.stops[-1] if self.stops and not fresh else None
        if last and not last["lost"]:
            assert not at["backward"], f"{here} comes after {last['words']}, but stands before it"
            above = at["bottom"] < last["top"] - 2 and at["left"] < last["right"]
            assert not above, f"{here} is read before “{last['words']}”, but reached after it"

    def _stop(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STOP)
        return found

    def _passed(self) -> str:
        return re.sub(
            r"\s+", " ", " · ".join(one["words"] or one["name"] or one["tag"] for one in self.stops)
        )[-600:]
