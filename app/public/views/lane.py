"""A lane of its own for scans: from the server straight to the page of a genuine label.

Nothing here decides anything that the page in ``tag`` does not decide as well: whatever is not plainly a genuine
label asked for by a phone (mistyped, forged, taken back, in a hurry) goes the long way, through the house.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.infra import watch
from app.infra.headers import FIXED, POLICY
from app.labels.terms import Standing
from app.public import rules, tags
from app.public.views import label_page
from app.public.views.tally import tally_of
from app.settings import Settings

log = logging.getLogger(__name__)
SCANNED = re.compile(r"/Q/([0-9A-HJKMNP-TV-Z]{20})")
RULE = "/Q/<token>"  # as the house's own page is called in figures and log lines
LANGUAGE = re.compile(r"(?:^|;\s*)(?:__Host-)?lang=(\w{2})")
UNLIMITED = 60  # scans a minute from one address; beyond them the house counts, and says when it is enough
MOST_ADDRESSES = 50_000
Start = Callable[..., Any]
Program = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Lane:
    """In front of the house."""

    def __init__(self, app: Flask, house: Program, settings: Settings) -> None:
        self.app = app
        self.house = house
        self.limited = settings.limits_on
        self.headers = _headers(secure=settings.public_url.startswith("https://"))
        self.minute, self.asked = 0, dict[str, int]()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        token = self._token(environ)
        if token is not None:
            begun = time.monotonic()
            try:
                page = self._page(token, environ)
            except Exception:
                log.exception("the lane is blocked; the house answers")
                page = None
            if page is not None:
                body, packed = page
                number = watch.number_of(environ.get("HTTP_X_REQUEST_ID", ""))
                head = [*self.headers, ("Content-Length", str(len(body))), ("X-Request-Id", number)]
                if packed:
                    head.append(("Content-Encoding", "gzip"))
                watch.note("GET", RULE, 200, time.monotonic() - begun, number=number)
                start("200 OK", head)
                return [body]
        return self.house(environ, start)

    def _token(self, environ: dict[str, Any]) -> str | None:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        scanned = SCANNED.fullmatch(environ["PATH_INFO"])
        return scanned.group(1) if scanned and self._may_pass(environ.get("REMOTE_ADDR") or "") else None

    def _may_pass(self, address: str) -> bool:
        if not self.limited:
            return True
        minute = int(time.time()) // 60
        if minute != self.minute or len(self.asked) > MOST_ADDRESSES:
            self.minute, self.asked = minute, {}
        self.asked[address] = asked = self.asked.get(address, 0) + 1
        return asked <= UNLIMITED

    def _page(self, token: str, environ: dict[str, Any]) -> tuple[bytes, bool] | None:
        tag = tags.read(token)
        known = tag.known
        if tag.found.standing is not Standing.GENUINE or known is None or known.card is None:
            return None
        if rules.lags(
            known.card, known.today
        ):  # the demo county's clock has jumped, or the chores stand still
            return None
        chosen = LANGUAGE.search(environ.get("HTTP_COOKIE", ""))
        pieces = label_page.page_of(self.app, known, known.card, chosen.group(1) if chosen else "zh")
        packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        filling = label_page.filled_with(token)
        body = pieces.gzipped(filling) if packed else pieces.plain(filling)
        tally_of(self.app).note(known, environ.get("REMOTE_ADDR"))
        return body, packed


def _headers(*, secure: bool) -> list[tuple[str, str]]:
    """What the house says with each of its answers, for a page that has no script at all."""
    said = FIXED | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": POLICY.replace(" 'nonce-{nonce}'", "").replace("script-src 'self'", "script-src 'none'"),
        "Cache-Control": "no-store",
        "Vary": "Accept-Encoding, Cookie",
    }  # fmt: skip
    if secure:
        said["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return list(said.items())


def init_lane(app: Flask, settings: Settings) -> None:
    """Behind whatever says who asks, before everything else: a scan counts by the visitor's address, not our proxy's."""
    outer: Program = app.wsgi_app
    if isinstance(outer, ProxyFix):
        outer.app = Lane(app, outer.app, settings)
    else:
        app.wsgi_app = Lane(app, outer, settings)  # type: ignore[method-assign, assignment]  # Flask's own way to stand in front
