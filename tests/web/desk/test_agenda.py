"""The calendar of deadlines and the map of aspects: each role sees its own, and no other region's."""

from datetime import date, timedelta

import pytest

from app.accounts.terms import Role
from app.clocks import service as clocks
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories.complaints import complaint, whole
from tests.factories.licences import verified
from tests.pages import text_of

LATER = NOW + timedelta(days=30)


@pytest.fixture
def county(inside):
    """A shop in a park with a complaint, an expiring paper, and everybody who might look."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        shop = factories.merchant(park_id=park.id, name="茶里茶外")
        made = complaint(shop)
        verified(shop, factories.user(), valid_until=date(2026, 6, 20))
        return {
            "code": made.code,
            "officer": factories.user(),
            "seller": factories.seller(shop),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "neighbour": factories.seller(factories.merchant()),
            "monitor": factories.user(Role.MONITOR),
        }


@pytest.mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("seller", True), ("park", True), ("neighbour", False), ("monitor", False)],
)
def test_a_deadline_stands_in_the_calendars_of_those_it_concerns(page, county, who, sees):
    told = page.as_(county[who]).get("/desk/calendar")
    assert (county["code"] in told) is sees


def test_a_paper_ends_in_its_sellers_calendar_and_in_its_parks(page, county):
    for who in ("seller", "park"):
        assert "营业执照到期" in text_of(page.as_(county[who]).get("/desk/calendar"))
    assert "营业执照到期" not in text_of(page.as_(county["neighbour"]).get("/desk/calendar"))
    assert "营业执照到期" not in text_of(page.as_(county["seller"]).get("/desk/calendar?month=2026-09"))


def test_another_regions_deadlines_are_not_there(page, county, inside):
    with inside("330523"):
        stranger = factories.user()
    assert county["code"] not in page.as_(stranger).get("/desk/calendar")


def test_what_is_done_leaves_the_calendar(page, county, inside):
    with inside("330522"):
        done = complaint(merchants.by_id(county["seller"].merchant_id))
        with unit_of_work():
            for running in whole(done).deadlines:
                clocks.meet(done, running.clock, now=NOW)
    assert done.code not in page.as_(county["officer"]).get("/desk/calendar")


def test_a_busy_day_names_five_and_counts_the_rest(page, inside, query_count):
    with inside("330522"):
        shop, officer = factories.merchant(), factories.user()
        complaint(shop)
    visitor = page.as_(officer)
    visitor.get("/desk/calendar")
    with query_count() as few:
        visitor.get("/desk/calendar")
    with inside("330522"):
        codes = [complaint(shop).code for _one in range(7)]
    with query_count() as many:
        told = text_of(visitor.get("/desk/calendar"))
    assert "其余 3 件" in told
    assert sum(code in told for code in codes) == 4
    assert many.value == few.value


def test_a_region_without_a_self_check_is_told_what_the_map_will_show(page, inside):
    with inside("330522"):
        officer = factories.user()
    assert "还没有商家提交自查" in text_of(page.as_(officer).get("/desk/aspects"))


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.MONITOR, Role.PANELIST])
def test_the_map_is_for_the_office_and_for_parks(page, inside, role):
    with inside("330522"):
        person = factories.seller(factories.merchant()) if role is Role.MERCHANT else factories.user(role)
    page.as_(person).get("/desk/aspects", expect=403)
    page.as_(person).get("/desk/aspects/QUA", expect=403)
