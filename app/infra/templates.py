"""What every template may use. Words, dates and icons; no queries."""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from app.infra import i18n, icons, phrases, scope
from app.infra.scope import RegionRef
from app.settings import Settings

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = r"(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日"  # an English one may break in a cell: there it is too long for its column
CODE = r"(?<![\w-])[0-9A-Z]{2,8}(?:-[0-9A-Z]{2,10}){1,3}(?![\w-])"  # whole numbers and secrets, never the end of one
KEPT = re.compile(rf"{DATE}|{CODE}|\bE-commerce\b", re.ASCII)
SAID = re.compile(  # dates and the name, begun with one set of signs so that a whole page is searched fast
    rf"[\dE](?:\d{{0,3}}(?: ?年 ?\d{{1,2}})? ?月 ?\d{{1,2}} ?日|\d? (?:{MONTHS})(?: \d{{4}})?\b|(?<=E)-commerce\b)",
    re.ASCII,
)
RUNNING = re.compile(  # what holds running words. Boxes that lay out what is in them would take a part of a sentence for a box
    r"<(?:p|small|dd|dt|h[1-6]|strong|em|time|figcaption)\b(?![^>]*\bclass=)"
    r'|<(?:p|div)\b[^>]*\bclass="fx-(?:hint|lead|section-lead)"'
)
FAR = 100  # tags
OPENS = '<span class="fx-whole">'
WHOLE = rf"{OPENS}\g<0></span>"
TAIL = re.compile(r"[一-鿿]{2}[？！）]$")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the side navigation, as this person sees it now."""

    title: str
    url: str
    icon: str
    active: bool = False
    count: int = 0
    group: str = ""


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled before, by whichever process came first. A full disk costs time, not pages."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.undefined = StrictUndefined
    how = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]  # compiled otherwise, kept elsewhere
    compiled = (settings.template_cache or settings.var / "templates") / how
    with suppress(OSError):
        compiled.mkdir(mode=0o700, parents=True, exist_ok=True)
        app.jinja_env.bytecode_cache = Compiled(str(compiled))
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.filters.update(
        when=i18n.when_text,
        who=i18n.who_text,
        day=i18n.day_text,
        month=i18n.month_text,
        weekday=i18n.weekday_text,
        points=i18n.points_text,
        number=i18n.number_text,
        word=phrases.word,
        lines=lines,
        whole=whole,
        headline=headline,
        unbroken=unbroken,
    )
    app.jinja_env.globals.update(
        asset=_asset_finder(settings.static),
        icon_svg=icons.icon_svg,
        locale_url=locale_url,
        here=here,
        say=i18n.say,
        languages=i18n.LANGUAGES,
        weekday_names=i18n.weekday_names,
    )
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    return {
        "locale": i18n.chosen(),
        "region": in_words(scope.region_or_none()),
        "nav": (),
        "inbox_count": 0,
        "demo_clock": None,
        "demo_clock_url": None,
        "form_errors": (),
    }


def in_words(region: RegionRef | None) -> RegionRef | None:
    """The region with its name in the reader's language."""
    return replace(region, name=i18n.say(region.name, region.name_en)) if region else None


def lines(said: str | None) -> Markup:
    """What somebody wrote, line by line as it was written."""
    return Markup("<br>").join(escape(one) for one in (said or "").splitlines())


def whole(said: object) -> object:
    """Words for a narrow place: no line ends in the middle of a date or of a code. What holds tags is left as it is."""
    if not isinstance(said, str):
        return said
    safe = str(escape(said))
    return said if "<" in safe else Markup(KEPT.sub(WHOLE, safe))  # noqa: S704  (escaped above)


def unbroken(page: str) -> Markup:
    """Rendered HTML in whose running words no line ends in the middle of a date: paragraphs, facts, plain lists, small print."""

    def kept(found: re.Match[str]) -> str:
        outer, at = _around(page, found.start())
        if outer == "<li>":
            outer = "<p>" if _around(page, at)[0] in ("<ul>", "<ol>") else ""
        return f"{OPENS}{found[0]}</span>" if RUNNING.match(outer) else found[0]

    return Markup(SAID.sub(kept, page))  # noqa: S704  (it was a page before)


def _around(page: str, at: int) -> tuple[str, int]:
    """The opening tag of what a place in a page is in, and where it begins; nothing, for a place inside a tag.

    Looks back a little way only: a long list with a date in each line must not be read from its top for each of them.
    """
    closed, end = 0, at
    if page.rfind("<", 0, at) > page.rfind(">", 0, at):
        return "", at
    for _tag in range(FAR):
        begins = page.rfind("<", 0, end)
        if begins < 0:
            break
        tag, end = page[begins : page.find(">", begins) + 1], begins
        if tag.startswith("</"):
            closed += 1
        elif tag.endswith("/>") or tag.startswith(("<br", "<img", "<input", "<hr", "<wbr", "<!")):
            continue
        elif not closed:
            return tag, begins
        else:
            closed -= 1
    return "", 0


def headline(said: object) -> object:
    """As ``whole``; where a long clause has to be broken, the mark at its end does not get a line of its own."""
    return Markup(TAIL.sub(WHOLE, str(whole(said))))  # noqa: S704  (what ``whole`` gives is safe)


def locale_url(code: str) -> str:
    """Where the language switch leads: back to this page, in the other language."""
    return url_for("regions.language", code=code, next=shown_at())


def shown_at() -> str:
    """This page's address, or, where it is only the answer to a button, that of the page around the button: one step up or more."""
    rule = request.url_rule
    if request.method in ("GET", "HEAD") or rule is None or "GET" in (rule.methods or ()):
        return request.full_path.rstrip("?")
    known, up = current_app.url_map.bind(""), request.path
    while up and not known.test(up, "GET"):
        up = up.rpartition("/")[0]
    return up or "/"


def here() -> str:
    """This page's address without what stands behind the #, which would draw the focus away from a refusal."""
    return request.script_root + request.full_path.rstrip("?")


def _asset_finder(static: Path) -> Callable[[str], str]:
    @cache
    def mark_of(name: str) -> str:
        path = static / name
        return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"

    def asset(name: str) -> str:
        """A static file's address with its content in it, so that it may be cached for good."""
        return url_for("static", filename=name, v=mark_of(name))

    return asset
