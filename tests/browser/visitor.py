"""Somebody with a phone or a desktop computer: opens pages, looks closely at each, and reports what is wrong."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, StorageState, expect

from tests.browser.gallery import KEEPS_SHOTS, SHOTS
from tests.browser.live import House
from tests.browser.scripts import BARRIERS, IN_ENGLISH, SHIFTS, TOO_WIDE, TORN

PHONE, DESKTOP = 360, 1280
HEIGHTS = {PHONE: 740, DESKTOP: 900}
IN_WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; V1921A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 "
    "Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240501 MicroMessenger/8.0.50 NetType/4G Language/zh_CN"
)
PATIENCE = 20_000  # milliseconds: a machine that does much besides is slow, not wrong
expect.set_options(timeout=PATIENCE)
SLIPS = re.compile(r"%\(\w+\)|\{\{|\}\}|\bNone\b|\bundefined\b|\bTraceback\b|&amp;|<[A-Z]\w+\.[A-Z_]+:")

BLOTS = re.compile(
    r".{0,20}(?:[a-z)][：；，。]|[a-z)][.;][A-Z][a-z]{2})"
)  # Chinese marks after English words; no blank between sentences

CONTRAST = {"runOnly": ["color-contrast"]}


@dataclass
class Visitor:
    """One browser window. Troubles gather in ``troubles`` until ``look`` or ``leave`` raises them."""

    page: Page
    house: House
    width: int
    language: str
    script: bool
    folder: str = "story"
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str, *, expect: int = 200) -> Page:
        """Go to an address of the house; ``expect`` a refusal if one is meant to come."""
        answer = self.page.goto(path if "://" in path else self.house.url + path)
        assert answer is not None
        if answer.status != 200:
            self.forgive()
        told = self.house.last_words() if answer.status >= 500 else ""
        assert answer.status == expect, f"{path}: {answer.status}\n{told}"
        return self.page

    def turn(self, width: int) -> None:
        """The same page in a window as wide as another device's."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        self.width = width

    def press(self, words: str) -> None:
        """A button or a link on the page itself, by what it says."""
        main = self.page.locator("main")
        found = main.get_by_role("button", name=words, exact=True)
        found.or_(main.get_by_role("link", name=words, exact=True)).first.click()

    def fill(self, **fields: str) -> None:
        """Fields by name: typed into, chosen from, ticked or answered, as the field wants it."""
        for name, value in fields.items():
            _fill(self.page, name, value)

    def reads(self, *words: str) -> None:
        """The page says this, now or in a moment."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def look(self, name: str, *, closely: bool = True) -> None:
        """Nothing sticks out sideways, nothing is broken, everyone can read it; keeps a picture if asked.

        Not ``closely``: the page is of a kind that was asked before who can read it.
        """
        self.page.wait_for_load_state()  # a click does not wait for the style sheets
        where = f"{self.page.url} ({self.width} px, {self.language})"
        self.fits(where)
        slip = SLIPS.search(self.page.evaluate("document.body.innerText"))
        assert slip is None, f"{where} says {slip.group(0) if slip else ''}"
        if self.script and closely:
            told = _barriers(self.page)
            assert not told, f"{where} has barriers:\n{told}"
            self.house.looked_at.add(self.page.url.removeprefix(self.house.url))
        self.shoot(name)
        self.leave(where)

    def fits(self, where: str) -> None:
        wide = self.page.evaluate(TOO_WIDE)
        assert not wide, f"{where} scrolls sideways: {wide}"
        torn = self.page.evaluate(TORN)
        assert not torn, f"{where} tears a sentence apart: {torn}"

    def in_english(self) -> None:
        """The page just looked at, in English, whose words are longer: it fits a phone too. Done without opening it anew."""
        self.turn(PHONE)
        self.page.evaluate(IN_ENGLISH)
        where = f"{self.page.url} ({PHONE} px, in English)"
        self.fits(where)
        blot = BLOTS.search(self.page.evaluate("document.body.innerText"))
        assert blot is None, f"{where} is set like Chinese: {blot.group(0) if blot else ''}"

    def stood_still(self) -> None:
        """Nothing moved since the page opened, except by the visitor's hand."""
        shifted = self.page.evaluate("() => window.shifted")
        assert shifted == 0, f"{self.page.url} ({self.width} px) jumps while it opens: {shifted}"

    def in_the_dark(self, name: str) -> None:
        """The page just looked at, once more at night: of all that can bar the way, only contrast can have changed."""
        self.page.emulate_media(color_scheme="dark")
        try:
            told = _barriers(self.page, CONTRAST)
            assert not told, f"{self.page.url} ({self.width} px) is hard to read in the dark:\n{told}"
            self.shoot(name, "-dark")
        finally:
            self.page.emulate_media(color_scheme="light")

    def leave(self, where: str = "") -> None:
        assert not self.troubles, f"{where or self.page.url}: {self.troubles}"

    def forgive(self) -> None:
        """After an answer that was meant to be a refusal."""
        self.troubles.clear()

    def shoot(self, name: str, mode: str = "") -> None:
        if KEEPS_SHOTS:
            mode = mode if self.script else "-noscript"
            place = SHOTS / self.language / f"{self.width}{mode}" / self.folder / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("() => scrollTo(0, 0)")  # a bar that stays is drawn where one stands
            self.page.screenshot(path=place, full_page=True, scale="css")


