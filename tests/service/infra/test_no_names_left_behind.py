"""Planted names, phones and addresses: what people tell us stands sealed in its own row and nowhere else."""

import logging

import pytest
from sqlalchemy import select, text

from app.accounts.terms import Role
from app.complaints import contact, service
from app.infra.audit import AuditEntry
from app.infra.db import unit_of_work
from app.infra.jobs import Job, JobState
from app.infra.scope import Session
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeKind, NoticeState
from app.reports import service as report_service
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import reports as reported
from worker import main
from worker.jobs import JOBS

NAME, PHONE, ADDRESS, ORDER = "欧阳植入", "13711112222", "植入路 77 号 501 室", "PLANTED-778899"
PLANTED = (NAME, PHONE, ADDRESS, ORDER, "植入举报", "13733334444", "植入异议", "13755556666")


@pytest.fixture
def lived(here):
    """A complaint, a report and an objection, with everything that officers and their senders do to them."""
    officer = factories.user(Role.OFFICER)
    complaint = made.complaint(name=NAME, phone=PHONE, order_said=ORDER)
    report = reported.receipt(name="植入举报", phone="13733334444").report
    with unit_of_work():
        service.send_to_bureau(complaint, text="", name=NAME, address=ADDRESS, now=NOW)
        service.unmask(complaint, by=officer, reason="联系消费者", now=NOW)
        contact.correct(complaint, name=NAME, phone=PHONE, address=ADDRESS + "甲", may_pass_on=False, now=NOW)
        service.accept(complaint, by=officer, text="受理", now=NOW)
        report_service.unmask(report, by=officer, reason="核实", now=NOW)
        report_service.change_contact(report, name="植入举报", phone="13733334444", now=NOW)
        notice = PublicNotice(
            code="PL", kind=NoticeKind.TITLES, state=NoticeState.RUNNING, title="公示", lines=[], minutes="", proposer_id=officer.id,
            proposed_by="某", opened_at=NOW, workdays=7, ends_on=NOW.date(), counted=[], provisional=False, stopped=[],
        )  # fmt: skip
        Session().add(notice)
        Session().flush()
        said = publicity.Said("植入异议", "13755556666", "分数算得不对，请核实一下", None, "planted")
        publicity.object_to(notice, said, now=NOW)
        service.withdraw(complaint, text="", now=NOW)
    return complaint


def test_the_audit_record_the_work_list_and_the_inbox_name_nobody(lived):
    facts = [
        f"{one.actor_name} {one.subject_name} {one.facts}" for one in Session().scalars(select(AuditEntry))
    ]
    assert len(facts) > 8
    assert [(one, word) for one in facts for word in PLANTED if word in one] == []
    for asked in ("select row_to_json(job)::text from job", "select row_to_json(notice)::text from notice"):
        rows = Session().execute(text(asked)).scalars().all()
        assert rows
        assert [(one, word) for one in rows for word in PLANTED if word in one] == []


def test_a_job_that_fails_over_a_row_leaves_no_name_in_the_log_or_in_its_trouble(
    db, here, lived, caplog, monkeypatch
):
    """The worst case: the database itself refuses a row, and quotes it."""
    caplog.set_level(logging.DEBUG)

    def fails(job: Job) -> None:
        with unit_of_work():
            Session().execute(
                text("insert into complaint (region_id, code, product) values (:region, :name, :phone)"),
                {"region": here.id, "name": NAME, "phone": PHONE},
            )

    job = Session().scalars(select(Job).order_by(Job.id)).first()
    monkeypatch.setitem(JOBS, main._name(job.name), fails)
    job_id = job.id
    main._run(here, job_id)
    job = Session().get_one(Job, job_id, populate_existing=True)
    assert job.state is JobState.WAITING
    assert "null value in column" in job.trouble
    assert "null value in column" in caplog.text
    assert [word for word in PLANTED if word in job.trouble or word in caplog.text] == []
