"""Every page of every role in the demo county: how long it takes and how many statements it sends, slowest first.

The pages are those that links lead to from each role's first page, of each kind the first. All are asked in turns, so that
neighbours on the machine disturb all alike. Read the ratio: it stands against the plainest signed-in page of the same run (the
account's own). The statements tell more than the time: a number that follows the rows of a list is a query in a loop.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import APIRequestContext
from sqlalchemy import event

from app.accounts import queries as accounts
from app.accounts import sessions
from app.accounts.terms import SignInWay
from app.factory import create_app
from app.infra import clock, engine, scope
from app.infra.db import unit_of_work
from app.regions import queries as regions
from app.settings import ROOT, Settings
from tests.browser.atlas import COUNTY, STRANGER, explore, phones

TIMES, SHOWN = 12, 40
MANY = 25  # statements; pages with more are named at the end
PLAIN = "entry.account"
HOME = "http://localhost"
NOT_THE_PAGES = ("SAVEPOINT", "RELEASE", "ROLLBACK", "select set_config", "set local")
STARTS = ["/", f"/r/{COUNTY}", "/sign-in", "/register"]


@dataclass
class Page:
    """A page of a role, and what asking for it cost."""

    role: str
    kind: str
    path: str
    seconds: list[float] = field(default_factory=list)
    statements: int = 0

    @property
    def p95(self) -> float:
        """Milliseconds; of a dozen, all but the slowest."""
        return sorted(self.seconds)[round(0.95 * len(self.seconds)) - 1] * 1000

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000


@dataclass
class Answer:
    """What ``explore`` wants of an answer."""

    whole: Any

    @property
    def status(self) -> int:
        return int(self.whole.status_code)

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.whole.headers}

    def text(self) -> str:
        return str(self.whole.text)

    def body(self) -> bytes:
        return bytes(self.whole.data)

    def dispose(self) -> None:
        self.whole.close()


@dataclass
class Asks:
    """A test client in the clothes of the browser's."""

    client: FlaskClient

    def get(self, url: str, max_redirects: int = 0) -> Answer:
        return Answer(self.client.get(url, follow_redirects=bool(max_redirects)))


def main() -> None:
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare", "--demo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    app = create_app(Settings.from_env())
    app.config["RATELIMIT_ENABLED"] = False
    visitors = {STRANGER: app.test_client()}
    visitors |= {role: signed_in(app, phone) for role, phone in phones().items()}
    pages = [page for role, client in visitors.items() for page in found(app, role, client)]
    for _turn in range(TIMES):
        for page in pages:
            with counted() as statements:
                began = time.perf_counter()
                visitors[page.role].get(page.path, follow_redirects=True)
                page.seconds.append(time.perf_counter() - began)
            page.statements = len(statements)
    tell(pages)


def signed_in(app: Flask, phone: str) -> FlaskClient:
    """By a session of the house's own, without the form."""
    client = app.test_client()
    with app.app_context():
        with scope.house_scope():
            login = accounts.login_by_phone(phone)
            ref = regions.ref_by_id(login.region_id) if login else None
        if login is None or ref is None:
            raise LookupError(phone)
        with scope.region_scope(ref), unit_of_work():
            person = accounts.user(login.id)
            if person is None:
                raise LookupError(phone)
            now = clock.real_now()
            token, _row = sessions.open_session(person, SignInWay.SECOND, device="bench", address="", now=now)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["token"] = person.get_id(), True, token
    return client


def found(app: Flask, role: str, client: FlaskClient) -> list[Page]:
    asks = cast(APIRequestContext, Asks(client))
    atlas = explore(asks, HOME, app.url_map, STARTS if role == STRANGER else ["/desk"])
    return [Page(role, kind, path) for kind, path in atlas.pages.items()]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements sent meanwhile, without those that open scopes and savepoints."""
    sent: list[str] = []

    def note(*told: Any) -> None:
        if not str(told[2]).startswith(NOT_THE_PAGES):
            sent.append(told[2])

    event.listen(engine.get(), "before_cursor_execute", note)
    yield sent
    event.remove(engine.get(), "before_cursor_execute", note)


def tell(pages: list[Page]) -> None:
    plain = max(min(page.p95 for page in pages if page.kind == PLAIN), 0.1)
    print(f"{len(pages)} pages, {TIMES} times each; the plainest signed-in page takes {plain:.1f} ms (p95)\n")
    print(f"{'role':22} {'page':44} {'p95':>9} {'ratio':>6} {'statements':>11}")
    slowest = sorted(pages, key=lambda page: -page.p95)
    for page in slowest[:SHOWN]:
        print(
            f"{page.role:22} {page.kind[:44]:44} {page.p95:>6.1f} ms {page.p95 / plain:>6.1f} {page.statements:>11}"
        )
    print(f"\n{'role':22} {'pages':>6} {'slowest p95':>12} {'median p95':>11} {'most statements':>16}")
    for role in dict.fromkeys(page.role for page in pages):
        own = sorted((page for page in pages if page.role == role), key=lambda page: page.p95)
        print(
            f"{role:22} {len(own):>6} {own[-1].p95:>9.1f} ms {own[len(own) // 2].p95:>8.1f} ms"
            f" {max(page.statements for page in own):>16}"
        )
    many = sorted({(page.statements, page.kind) for page in pages if page.statements > MANY}, reverse=True)
    print(
        f"\nmore than {MANY} statements: " + (", ".join(f"{kind} {count}" for count, kind in many) or "none")
    )


if __name__ == "__main__":
    main()
