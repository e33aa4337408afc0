"""The browser's ground: a live house for this folder, Chromium, and visitors who look closely."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from limits.storage import RedisStorage
from playwright.sync_api import Browser, StorageState
from redis import Redis

from app.demo.people import PASSWORD
from app.infra.embedded import Servers
from tests import faces
from tests.browser.live import House, live_house
from tests.browser.visitor import DESKTOP, Visitor, visiting
from tests.conftest import SECRET


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def house(app: Flask, running: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with live_house(running, SECRET, tmp_path_factory.mktemp("live")) as live:
        yield live
    faces.seen().take_linked(app, live.looked_at)


@pytest.fixture(scope="module", autouse=True)
def another_day(house: House) -> None:
    """All visitors come from one address: what those of another file have sent is not counted against these."""
    with Redis.from_url(house.env["REDIS_URL"]) as store:
        for counted in store.scan_iter(f"{RedisStorage.PREFIX}*"):
            store.delete(counted)


Visit = Callable[..., Visitor]
SignIn = Callable[[Visitor, str], None]


@pytest.fixture(scope="session")
def states() -> dict[str, StorageState]:
    """Who has signed in before, by phone: nobody types the same password twice."""
    return {}


@pytest.fixture
def sign_in(states: dict[str, StorageState]) -> SignIn:
    """Types phone and password into the form, as people do."""

    def typed(visitor: Visitor, phone: str, password: str = PASSWORD) -> None:
        page = visitor.open("/sign-in")
        visitor.fill(phone=phone, password=password)
        visitor.press("登录" if visitor.language == "zh" else "Sign in")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        states[phone] = page.context.storage_state()

    return typed


@pytest.fixture
def visit(
    browser: Browser, house: House, states: dict[str, StorageState], sign_in: SignIn
) -> Iterator[Visit]:
    """``visit(width, phone=…, script=…, language=…)``: a visitor, signed in if a phone is given."""
    with ExitStack() as windows:

        def opened(
            width: int = DESKTOP, *, phone: str | None = None, script: bool = True, language: str = "zh"
        ) -> Visitor:
            visitor = windows.enter_context(
                visiting(
                    browser, house, width=width, script=script, language=language,
                    state=states.get(phone or ""),
                )
            )  # fmt: skip
            if phone and phone not in states:
                sign_in(visitor, phone)
            return visitor

        yield opened
