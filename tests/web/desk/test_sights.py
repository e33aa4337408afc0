"""What people see below the list of today, each role its own, at a price that does not grow."""

import pytest

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.infra.jobs import Job, JobState
from app.infra.scope import Session
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of


def test_an_administrator_sees_work_that_failed(page, inside):
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
    with inside("330522"), unit_of_work():
        Session().add(
            Job(
                code="F" * 12, name="x", args={}, state=JobState.FAILED, tries=6, promised_at=NOW, send_after=NOW,
                done=0,
            )
        )  # fmt: skip
    told = text_of(page.as_(admin).get("/desk"))
    assert "系统是否正常" in told
    assert "失败的任务 1" in told


def test_an_officer_does_not_look_into_the_machine_room(page, inside):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
    assert "系统是否正常" not in page.as_(officer).get("/desk")


def test_a_park_sees_its_day_beside_what_it_may_order(page, inside):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        packer = factories.user(Role.PARK, organisation_id=park.id)
        factories.merchant(park_id=park.id)
        factories.merchant()
    told = text_of(page.as_(packer).get("/desk"))
    assert "今天已申领" in told
    assert "园区里的店 全部商家 商家数 1 交过自查 0 / 1" in told


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.PANELIST, Role.PARK])
def test_a_first_page_costs_a_bounded_number_of_queries(page, inside, query_count, role: Role):
    with inside("330522"):
        for _shop in range(4):
            factories.merchant()
        person = factories.user(role)
    visitor = page.as_(person)
    visitor.get("/desk")
    with query_count() as few:
        visitor.get("/desk")
    with inside("330522"):
        for _shop in range(8):
            factories.merchant()
    with query_count() as many:
        visitor.get("/desk")
    assert many.value == few.value
