"""`make helpshots`: the pictures in the pages of help, taken anew from a demo county that runs (`make run`), in both languages.

`make helpshots ARGS=http://127.0.0.1:8000` says where it runs; a second word takes only the pictures whose names hold it.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from app.demo.people import PASSWORD
from app.help.pictures import FOLDER, PHONE, PICTURES, Picture
from app.settings import ROOT
from tools.say import Stopped, ended, say
from tools.system import BROWSERS

WHERE = "http://127.0.0.1:8000"
KEPT = ROOT / "app" / "static" / FOLDER
HEAVIEST = 40_000  # bytes
QUALITIES = (72, 60, 48, 36)
WIDE = (980, 900)
BARE = ".fx-strip, .fx-skip { display: none !important } html { scroll-behavior: auto !important }"
SELLER, SCORED, PARK, OFFICER = "19900001003", "19900001001", "19900000005", "19900000002"
PANEL, MONITOR, ADMIN = "19900000011", "19900000007", "19900000001"


@dataclass(frozen=True, slots=True)
class Stand:
    """Who looks at which page; ``follow`` leads on by the first link whose address fits."""

    phone: str
    path: str
    follow: str = ""


STANDS = {
    "consumer-before": Stand("", "/r/330522/merchants", r"/merchants/\w+$"),
    "consumer-complain": Stand("", "/r/330522/merchants", r"/merchants/\w+$ /complaints/"),
    "seller-start": Stand(SELLER, "/desk"),
    "seller-labels": Stand(SELLER, "/labels/new"),
    "seller-complaints": Stand(SELLER, "/complaints", r"/complaints/TS"),
    "seller-year": Stand(SCORED, "/assessment"),
    "park-labels": Stand(PARK, "/labels"),
    "park-station": Stand(PARK, "/complaints"),
    "park-shops": Stand(PARK, "/park/licences"),
    "officer-complaints": Stand(OFFICER, "/complaints", r"/complaints/TS"),
    "officer-reports": Stand(OFFICER, "/desk/calendar"),
    "officer-shops": Stand(OFFICER, "/desk/aspects"),
    "officer-year": Stand(OFFICER, "/cycles"),
    "panel-score": Stand(MONITOR, "/reviews", r"/reviews/\w+$"),
    "panel-vote": Stand(PANEL, "/panel"),
    "administrator-set": Stand(ADMIN, "/complaints/settings"),
    "administrator-year": Stand(ADMIN, "/desk"),
    "administrator-watch": Stand(ADMIN, "/system"),
}


def main() -> int:
    """Raises ``Stopped`` where nothing runs, a page is not there, or a picture cannot be made light enough."""
    where, only = [*sys.argv[1:], "", ""][:2]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise Stopped("没有找到 Chromium，请先运行 make dev。", "Chromium is missing: run `make dev`.")
    KEPT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--lang=zh-CN"])
        for picture in PICTURES.values():
            if only in picture.name:
                for language, taken in _taken(browser, where or WHERE, picture):
                    _keep(taken, picture, language)
        browser.close()
    return 0


def _taken(browser: Browser, home: str, picture: Picture) -> Iterator[tuple[str, bytes]]:
    """The picture in both languages."""
    stand, on_phone = STANDS[picture.name], picture.size == PHONE
    width, height = picture.size if on_phone else WIDE
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai",
        reduced_motion="reduce", color_scheme="light", bypass_csp=True, device_scale_factor=1.5,
    )  # fmt: skip
    page = context.new_page()
    if stand.phone:
        _sign_in(page, home, stand.phone)
    path = stand.path
    for step in filter(None, stand.follow.split(" ")):
        path = _link(page, urljoin(home, path), step)
    for language in ("zh", "en"):
        context.add_cookies([{"name": "lang", "value": language, "url": home}])
        answer = page.goto(urljoin(home, path))
        if answer is None or answer.status != 200:
            raise Stopped(f"{picture.name}：{path} 打不开。", f"{picture.name}: {path} does not open.")
        page.add_style_tag(content=BARE)
        yield language, _shot(page, picture)
    context.close()


def _shot(page: Page, picture: Picture) -> bytes:
    """On a phone what the screen shows; else the page itself without what stands around it."""
    if picture.size == PHONE:
        return page.screenshot()
    box = page.locator("main").bounding_box()
    if box is None:
        raise Stopped(f"{picture.name}：页面是空的。", f"{picture.name}: the page is empty.")
    width, height = picture.size
    clip = {
        **box,
        "height": box["width"] * height / width,
    }  # as wide as the page is, in the picture's own shape
    return page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]  # a clip is such a dict


def _sign_in(page: Page, home: str, phone: str) -> None:
    page.goto(urljoin(home, "/sign-in"))
    page.fill("[name=phone]", phone)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _link(page: Page, address: str, wanted: str) -> str:
    page.goto(address)
    links = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    for link in links:
        if re.search(wanted, link):
            return str(link)
    raise Stopped(f"{address} 上没有要找的链接。", f"No link like {wanted} at {address}.")


def _keep(taken: bytes, picture: Picture, language: str) -> None:
    """As light as it has to be; the first quality that is light enough."""
    with Image.open(BytesIO(taken)) as whole:
        drawn = Image.new("RGB", picture.size, "#f3f6f5")
        width = picture.size[0]  # to the very edge, whichever way the height was rounded
        fitted = whole.convert("RGB").resize(
            (width, round(whole.height * width / whole.width)), Image.Resampling.LANCZOS
        )
        drawn.paste(fitted, (0, 0))
    for quality in QUALITIES:
        made = BytesIO()
        drawn.save(made, "WEBP", quality=quality, method=6)
        if len(made.getvalue()) <= HEAVIEST:
            (KEPT / f"{picture.name}.{language}.webp").write_bytes(made.getvalue())
            say(f"· {picture.name}.{language}.webp  {len(made.getvalue()):,}")
            return
    raise Stopped(f"{picture.name} 太大。", f"{picture.name} is too heavy.")


if __name__ == "__main__":
    sys.exit(ended(main))
