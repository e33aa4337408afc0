"""Across the wall and through a dead queue: requests between regions, and what a killed worker leaves behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.complaints import around, office_rules, service
from app.complaints.models import Complaint, Message
from app.complaints.service import helping
from app.complaints.terms import Clock
from app.infra import queue, scope
from app.infra.db import unit_of_work
from app.infra.door import DoorEntry
from app.infra.jobs import Job, JobState
from app.infra.scope import Session
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from worker import main, timetable


@pytest.fixture
def worker(db, monkeypatch):
    """Carries out what waits, as a worker would."""
    monkeypatch.setattr(main, "_app", db)

    def carry(region, job):
        main.carry_out(region.id, job.id)

    return carry


def ask(complaint, officer):
    with unit_of_work():
        return service.ask(
            complaint, to_code="330523", to_name="安吉县", title="查发货仓库", text="请查仓库地址是否属实",
            by=officer, now=NOW,
        )  # fmt: skip


def only_job() -> Job:
    return Session().scalars(select(Job).order_by(Job.id.desc())).first()


def test_a_second_click_asks_the_other_county_once(inside):
    with inside("330522"):
        officer, complaint = factories.user(Role.OFFICER), made.complaint()
        first, again = (ask(complaint, officer).code for _ in range(2))
        assert first == again
        assert [one.code for one in around.assistance_of(complaint)] == [first]


def test_only_question_and_answer_cross_the_wall(inside, worker):
    with inside("330522") as ours:
        officer, complaint = factories.user(Role.OFFICER), made.complaint()
        asked, job = ask(complaint, officer), only_job()
        code, secret_words = asked.code, complaint.happened
    for _ in range(2):  # a second delivery changes nothing
        worker(ours, job)
        with inside("330522"), unit_of_work():
            Session().get_one(Job, job.id).state = JobState.WAITING
    with inside("330523") as theirs:
        answering = factories.user(Role.OFFICER)
        got = around.assistance(code)
        assert (got.is_ours, got.complaint_id, got.text) == (False, None, "请查仓库地址是否属实")
        assert [one.clock for one in clocks.running(got)] == [Clock.ASSIST]
        assert [one.subject_id for one in around.asked_of_us()] == [got.id]
        for _ in range(2):
            with unit_of_work():
                helping.tell_overdue(NOW + timedelta(days=9))
        titles = [one.title for one in notices.page(answering.id)]
        assert titles == [f"协查 {code} 超期了"]
        assert secret_words not in str(vars(got))
        assert Session().scalar(select(Complaint).where(Complaint.id == complaint.id)) is None
        with unit_of_work():
            service.answer_request(got, by=answering, text="地址属实", now=NOW + timedelta(hours=3))
        with pytest.raises(office_rules.AlreadyDecided), unit_of_work():
            service.answer_request(got, by=answering, text="再答一次", now=NOW)
        back = only_job()
    worker(theirs, back)
    with inside("330522"):
        came = around.assistance(code)
        assert (came.answer, came.answerer_name, clocks.running(came)) == ("地址属实", answering.name, [])
        assert notices.page(officer.id).rows[0].title == "安吉县答复了协查"
    with scope.house_scope():
        assert len(Session().scalars(select(DoorEntry).where(DoorEntry.why == code)).all()) >= 2


def test_nobody_asks_their_own_region(here, officer):
    complaint = made.complaint()
    with pytest.raises(office_rules.NoSuchOne), unit_of_work():
        service.ask(complaint, to_code="330522", to_name="长兴县", title="查", text="查", by=officer, now=NOW)


def test_a_killed_worker_and_an_emptied_queue_lose_nothing(inside, worker):
    """The request is filed, the queue emptied; the worker dies half way; the timetable sends it again."""
    with inside("330522") as ours:
        shop = factories.merchant()
        seller, officer = factories.seller(shop), factories.user(Role.OFFICER)
        complaint = made.complaint(shop)
        with unit_of_work():
            service.leave_message(complaint, "还在吗", by=None, form_key="k", now=NOW)
        asked, job = ask(complaint, officer), only_job()
        queue.redis().flushdb()  # emptied
        assert queue.waiting() == 0
        with unit_of_work():  # a worker had begun it, and was killed
            job.state, job.tries = JobState.RUNNING, 1
        assert timetable.resend_forgotten(ours, NOW + timedelta(minutes=2)) >= 1
        assert queue.waiting() >= 1
    worker(ours, job)
    with inside("330523"):
        assert around.assistance(asked.code) is not None
    with inside("330522"):
        assert Session().get_one(Job, job.id).state is JobState.DONE
        texts = Session().scalars(
            select(Message.text).where(Message.complaint_id == complaint.id).order_by(Message.id)
        )
        assert texts.all() == ["茶叶发霉了", "还在吗"]
        told = [one.title for one in notices.page(seller.id)]
        assert told == [f"投诉 {complaint.code} 有新留言", f"新投诉 {complaint.code}"]
