"""First pages and the page of a complaint ask for little, and no more in a county with ten times the rows."""

from contextlib import suppress
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import counts, scope
from app.infra.db import unit_of_work
from app.licences import queries as licences
from app.merchants import queries as merchants
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import mediation as tables
from tests.factories import titles
from tests.factories.complaints import complaint
from tests.factories.licences import licence
from tests.factories.reports import report
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

DESK, COMPLAINT = 20, 18
"""Statements. Who needs more asks together (``counts``, ``scope.once``) before raising these."""


@dataclass
class County:
    people: dict[str, User]
    code: str


@pytest.fixture
def county(inside) -> County:
    """A seller with all that its first page may ask of it, an office, and the administrator."""
    with inside("330522"):
        station = factories.organisation(OrganisationKind.STATION)
        shop = factories.merchant(station_id=station.id)
        seller = factories.seller(shop)
        draft = begin(shop, seller)
        answer_all(draft, seller, "QUA-01")
        hand_in(draft, seller)
        begin(shop, seller)
        officer = factories.user(Role.OFFICER, organisation_id=station.id)
        titles.case(titles.title(), factories.user())
        tables.invited(officer)
        code = _a_round(seller)
        return County({"seller": seller, "officer": officer, "admin": factories.user(Role.ADMIN)}, code)


def _a_round(seller: User) -> str:
    shop = merchants.by_id(seller.merchant_id)
    report(shop)
    return complaint(shop).code


def test_first_pages_and_a_complaint_cost_the_same_in_a_county_with_ten_times_the_rows(
    page, inside, county, query_count
):
    pages = {(who, "/desk"): DESK for who in county.people}
    pages |= {(who, f"/complaints/{county.code}"): COMPLAINT for who in ("seller", "officer")}

    def costs() -> dict[tuple[str, str], int]:
        found = {}
        for who, path in pages:
            visitor = page.as_(county.people[who])
            with query_count() as n:
                assert visitor.fetch(path).status_code == 200
            found[who, path] = n.value
        return found

    costs()  # guides are read from the database once a process
    few = costs()
    with inside("330522"):
        for _more in range(9):
            _a_round(county.people["seller"])
    assert costs() == few
    assert {one: cost for one, cost in few.items() if cost > pages[one]} == {}


def test_what_was_asked_together_is_not_asked_again_until_something_is_written(here, query_count):
    licence(factories.merchant())
    counts.ask_together([licences.unverified()])
    with query_count() as n:
        assert licences.unverified().value() == 1
    assert n.value == 0
    licence(factories.merchant())
    assert licences.unverified().value() == 2


def test_what_a_page_remembers_is_forgotten_when_work_begins_and_when_it_is_taken_back(here):
    assert regions.calendar() is regions.calendar()
    assert scope.once("told", lambda: "before") == "before"
    with suppress(ZeroDivisionError), unit_of_work():
        scope.Session().execute(select(1))
        assert scope.once("told", lambda: "while it was there") == "while it was there"
        _ = 1 / 0
    assert scope.once("told", lambda: "afterwards") == "afterwards"
