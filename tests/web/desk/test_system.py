"""Work that was given up: kept, shown to the administrator, tried again by hand."""

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.desk import phrases
from app.desk.terms import SystemAction
from app.infra import audit, jobs
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job, JobState
from app.infra.scope import Session
from app.regions.jobs import RegionJob
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of
from worker.jobs import JOBS


def given_up() -> Job:
    with unit_of_work():
        job = jobs.promise(RegionJob.CHORES)
        job.state, job.tries, job.finished_at = JobState.FAILED, MOST_TRIES, NOW
        job.trouble = "chores failed: expire_titles"
    return job


def again(job: Job) -> Job:
    wanted = select(Job).where(Job.id == job.id).execution_options(populate_existing=True)
    return Session().scalars(wanted).one()


@pytest.fixture
def failed(inside, monkeypatch) -> Job:
    monkeypatch.setattr(jobs, "send_one", lambda *_: True)
    with inside("330522"):
        return given_up()


def test_an_administrator_sees_what_failed_and_tries_it_again_once(page, inside, failed):
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
        with unit_of_work():
            jobs.promise(RegionJob.CHORES, key="waits")
    visitor = page.as_(admin)
    told = text_of(visitor.get("/system"))
    assert "到期事项处理 chores failed: expire_titles 6" in told
    assert "到期事项处理 1 0" in told
    for _click in range(2):
        visitor.submit(f"/system/jobs/{failed.code}/again", on="/system")
    assert "这项任务已经在排队或已经完成" in text_of(visitor.get("/system"))
    with inside("330522"):
        kept = again(failed)
        assert (kept.state, kept.tries, kept.finished_at) == (JobState.WAITING, 0, None)
        assert [(one.action, one.actor_name) for one in audit.of(kept)] == [
            (SystemAction.JOB_TRIED_AGAIN, admin.name)
        ]


@pytest.mark.parametrize(
    ("region", "role", "status"), [("330522", Role.OFFICER, 403), ("330523", Role.ADMIN, 404)]
)
def test_nobody_else_does(page, inside, failed, region, role, status):
    with inside(region):
        other = factories.user(role)
    page.as_(other).submit(f"/system/jobs/{failed.code}/again", on="/inbox/contacts", expect=status)
    with inside("330522"):
        assert again(failed).state is JobState.FAILED


def test_the_command_tries_one_or_all_again(db, failed):
    run = db.test_cli_runner().invoke
    assert failed.code in run(args=["jobs", "failed"]).stdout
    assert run(args=["jobs", "again"]).exit_code == 1
    assert run(args=["jobs", "again", "NONESUCH"]).exit_code == 1
    assert failed.code in run(args=["jobs", "again", "--all"]).stdout
    assert run(args=["jobs", "again", failed.code]).exit_code == 1  # it waits already
    assert run(args=["jobs", "failed"]).stdout.strip() == "[]"


def test_each_kind_of_work_has_a_word():
    assert [name for name in JOBS if name not in phrases.WORDS] == []
