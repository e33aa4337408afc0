"""The browser of web tests: signs in, fetches, submits forms as people do, and inspects every page."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts import sessions
from app.accounts.models import User
from app.accounts.terms import SignInWay
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.i18n import COOKIE

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
WHOLE = re.compile(r'<span class="fx-whole">(.*?)</span>')  # says only where no line may end
IDS = re.compile(r'\sid="([^"]+)"')
SCRIPT = re.compile(r"<script\b[^>]*>")
STYLE = re.compile(r"\sstyle=\"|<style\b|\son[a-z]+=\"")


class Page:
    """One visitor. ``as_`` gives another visitor, signed in. ``look`` is brought every page that opens."""

    def __init__(
        self,
        app: Flask,
        inside: Callable[[str], AbstractContextManager[Any]],
        look: Callable[[str, str, Callable[[str], str]], None],
    ) -> None:
        self.app = app
        self.inside = inside
        self.look = look
        self.client: FlaskClient = app.test_client()

    def as_(self, user: User | None) -> "Page":
        """A visitor of its own: signed in as ``user``, or a stranger."""
        other = Page(self.app, self.inside, self.look)
        if user is not None:
            code = {1: "330522", 2: "330523"}[user.region_id]
            with self.inside(code), unit_of_work():
                token, _row = sessions.open_session(
                    user, SignInWay.SECOND, device="tests", address="", now=clock.real_now()
                )
            with other.client.session_transaction() as session:
                session["_user_id"] = user.get_id()
                session["_fresh"] = True
                session["token"] = token
        return other

    def get(self, url: str, *, expect: int = 200) -> str:
        """The page's text, inspected."""
        answer = self.client.get(url)
        assert answer.status_code == expect, f"{url}: {answer.status_code}\n{answer.text[:600]}"
        if answer.mimetype == "text/html" and answer.status_code != 303:
            inspect(answer.text, url)
            if expect == 200:
                self.look(answer.text, url, self.in_english)
        return answer.text

    def in_english(self, url: str) -> str:
        """The page as others read it; the choice is not remembered."""
        answer = self.client.get(f"{url}{'&' if '?' in url else '?'}lang=en")
        self.client.delete_cookie(COOKIE)
        return answer.text

    def fetch(self, url: str, **kwargs: Any) -> TestResponse:
        """The bare answer, for files, JSON and headers."""
        return self.client.get(url, **kwargs)

    def submit(
        self, url: str, fields: dict[str, Any] | None = None, *, on: str | None = None, expect: int = 303
    ) -> TestResponse:
        """Fill in the form shown at ``on`` (the same address unless told) and send it to ``url``."""
        shown = self.client.get(on or url)
        assert shown.status_code == 200, f"{on or url}: {shown.status_code}"
        inspect(shown.text, on or url)
        self.look(shown.text, on or url, self.in_english)
        token = TOKEN.search(shown.text)
        assert token is not None, f"{on or url} shows no form"
        answer = self.client.post(
            url, data={"csrf_token": token.group(1), **(fields or {})}, content_type="multipart/form-data"
        )
        assert answer.status_code == expect, (
            f"POST {url}: {answer.status_code}\n{text_of(answer.text)[:1500]}"
        )
        if answer.mimetype == "text/html" and answer.status_code == 200:
            inspect(answer.text, url)
        return answer


def text_of(html: str) -> str:
    """What a reader sees, roughly: tags gone, blanks folded."""
    joined = WHOLE.sub(r"\1", html)
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", joined, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


def inspect(html: str, url: str) -> None:
    """Valid HTML, a title, one heading, labels on fields, no double ids, no script without its nonce, nothing inline."""
    html5lib.HTMLParser(strict=True).parse(html)
    assert re.search(r"<title>[^<]*\S[^<]*</title>", html), f"{url}: no title"
    assert len(re.findall(r"<h1\b", html)) == 1, f"{url}: not exactly one h1"
    ids = IDS.findall(html)
    assert len(ids) == len(set(ids)), (
        f"{url}: double ids {sorted({one for one in ids if ids.count(one) > 1})}"
    )
    for script in SCRIPT.findall(html):
        assert "nonce=" in script, f"{url}: {script}"
    assert not STYLE.search(html), f"{url}: inline {STYLE.search(html)}"
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html))
    for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        kind = re.search(r'type="(\w+)"', field)
        if kind and kind.group(1) in ("hidden", "submit"):
            continue
        name = IDS.search(field)
        named = (name and name.group(1) in labelled) or "aria-label" in field
        assert named, f"{url}: no label for {field}"
