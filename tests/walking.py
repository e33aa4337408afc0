"""Walks the house as somebody who follows links, and fills in every form that stands on a page: with probes, or with
whatever a fuzzer thinks of. The same walk goes through this process (``Inside``) or over HTTP (``OverHttp``).
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import requests
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from tests.browser.atlas import kind_of, links_of
from tests.forms import Form, forms_of

HOME = "http://localhost"
LONG = "\"'></title></textarea></script><xss-p onxss=1><img src=x onerror=xss()><script>xss()</script>{{7*7}}"
SHORT = '"><xss-p>'
RAN = re.compile(r"<xss-p|<img src=x onerror|<script>xss|[\"']\s*onxss=|>49<", re.IGNORECASE)
PLAUSIBLE = {
    "tel": "13812345678", "email": "somebody@example.cn", "number": "1", "date": "2026-06-10", "month": "2026-06",
    "datetime-local": "2026-06-10T10:00", "time": "10:00", "password": "tea and rain 2026", "url": "https://example.cn/",
}  # fmt: skip
TYPED = {"text", "search", "textarea", "url"}
UNTOUCHED = {"csrf_token", "key", "form_key", "website"}  # the last is the field that only robots fill in
NEVER = {  # they would end the walk itself: out of the house, into another person, or another day
    "accounts.sign_out", "demo.enter", "regions.clock", "static", "regions.language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    is_page: bool
    leads_to: str = ""


class Asker(Protocol):
    def get(self, path: str) -> Answer: ...
    def post(
        self, path: str, fields: Mapping[str, Any], files: Mapping[str, Any] | None = None
    ) -> Answer: ...


@dataclass
class Inside:
    """Through Flask's own client, in this process."""

    client: FlaskClient

    def get(self, path: str) -> Answer:
        return _flask(self.client.get(path))

    def post(self, path: str, fields: Mapping[str, Any], files: Mapping[str, Any] | None = None) -> Answer:
        told = {**fields, **(files or {})}
        return _flask(
            self.client.post(path, data=told, content_type="multipart/form-data" if files else None)
        )


def _flask(answer: Any) -> Answer:
    is_page = answer.mimetype == "text/html"
    text = answer.get_data(as_text=True) if is_page else ""
    answer.close()
    return Answer(answer.status_code, text, is_page, answer.headers.get("Location", ""))


