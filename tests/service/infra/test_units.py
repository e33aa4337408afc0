import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from app.infra import audit, jobs, scope
from app.infra.audit import SYSTEM, AuditEntry
from app.infra.db import UnitNested, add, unit_of_work
from app.infra.jobs import Job
from app.infra.scope import NoScopeOpen, ScopeNested, Session
from app.regions.jobs import RegionJob
from app.regions.models import Organisation
from app.regions.terms import OrganisationKind, RegionAction
from tests.conftest import NOW


def station(name: str) -> Organisation:
    return add(Organisation(kind=OrganisationKind.STATION, name=name))


def names() -> set[str]:
    return set(Session().scalars(select(Organisation.name)))


def test_all_of_it_is_kept_and_the_promise_leaves_after_the_commit(here, sent_jobs):
    with unit_of_work():
        made = station("kept")
        audit.record(RegionAction.POLICY_CHANGED, made, by=SYSTEM, now=NOW)
        jobs.promise(RegionJob.CHORES, key="k", merchant_id=7)
        assert sent_jobs == []
        assert Session().scalars(select(AuditEntry)).all() == []
    assert "kept" in names()
    assert sent_jobs == [(RegionJob.CHORES, {"merchant_id": 7})]
    assert [row.subject_name for row in Session().scalars(select(AuditEntry))] == ["kept"]


def test_a_failure_undoes_everything_and_promises_nothing(here, sent_jobs):
    def fail_late() -> None:
        with unit_of_work():
            made = station("lost")
            audit.record(RegionAction.POLICY_CHANGED, made, by=SYSTEM, now=NOW)
            jobs.promise(RegionJob.CHORES, key="lost")
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        fail_late()
    with unit_of_work():
        station("next")
    assert names() == {"next"}
    assert sent_jobs == []
    assert Session().scalars(select(Job)).all() == []
    assert Session().scalars(select(AuditEntry)).all() == []


def test_a_unit_does_not_nest_and_the_outer_one_is_undone(here):
    def nest() -> None:
        with unit_of_work():
            station("outer")
            with unit_of_work():
                pass

    with pytest.raises(UnitNested):
        nest()
    assert names() == set()
    with unit_of_work():
        station("afterwards")
    assert names() == {"afterwards"}


def test_no_scope_opens_inside_a_unit(here):
    with pytest.raises(ScopeNested), unit_of_work(), scope.house_scope():
        pass


def test_outside_any_scope_there_is_no_session(db):
    with pytest.raises(NoScopeOpen):
        Session()


def test_in_the_houses_own_scope_no_row_of_a_region_is_written(db):
    with scope.house_scope(), pytest.raises(StatementError, match="needs a region"), unit_of_work():
        station("nowhere")


def test_a_failing_statement_does_not_tell_what_was_in_it(here):
    with pytest.raises(StatementError) as told, unit_of_work():
        add(Organisation(kind=OrganisationKind.PARK, name=object(), phone="13800000000"))
    assert "13800000000" not in str(told.value)