def _fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main [name='{name}']:not([type=hidden])")
    kind = field.first.evaluate("one => one.type")
    match kind:
        case "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        case "checkbox":
            field.first.set_checked(value == "yes")
        case "select-one" if value.isascii():
            field.select_option(value=value)
        case "select-one":
            field.select_option(label=value)
        case _:
            field.fill(value)


@contextmanager
def visiting(
    browser: Browser, house: House, *, width: int, script: bool, language: str, state: StorageState | None
) -> Iterator[Visitor]:
    """A visitor with a window of its own, who notes whatever goes wrong behind the page."""
    context = window(browser, width, java_script_enabled=script, storage_state=state)
    if language != "zh":
        context.add_cookies([{"name": "lang", "value": language, "url": house.url}])
    visitor = Visitor(context.new_page(), house, width, language, script)
    _listen(context, visitor)
    try:
        yield visitor
        visitor.leave()
    finally:
        context.close()


def window(browser: Browser, width: int, **more: Any) -> BrowserContext:
    """A fresh window, as a phone inside a chat program or as a desktop computer; it counts what moves in it."""
    settings: dict[str, Any] = {
        "viewport": {"width": width, "height": HEIGHTS[width]},
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }
    if width == PHONE:
        settings |= {"is_mobile": True, "has_touch": True, "device_scale_factor": 2, "user_agent": IN_WECHAT}
    context = browser.new_context(**settings, **more)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"({SHIFTS})()")
    return context


def _listen(context: BrowserContext, visitor: Visitor) -> None:
    """Whatever goes wrong behind the page becomes a trouble."""
    note = visitor.troubles.append

    def outside(route: Route) -> None:
        note(f"asks a stranger: {route.request.url}")
        route.abort()

    ours = re.compile(rf"^(?!{re.escape(visitor.house.url)}/|data:|blob:|about:)")
    context.route(ours, outside)
    context.on("console", lambda told: note(f"console: {told.text}") if told.type == "error" else None)
    context.on("weberror", lambda told: note(f"script: {told.error}"))
    context.on("response", lambda told: note(f"{told.status} {told.url}") if told.status >= 400 else None)


def _barriers(page: Page, only: dict[str, Any] | None = None) -> str:
    """What axe-core finds, one line a finding; empty if nothing. Only its findings leave the page: the rest is long."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(BARRIERS, only or {})
    return "\n".join(
        f"{one['id']}: {one['help']} — {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        f" ({'; '.join(check['message'] for check in one['nodes'][0]['any'][:1])})"
        for one in found
    )
