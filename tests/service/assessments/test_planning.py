"""Who fills in what, the days of a year, the word to who is late, how far the year has come."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app.accounts.terms import Role
from app.assessments import duties, duty_queries, funnel, planning, queries, service, standing
from app.assessments.errors import NotOnDuty, PhaseBegun, PhasesRefused
from app.assessments.kinds import AssessmentAction, CycleState
from app.assessments.terms import Evaluation
from app.infra import audit
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices.models import Notice
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage

DEPARTMENT = Evaluation.DEPARTMENT


@pytest.fixture
def station(here):
    return factories.organisation(OrganisationKind.STATION, "太湖市场监管所")


def test_the_officers_of_a_sellers_station_take_turns_and_others_stay_open_to_all(station):
    ours = [factories.user(Role.OFFICER, organisation_id=station.id) for _ in range(2)]
    stranger = factories.user(Role.OFFICER)
    shops = [factories.merchant(station_id=station.id) for _ in range(4)]
    elsewhere = factories.merchant(
        station_id=factories.organisation(OrganisationKind.STATION, "城北市场监管所").id
    )
    cycle = stage.cycle()

    given = [duty_queries.people_of(queries.current_of(shop.id).id, DEPARTMENT) for shop in shops]
    assert sorted(map(sorted, given)) == sorted([[one.id] for one in ours] * 2)
    assert duty_queries.people_of(queries.current_of(elsewhere.id).id, DEPARTMENT) == frozenset()
    assert [standing.left_for(cycle.id, user) for user in (*ours, stranger)] == [3, 3, 1]


def test_a_form_is_given_to_another_officer_and_only_to_an_officer(station):
    first = factories.user(Role.OFFICER, organisation_id=station.id)
    assessment = stage.assessment_of(factories.merchant(station_id=station.id))
    admin, other = factories.user(Role.ADMIN), factories.user(Role.OFFICER)
    for _ in range(2):
        with unit_of_work():
            duties.give(assessment, other, evaluation=DEPARTMENT, by=admin, now=NOW)
    assert duty_queries.people_of(assessment.id, DEPARTMENT) == {other.id}
    assert (standing.left_for(assessment.cycle_id, first), standing.left_for(assessment.cycle_id, other)) == (
        0,
        1,
    )
    assert [one.action for one in audit.of(assessment)] == [AssessmentAction.DUTY_GIVEN]
    monitor = factories.user(Role.MONITOR)
    with pytest.raises(NotOnDuty), unit_of_work():
        duties.give(assessment, monitor, evaluation=DEPARTMENT, by=admin, now=NOW)
    with unit_of_work():
        duties.give(assessment, None, evaluation=DEPARTMENT, by=admin, now=NOW)
    assert standing.left_for(assessment.cycle_id, first) == 1


def test_days_of_phases_to_come_may_change_and_those_of_phases_begun_may_not(here):
    cycle, admin = stage.cycle(), factories.user(Role.ADMIN)  # 1 June: the first phase has begun
    later = {CycleState.SUMMARY: (date(2026, 12, 5), date(2027, 1, 15))}
    for _ in range(2):
        with unit_of_work():
            planning.replan(cycle, later, by=admin, now=NOW)
    assert planning.phases_of(cycle)[-1].first == date(2026, 12, 5)
    assert [one.action for one in audit.of(cycle)].count(AssessmentAction.CYCLE_REPLANNED) == 1

    with pytest.raises(PhaseBegun), unit_of_work():
        planning.replan(
            cycle, {CycleState.MOBILISE: (date(2026, 6, 1), date(2026, 6, 15))}, by=admin, now=NOW
        )
    with pytest.raises(PhasesRefused), unit_of_work():
        planning.replan(
            cycle, {CycleState.NOTICE: (date(2026, 11, 10), date(2026, 11, 30))}, by=admin, now=NOW
        )


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 14),
        (date(2026, 11, 8), 7),
        (date(2026, 11, 15), 0),
        (date(2026, 11, 16), -1),
    ],
)
def test_marks_stand_fourteen_seven_and_three_days_before_the_end_and_after_it(today, mark):
    assert planning.mark_of(date(2026, 11, 15), today) == mark


def told(user):
    return Session().scalar(select(func.count()).select_from(Notice).where(Notice.user_id == user.id))


def test_who_is_late_is_told_once_a_mark_and_who_is_done_is_not(here):
    late, done = factories.user(Role.OFFICER), factories.user(Role.INDUSTRY)
    assessment = stage.assessment_of(factories.merchant())
    stage.staff_form(assessment, Role.INDUSTRY, by=done)
    for day in (10, 10, 11, 14):  # the seven-day mark twice and a day on, then the three-day mark
        with unit_of_work():
            planning.remind_current(datetime(2026, 11, day, 1, tzinfo=UTC))
    assert (told(late), told(done)) == (2, 0)
    said = Session().scalars(select(Notice).where(Notice.user_id == late.id)).first()
    assert ("2026年11月15日" in said.text, "15 November 2026" in said.text_en) == (True, True)


def test_sellers_without_a_self_check_are_told_while_that_phase_runs(here):
    shop = factories.merchant()
    owner = factories.seller(shop)
    cycle = stage.cycle()
    july = datetime(2026, 7, 28, 1, tzinfo=UTC)
    with unit_of_work():
        planning.remind_current(july)
    assert told(owner) == 0  # the year has not come to its self-check
    with unit_of_work():
        service.move_on(cycle, CycleState.SELF_CHECK, by=SYSTEM, now=NOW)
    for _ in range(2):
        with unit_of_work():
            planning.remind_current(july)
    assert told(owner) == 1


def test_the_funnel_counts_who_reached_each_step_in_one_query(here, query_count):
    shops = [factories.merchant() for _ in range(2)]
    one, two = (stage.assessment_of(shop) for shop in shops)
    stage.complete(stage.again(one))
    stage.staff_form(stage.again(two), Role.MONITOR)
    cycle = queries.current_cycle()
    with unit_of_work():
        service.score(stage.again(one), by=SYSTEM, now=NOW)
    with query_count() as n:
        steps = funnel.of(cycle)
    assert n.value == 1
    assert [step.count for step in steps] == [2, 0, 1, 2, 1, 1, 1, 1, 1]
