"""Many at once, each on a connection of its own, and everything really committed: the chain, and one row for two workers."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select, text

from app.infra import audit, clock, engine, jobs, scope
from app.infra.audit import Passer
from app.infra.db import unit_of_work
from app.infra.jobs import Job, JobState
from app.infra.scope import RegionRef, Session
from app.regions import queries as regions
from app.regions import service as region_service
from app.regions.jobs import RegionJob
from app.regions.terms import OrganisationKind, RegionAction
from tests.conftest import NOW
from worker import main, timetable

WRITERS, EACH = 8, 6
TOWN = {
    "code": "330599",
    "name": "人多县",
    "name_en": "Crowd",
    "bureau_name": "人多县市场监督管理局",
    "hotline": "12315",
}

TAKEN_AWAY = (
    "delete from audit where region_id = :id",
    "delete from job where region_id = :id",
    "delete from organisation where region_id = :id",
    "delete from region where id = :id",
)


@pytest.fixture
def crowded(app, settings) -> Iterator[RegionRef]:
    """A county whose rows stay, because other connections must see them; taken away again by the owner."""
    with app.app_context(), scope.house_scope():
        with unit_of_work():
            region_service.open_region(region_id=99, **TOWN, is_demo=False, now=NOW)
        ref = regions.ref_by_code(TOWN["code"])
    assert ref is not None
    yield ref
    owner = create_engine(engine.driver_url(settings.owner_url))
    with owner.begin() as connection:
        connection.execute(
            text("set local session_replication_role = replica")
        )  # past the walls: the owner may
        for order in TAKEN_AWAY:
            connection.execute(text(order), {"id": ref.id})
    owner.dispose()


def test_many_connections_write_at_once_and_the_chain_stays_whole(app, crowded):
    """Guards the chain's lock in ``audit.write_waiting``: without it two rows take one number and one of them is lost."""
    together = threading.Barrier(WRITERS)

    def writes(who: int) -> None:
        with app.app_context(), scope.region_scope(crowded):
            with unit_of_work():
                station = region_service.open_organisation(OrganisationKind.STATION, f"第{who}所")
            together.wait(30)
            for n in range(EACH):
                with unit_of_work():
                    audit.record(RegionAction.POLICY_CHANGED, station, by=Passer(f"第{who}人"), now=NOW, n=n)

    with ThreadPoolExecutor(WRITERS) as crowd:
        for done in [crowd.submit(writes, who) for who in range(WRITERS)]:
            done.result()
    with app.app_context(), scope.region_scope(crowded):
        assert audit.first_broken() is None
        counted = select(audit.AuditEntry.actor_name, func.count()).group_by(audit.AuditEntry.actor_name)
        said = {name: count for name, count in Session().execute(counted) if name.startswith("第")}
        assert said == {f"第{who}人": EACH for who in range(WRITERS)}


def test_of_two_workers_on_one_row_one_does_the_work(app, crowded, monkeypatch):
    """Guards the lock in ``worker.main.carry_out``: without it both do it, at the same time."""
    monkeypatch.setattr(main, "_app", app)
    monkeypatch.setattr(jobs, "send_one", lambda *_: True)
    with app.app_context(), scope.region_scope(crowded), unit_of_work():
        job_id = jobs.promise(RegionJob.CHORES).id
    begun, other_is_through, carried = threading.Event(), threading.Event(), []

    def slowly(job: Job) -> None:
        carried.append(job.id)
        begun.set()
        other_is_through.wait(30)

    monkeypatch.setattr(main, "JOBS", {RegionJob.CHORES: slowly})
    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(main.carry_out, crowded.id, job_id)
        assert begun.wait(30)
        with app.app_context(), scope.region_scope(crowded):
            later = clock.real_now() + timedelta(minutes=5)
            assert timetable.resend_forgotten(crowded, later) == 0, "somebody is at it"
        workers.submit(main.carry_out, crowded.id, job_id).result()
        other_is_through.set()
        first.result()
    assert carried == [job_id]
    with app.app_context(), scope.region_scope(crowded):
        job = Session().get_one(Job, job_id)
        assert (job.state, job.tries) == (JobState.DONE, 1)
        assert clock.real_now() >= job.finished_at
