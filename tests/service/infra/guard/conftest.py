"""The gate stands before every test here, in the real store, with work that a test can afford."""

import pytest
from flask import Flask

from app.infra.guard import work
from app.infra.guard.counters import Counters
from app.infra.guard.gate import COUNTERS


@pytest.fixture(autouse=True)
def gate(app: Flask, settings, monkeypatch) -> Counters:
    """On, in the real store, with work that a test can afford."""
    counters = Counters(settings.redis_url)
    monkeypatch.setitem(app.extensions, COUNTERS, counters)
    monkeypatch.setitem(app.extensions, work.COST, 1)
    return counters


@pytest.fixture
def visit(app: Flask, here):
    """A request from an address, inside the region."""

    def from_address(address: str = "198.51.100.7"):
        return app.test_request_context("/", environ_base={"REMOTE_ADDR": address})

    return from_address
