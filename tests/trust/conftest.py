"""One living demo county: a web server for the browser, and the program in this process over the same rows, without limits
on how often somebody may send something.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.factory import create_app
from app.settings import Settings
from tests.browser.atlas import STRANGER, phones
from tests.browser.conftest import browser, house, sign_in, states, visit  # noqa: F401  (fixtures)
from tests.browser.live import House
from tests.forms import forms_of
from tests.walking import Inside

COUNTY = "330522"


@pytest.fixture(scope="session")
def program(house: House) -> Flask:  # noqa: F811  (a fixture)
    made = create_app(replace(Settings.from_env(house.env), limits_on=False, quick_hashes=True))
    made.testing = False
    return made


@pytest.fixture
def everybody(program: Flask) -> Callable[[], Iterator[tuple[str, Inside]]]:
    """Each of the demo's people once, a stranger first: who it is and a browser without script."""

    def people() -> Iterator[tuple[str, Inside]]:
        yield STRANGER, Inside(program.test_client())
        for name, phone in phones().items():
            ask = Inside(program.test_client())
            (form,) = [one for one in forms_of(ask.get("/demo").text) if one.action.endswith(phone)]
            assert ask.post(form.action, form.values).status == 303, name
            yield name, ask

    return people


def starts(name: str) -> list[str]:
    """Where somebody begins to follow links."""
    return ["/", "/sign-in", "/register", f"/r/{COUNTY}"] if name == STRANGER else ["/desk"]
