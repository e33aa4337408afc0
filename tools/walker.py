"""Goes through an installation's pages over HTTP as a person of the demo county, and notes how each answered."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
FORM = re.compile(r'<form\b[^>]*?\baction="(?P<to>[^"]*)"[^>]*>(?P<body>.*?)</form>', re.DOTALL)
HIDDEN = re.compile(
    r'<input\b(?=[^>]*\btype="hidden")(?=[^>]*\bname="([^"]+)")(?=[^>]*\bvalue="([^"]*)")[^>]*>'
)
LEFT_ALONE = ("/sign-out", "/language/", "/static/", "/demo", "/metrics")
SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str


class Visitor:
    """A browser with cookies of its own, which never goes elsewhere."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def ask(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        sent = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(  # noqa: S310  (our own)
            self.home + path, data=sent, headers={"Referer": self.home + "/demo"}
        )
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return Answer(answer.status, _text(answer))
        except urllib.error.HTTPError as told:
            return Answer(told.code, "")

    def enter(self, phone: str) -> bool:
        """One tap on the demo county's front door."""
        for form in FORM.finditer(self.ask("/demo").text):
            if phone in form["to"]:
                hidden = {name: unescape(value) for name, value in HIDDEN.findall(form["body"])}
                return self.ask(unescape(form["to"]), hidden).status == 200
        return False

    def walk(self, start: str, most: int) -> dict[str, int]:
        """Address to status, breadth first; of addresses alike but for a code, three are looked at."""
        found: dict[str, int] = {}
        kinds: dict[str, int] = {}
        waiting = [start]
        while waiting and len(found) < most:
            path = waiting.pop(0)
            kind = re.sub(r"[0-9A-Z]{6,}|\d+", "*", path.partition("?")[0])
            if path in found or kinds.get(kind, 0) >= 3:
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            answer = self.ask(path)
            found[path] = answer.status
            waiting.extend(self._links(answer.text))
        return found

    def _links(self, text: str) -> Iterator[str]:
        for link in LINK.findall(text):
            path = unescape(link).removeprefix(self.home)
            if path.startswith("/") and not path.startswith(("//", *LEFT_ALONE)):
                yield path


def _text(answer: object) -> str:
    if "text/html" not in answer.headers.get("Content-Type", ""):  # type: ignore[attr-defined]  # urllib's own
        return ""
    return str(answer.read().decode("utf-8", "replace"))  # type: ignore[attr-defined]  # urllib's own
