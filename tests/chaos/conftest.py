"""The ground of this room: a house that may be hurt, a shop with its seller, and figures that are said at the end."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.infra import clock
from app.infra.db import add, unit_of_work
from app.notices.models import Contact
from app.notices.terms import Port
from tests import factories
from tests.chaos.figures import PLACE, SAID, Figures
from tests.chaos.house import House
from tests.chaos.invariants import broken, handed_over
from tests.chaos.people import Told

FIGURES = Figures()


@dataclass(frozen=True, slots=True)
class Shop:
    """``code`` stands in addresses; the seller wants to be told by text message as well."""

    code: str
    seller_id: int


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """In a folder of its own, which the database's own user can walk down to."""
    folder = Path(tempfile.mkdtemp(prefix="fx-chaos-"))
    folder.chmod(0o755)
    made = House(folder)
    try:
        made.open()
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shop(house: House) -> Shop:
    with house.inside():
        merchant = factories.merchant(name="小满茶叶")
        seller = factories.seller(merchant)
        with unit_of_work():
            add(
                Contact(
                    user_id=seller.id, port=Port.SMS, address="13900000001", language="zh", wanted=True,
                    verified_at=clock.now(),
                )
            )  # fmt: skip
        return Shop(merchant.code, seller.id)


@pytest.fixture(scope="session")
def figures() -> Figures:
    return FIGURES


@pytest.fixture
def told(house: House) -> Iterator[list[Told]]:
    """What people said during the test. Afterwards all of it must be there, once, and nothing else may be wrong."""
    said: list[Told] = []
    yield said
    house.until_idle()
    wrong = broken(house, said)
    FIGURES.submissions += len(said)
    FIGURES.accepted += sum(one.accepted for one in said)
    FIGURES.met_an_error += sum(bool(one.met) for one in said)
    FIGURES.words_came_back += sum(one.words_came_back for one in said)
    FIGURES.lost += sum(one.startswith("lost") for one in wrong)
    FIGURES.twice += sum(" times: 第" in one for one in wrong)
    FIGURES.broken += len(wrong)
    assert wrong == []
    assert [one for one in said if not one.accepted] == [], "somebody tried again and again in vain"


@pytest.fixture(scope="session", autouse=True)
def _write_down(house: House) -> Iterator[None]:
    yield
    seen = handed_over(house)
    FIGURES.handed_over = len(seen)
    FIGURES.handed_over_again = sum(count - 1 for count in seen.values())


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A house that did not come up says nothing of its remedies."""
    place = os.environ.get(SAID)
    if place and report.failed and report.when != "setup":
        with Path(place).open("a", encoding="utf-8") as out:
            out.write(f"{report.longreprtext}\n")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if place := os.environ.get(PLACE):
        FIGURES.write(Path(place))
    elif FIGURES.faults:
        terminalreporter.write_sep("=", "chaos")
        for line in FIGURES.words():
            terminalreporter.write_line(line)
