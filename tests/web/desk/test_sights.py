"""What people see below the list of today, each role its own, at a price that does not grow."""

import pytest

from app.accounts.terms import Role
from app.assessments import reviews
from app.infra.db import unit_of_work
from app.infra.jobs import Job, JobState
from app.infra.scope import Session
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
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


def test_a_monitor_sees_how_far_it_is_whom_to_look_at_and_what_it_rated_lowest(page, inside):
    with inside("330522"):
        bad, begun, _fresh, rated = (
            factories.merchant(name=name) for name in ("甲店", "乙店", "丙店", "丁店")
        )
        monitor, colleague = factories.user(Role.MONITOR), factories.user(Role.MONITOR)
        stage.staff_form(stage.assessment_of(bad), Role.MONITOR, by=monitor, MON_VETO_1="yes")
        stage.staff_form(stage.assessment_of(rated), Role.MONITOR, by=colleague)
        with unit_of_work():
            reviews.save_draft(stage.assessment_of(begun), {"MON-QUA-1": "4"}, "", by=monitor, now=NOW)
    told = text_of(page.as_(monitor).get("/desk"))
    assert "您已提交 1 / 4" in told
    assert "待评 3 存了草稿 1 我已提交 1" in told
    before, _, after = told.partition("填第三方监测表")[2].partition("您评分最低的几家")
    assert [name for name in ("乙店", "丙店", "丁店") if name in before] == ["乙店", "丙店", "丁店"]
    assert before.index("乙店") < before.index("丙店") < before.index("丁店")
    assert "甲店 限分" in after


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.PANELIST, Role.PARK, Role.MONITOR])
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
