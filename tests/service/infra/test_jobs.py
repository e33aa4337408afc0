from datetime import timedelta

import pytest
from redis.exceptions import ConnectionError as QueueAway
from sqlalchemy import select

from app.infra import clock, jobs, queue
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job, JobState
from app.infra.scope import Session
from app.regions.jobs import RegionJob
from tests.conftest import NOW
from worker import main, timetable
from worker.main import BACK_OFF


def promise(key: str | None = None, **args: int) -> Job:
    with unit_of_work():
        return jobs.promise(RegionJob.CHORES, key=key, **args)


def again(job: Job) -> Job:
    """The row as the database has it now."""
    return (
        Session().scalars(select(Job).where(Job.id == job.id).execution_options(populate_existing=True)).one()
    )


@pytest.fixture
def done(here, db, sent_jobs, monkeypatch) -> list[int]:
    """The ids of carried-out jobs; the work itself only notes its own job."""
    carried: list[int] = []
    monkeypatch.setattr(main, "_app", db)
    monkeypatch.setattr(main, "JOBS", {RegionJob.CHORES: lambda job: carried.append(job.id)})
    return carried


@pytest.fixture
def failing(done, monkeypatch) -> None:
    def fail(job: Job) -> None:
        with unit_of_work():
            Session().get_one(Job, job.id).done = 99
            raise ValueError("the printer is out of ink")

    monkeypatch.setattr(main, "JOBS", {RegionJob.CHORES: fail})


def test_a_promise_is_a_row_before_the_commit(here, sent_jobs):
    with unit_of_work():
        made = jobs.promise(RegionJob.CHORES, merchant_id=3)
        assert Session().scalars(select(Job.id)).all() == [made.id]
        assert sent_jobs == []
    assert sent_jobs == [("region.chores", {"merchant_id": 3})]
    assert (made.state, made.tries, made.promised_at) == (JobState.WAITING, 0, NOW)


def test_the_same_key_twice_is_one_job_and_no_key_is_always_a_new_one(here, sent_jobs):
    assert promise("night 1").id == promise("night 1").id
    assert promise().id != promise().id
    assert len(sent_jobs) == 3


def test_the_same_key_in_another_region_is_another_job(inside, monkeypatch):
    monkeypatch.setattr(jobs, "send_one", lambda *_: True)
    made = []
    for code in ("330522", "330523"):
        with inside(code):
            made.append(promise("night 1").id)
    assert made[0] != made[1]


def test_a_queue_that_is_down_loses_nothing(here, monkeypatch):
    def away(*_: object) -> None:
        raise QueueAway

    monkeypatch.setattr(queue, "push", away)
    assert again(promise("night 1")).state is JobState.WAITING


def test_carrying_out_twice_does_the_work_once(done, here):
    job = promise()
    main.carry_out(here.id, job.id)
    main.carry_out(here.id, job.id)
    assert done == [job.id]
    assert (again(job).state, job.tries, job.finished_at, job.trouble) == (JobState.DONE, 1, NOW, None)


def test_a_job_of_another_region_or_of_none_is_not_touched(done, here):
    job = promise()
    main.carry_out(2, job.id)
    main.carry_out(999, job.id)
    main.carry_out(here.id, job.id + 999)
    assert done == []
    assert again(job).state is JobState.WAITING


def test_a_failing_job_waits_longer_each_time_and_is_kept_as_failed_at_the_end(failing, here):
    job, waits = promise(), []
    for _ in range(MOST_TRIES - 1):
        main.carry_out(here.id, job.id)
        assert again(job).state is JobState.WAITING
        waits.append(job.send_after - NOW)
    main.carry_out(here.id, job.id)
    assert (again(job).state, job.tries, job.finished_at) == (JobState.FAILED, MOST_TRIES, NOW)
    assert "out of ink" in (job.trouble or "")
    assert job.done == 0
    assert waits == sorted(waits)
    assert min(waits) > timedelta(seconds=30)
    assert [one.id for one in jobs.failed()] == [job.id]
    main.carry_out(here.id, job.id)
    assert again(job).tries == MOST_TRIES


def test_a_job_whose_worker_died_at_every_try_is_kept_as_failed_and_not_tried_for_ever(done, here):
    job = promise()
    with unit_of_work():
        job.state, job.tries = JobState.RUNNING, MOST_TRIES  # as a killed worker leaves it
    main.carry_out(here.id, job.id)
    kept = again(job)
    assert done == []
    assert (kept.state, kept.tries, kept.finished_at) == (JobState.FAILED, MOST_TRIES, NOW)
    assert "died" in (kept.trouble or "")


def test_a_job_that_failed_once_is_done_the_next_time(done, failing, here, monkeypatch):
    job = promise()
    main.carry_out(here.id, job.id)
    monkeypatch.setattr(main, "JOBS", {RegionJob.CHORES: lambda one: done.append(one.id)})
    main.carry_out(here.id, job.id)
    assert done == [job.id]
    assert (again(job).state, job.tries, job.trouble) == (JobState.DONE, 2, None)


def test_a_name_nobody_knows_any_more_is_kept_as_trouble(done, here, monkeypatch):
    monkeypatch.setattr(main, "JOBS", {})
    job = promise()
    main.carry_out(here.id, job.id)
    assert again(job).state is JobState.WAITING
    assert job.trouble


def test_forgotten_rows_are_sent_again_but_not_before_their_time(done, here, sent_jobs):
    lost, running, finished, later = (promise() for _ in range(4))
    main.carry_out(here.id, finished.id)
    with unit_of_work():
        running.state = JobState.RUNNING  # its worker died
        later.send_after = NOW + timedelta(minutes=5)
    sent_jobs.clear()
    assert timetable.resend_forgotten(here, NOW) == 2
    assert timetable.resend_forgotten(here, NOW) == 0
    assert timetable.resend_forgotten(here, NOW + timedelta(seconds=46)) == 2
    assert timetable.resend_forgotten(here, NOW + timedelta(minutes=6)) == 3
    assert len(sent_jobs) == 7
    main.carry_out(here.id, running.id)
    assert again(running).state is JobState.DONE
    assert again(lost).state is JobState.WAITING


def test_a_time_that_a_wrong_clock_wrote_holds_nobody_up(done, here, sent_jobs):
    ahead, pause = promise(), promise()
    with unit_of_work():
        ahead.send_after = NOW + timedelta(hours=1)  # the clock has been put back since
        pause.send_after = NOW + BACK_OFF * 2 ** (
            MOST_TRIES - 1
        )  # the longest pause between two tries is no mistake
    assert timetable.resend_forgotten(here, NOW) == 1
    assert again(ahead).send_after < NOW + timedelta(minutes=1)


def test_the_timetable_promises_a_half_hours_chores_once(here, sent_jobs):
    for minutes in (0, 14, 29):
        timetable.promise_chores(NOW + timedelta(minutes=minutes))
    assert len(Session().scalars(select(Job)).all()) == 1
    timetable.promise_chores(NOW + timedelta(minutes=30))
    assert len(sent_jobs) == 2


def test_a_round_of_the_timetable_visits_every_region(db, here, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr(jobs, "send_one", lambda region_id, _: bool(sent.append(region_id)) or True)
    with clock.standing_at(NOW):
        timetable.tick()
    assert sorted(sent) == [1, 2]


def test_what_is_pushed_lies_in_the_real_queue(here):
    before = queue.waiting()
    job = promise("really")
    assert queue.waiting() == before + 1
    jobs.send_one(here.id, job.id)  # it stands there still: not a second time
    assert queue.waiting() == before + 1
