"""Opening a year, moving it on, bringing newcomers in."""

import pytest

from app.accounts.terms import Role
from app.assessments import queries, service
from app.assessments.errors import CycleThere, RubricYearMissing
from app.assessments.kinds import AssessmentAction, CycleState
from app.assessments.year import by_lot
from app.infra import audit, packs
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.merchants.terms import MerchantKind
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from worker.jobs.assessments import enter_newcomers


def test_every_seller_comes_in_with_the_rubric_of_its_kind_and_a_panel_by_lot(here):
    panels = [factories.organisation(OrganisationKind.PANEL).id for _ in range(2)]
    live = factories.merchant(MerchantKind.LIVE_STREAM)
    group = factories.merchant(MerchantKind.GROUP_BUY)

    cycle = stage.cycle()

    mine = {one.id: stage.assessment_of(one) for one in (live, group)}
    kinds = {key: Session().get_one(type(one), one.id).rubric_version_id for key, one in mine.items()}
    assert kinds[live.id] != kinds[group.id]
    assert {key: one.panel_id for key, one in mine.items()} == by_lot([live.id, group.id], panels, cycle.seed)


def test_a_year_opens_once(here):
    stage.cycle()

    with pytest.raises(CycleThere), unit_of_work():
        service.open_cycle(stage.YEAR, by=SYSTEM, now=NOW)


def test_a_year_without_a_rubric_of_its_own_is_refused_unless_the_newest_will_do(here):
    shop = factories.merchant()
    with pytest.raises(RubricYearMissing) as refusal, unit_of_work():
        service.open_cycle(2031, by=SYSTEM, now=NOW)
    assert (refusal.value.facts["year"], refusal.value.facts["newest"]) == (2031, 2026)

    with unit_of_work():
        service.open_cycle(2031, by=SYSTEM, now=NOW, takes_newest=True)

    assessment = queries.of_merchant(queries.cycle_of(2031).id, shop.id)
    assert assessment.rubric_version_id == packs.newest("rubrics", shop.kind.value).id


def test_moving_on_is_written_down_and_a_second_click_changes_nothing(here):
    cycle, admin = stage.cycle(), factories.user(Role.ADMIN)
    for _ in range(2):
        with unit_of_work():
            service.move_on(cycle, CycleState.SELF_CHECK, by=admin, now=NOW)

    assert cycle.state is CycleState.SELF_CHECK
    assert [one["state"] for one in cycle.moves] == ["mobilise", "self_check"]
    assert [one.action for one in audit.of(cycle)] == [
        AssessmentAction.CYCLE_OPENED,
        AssessmentAction.CYCLE_MOVED,
    ]


def test_a_closed_year_is_no_longer_the_current_one(here):
    cycle = stage.cycle()
    assert queries.current_cycle() is cycle
    for state in list(CycleState)[1:]:
        with unit_of_work():
            service.move_on(cycle, state, by=SYSTEM, now=NOW)

    assert queries.current_cycle() is None
    assert queries.cycle_of(stage.YEAR) is cycle


def test_a_seller_that_registers_later_comes_in_once_however_often_the_chore_runs(here):
    cycle = stage.cycle()
    late = factories.merchant()
    assert queries.current_of(late.id) is None

    for _ in range(2):
        with unit_of_work():
            enter_newcomers(NOW)

    assert queries.current_of(late.id) is not None
    entered = [one for one in audit.of(cycle) if one.action == AssessmentAction.SELLERS_ENTERED]
    assert [one.facts["sellers"] for one in entered] == [1]


def test_nobody_comes_in_once_the_notice_has_begun(here):
    cycle = stage.cycle()
    for state in list(CycleState)[1 : list(CycleState).index(CycleState.NOTICE) + 1]:
        with unit_of_work():
            service.move_on(cycle, state, by=SYSTEM, now=NOW)
    late = factories.merchant()
    with unit_of_work():
        enter_newcomers(NOW)

    assert queries.current_of(late.id) is None