@dataclass
class OverHttp:
    """As a browser without script: its own cookies, no redirect followed blindly."""

    home: str
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False

    def get(self, path: str) -> Answer:
        return self._told(self.session.get(self.home + path, timeout=60))

    def post(self, path: str, fields: Mapping[str, Any], files: Mapping[str, Any] | None = None) -> Answer:
        return self._told(
            self.session.post(self.home + path, data=fields, files=files, timeout=60, allow_redirects=False)
        )

    def _told(self, answer: requests.Response) -> Answer:
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        return Answer(
            answer.status_code, answer.text if is_page else "", is_page, answer.headers.get("location", "")
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A form, and the page that shows it."""

    page: str
    endpoint: str
    form: Form
    number: int  # which of the page's forms

    @property
    def action(self) -> str:
        return urlsplit(urljoin(f"{HOME}{self.page}", self.form.action)).path or self.page

    @property
    def typed(self) -> list[str]:
        """Fields that take words."""
        return [
            name
            for name, kind in self.form.kinds.items()
            if kind in TYPED and name not in UNTOUCHED and name not in self.form.choices
        ]


@dataclass
class Walk:
    """Kinds of pages, of each ``each`` to a person; kinds of forms, each met once by whoever comes first."""

    addresses: Map
    each: int = 1
    most: int = 2000
    closely: bool = True  # lists, tabs and pagers count as pages of their own
    kinds: set[str] = field(default_factory=set)
    forms: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def go(self, ask: Asker, starts: Iterable[str], meet: Callable[[Found], None] | None = None) -> list[str]:
        """Breadth first. ``meet`` is called with each new kind of form. The pages' addresses, as they were opened."""
        waiting, seen, opened, times = deque(starts), set(starts), [], Counter[str]()
        while waiting and len(opened) < self.most:
            path = waiting.popleft()
            kind = kind_of(self.addresses, path)
            if kind is not None and not self.closely:
                kind = kind.partition("?")[0]
            if kind is None or kind in NEVER or times[kind] >= self.each:
                continue
            times[kind] += 1
            self.kinds.add(kind)
            answer = ask.get(path)
            self.check(answer, path)
            if 300 <= answer.status < 400 and answer.leads_to:
                waiting.append(_inside(answer.leads_to, path))
                continue
            if answer.status != 200 or not answer.is_page:
                continue
            opened.append(path)
            for found in self.forms_on(answer.text, path):
                if meet is not None:
                    meet(found)
            new = [link for link in links_of(answer.text, HOME + path, HOME) if link not in seen]
            seen.update(new)
            waiting.extend(new)
        return opened

    def forms_on(self, html: str, path: str) -> Iterator[Found]:
        """Those whose kind nobody has met yet."""
        for number, form in enumerate(forms_of(html)):
            found = Found(path, _endpoint(self.addresses, path, form), form, number)
            known = (found.endpoint, frozenset(form.kinds))
            if found.endpoint and found.endpoint not in NEVER and known not in self.forms:
                self.forms.add(known)
                yield found

    def check(self, answer: Answer, what: str) -> None:
        """No mistake of ours, and no probe that has become markup."""
        if answer.status >= 500:
            self.troubles.append(f"{what}: {answer.status}")
        ran = RAN.search(answer.text)
        if ran is not None:
            around = answer.text[max(0, ran.start() - 80) : ran.end() + 40]
            self.troubles.append(f"{what} lets a probe through: {around!r}")


def _inside(address: str, path: str) -> str:
    parts = urlsplit(urljoin(HOME + path, address))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _endpoint(addresses: Map, path: str, form: Form) -> str:
    """Which view takes the form; nothing if it goes elsewhere."""
    target = urlsplit(urljoin(HOME + path, form.action))
    try:
        endpoint, _args = addresses.bind("").match(target.path or path, method="POST")
    except HTTPException:  # redirects and refusals
        return ""
    return str(endpoint)


def filled(found: Found, probe: str, *, only: Iterable[str] | None = None) -> dict[str, Any]:
    """What a person would send who writes ``probe`` into every field for words, and something fitting elsewhere."""
    form, words = found.form, set(found.typed if only is None else only)
    made: dict[str, Any] = dict(form.values)
    for name, kind in form.kinds.items():
        if name in form.choices:
            if not made.get(name):
                made[name] = next((one for one in form.choices[name] if one), "")
        elif name in words:
            made[name] = probe
        elif kind in PLAUSIBLE and not made.get(name):
            made[name] = PLAUSIBLE[kind]
        elif kind in TYPED and not made.get(name) and name not in UNTOUCHED:
            made[name] = "1"
    return made


def fresh(ask: Asker, found: Found) -> Found:
    """The same form as it stands now, with its token; the old one if the page has changed."""
    shown = forms_of(ask.get(found.page).text)
    same = [one for one in shown if set(one.kinds) == set(found.form.kinds)]
    return Found(found.page, found.endpoint, same[0], found.number) if same else found


def plant(ask: Asker, found: Found, walk: Walk) -> bool:
    """Write probes into every field for words; a shorter one, then fewer, if the form says no. Whether it was taken."""
    tries: list[tuple[str, list[str]]] = [(LONG, found.typed), (SHORT, found.typed)]
    long_texts = [name for name in found.typed if found.form.kinds[name] == "textarea"]
    if long_texts and len(long_texts) < len(found.typed):
        tries.append((LONG, long_texts))
    for probe, names in tries if found.typed else []:
        answer = ask.post(found.action, filled(found, probe, only=names))
        walk.check(answer, f"POST {found.action} ({found.endpoint})")
        if answer.status == 303:
            return True
        if answer.status != 200:
            return False
    return False
