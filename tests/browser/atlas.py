"""Which pages a role can reach by following links from its first page: no guessed addresses, GET only."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from playwright.sync_api import APIRequestContext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from app.accounts.terms import Role
from app.demo.people import PEOPLE, SHOPS
from app.demo.people import Person as DemoPerson

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
LEFT_OUT = {"static", "regions.language"}
ASKED_EACH = 3  # addresses of one kind that are fetched
MOST_ASKED = 400
COUNTY = "330522"
STRANGER = "stranger"


@dataclass(slots=True)
class Atlas:
    """What one person found. ``pages`` and ``files`` map an endpoint's kind to its first address; ``weights`` are bytes as sent."""

    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)


def phones() -> dict[str, str]:
    """One demo person a role; sellers of both kinds, for their pages differ."""
    found: dict[str, DemoPerson] = {}
    for person in PEOPLE[COUNTY]:
        found.setdefault(person.role, person)
    shops = {f"{Role.MERCHANT}-{shop.kind}": shop.phone for shop in reversed(SHOPS[COUNTY])}
    return {str(role): person.phone for role, person in found.items()} | shops


def explore(asks: APIRequestContext, home: str, addresses: Map, starts: Iterable[str]) -> Atlas:
    """Follow links, breadth first. Of each kind of page a few are fetched; each answer must be whole."""
    atlas, asked = Atlas(), Counter[str]()
    waiting = deque((start, "the start") for start in starts)
    seen = {start for start, _from in waiting}
    while waiting and sum(asked.values()) < MOST_ASKED:
        path, shown_at = waiting.popleft()
        kind = kind_of(addresses, path)
        if kind is None:
            atlas.broken.append(f"{path} leads nowhere (shown at {shown_at})")
            continue
        if kind.split("?")[0] in LEFT_OUT or asked[kind] >= ASKED_EACH:
            continue
        asked[kind] += 1
        answer = asks.get(home + path, max_redirects=5)
        if answer.status != 200:
            atlas.broken.append(f"{path}: {answer.status} (shown at {shown_at})")
        elif "text/html" not in answer.headers.get("content-type", ""):
            atlas.files.setdefault(kind, path)
        else:
            atlas.pages.setdefault(kind, path)
            sent = int(answer.headers.get("content-length", len(answer.body())))
            atlas.weights[kind] = max(sent, atlas.weights.get(kind, 0))
            new = [link for link in links_of(answer.text(), home + path, home) if link not in seen]
            seen.update(new)
            waiting.extend((link, path) for link in new)
        answer.dispose()
    return atlas


def links_of(html: str, at: str, home: str) -> Iterator[str]:
    """Addresses in our own house, without what stands after ``#``."""
    for found in LINK.findall(html):
        whole = urlsplit(urljoin(at, found.replace("&amp;", "&")))
        if f"{whole.scheme}://{whole.netloc}" == home:
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def kind_of(addresses: Map, path: str) -> str | None:
    """The endpoint, with the names of what is asked after ``?``: lists, tabs and pagers are pages of their own."""
    parts = urlsplit(path)
    try:
        endpoint, _args = addresses.bind("").match(parts.path, method="GET")
    except HTTPException:
        return None
    names = sorted({name for name, _value in parse_qsl(parts.query) if name not in ("next", "lang")})
    return f"{endpoint}?{'&'.join(names)}" if names else str(endpoint)
