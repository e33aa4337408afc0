"""What is kept of a complaint goes when its time in the register is over; what must not be lost is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.complaints import attachments, queries, recovery, service
from app.complaints.intake_models import Attachment, Recovery
from app.complaints.terms import ComplaintAction, Outcome
from app.infra import audit, clock, retention, storage
from app.infra.db import unit_of_work
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.storage import MediaKind, StoredFile
from app.infra.uploads import Clean
from app.reports import queries as reports
from app.reports.terms import ReportChannel
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from worker.jobs import complaints as chores
from worker.jobs.regions import CHORES

PHOTO = Clean(b"\xff\xd8\xff of the tea", MediaKind.JPEG.value, "ab" * 32)


@pytest.fixture
def complaint(here):
    told = made.told(factories.merchant())
    with unit_of_work():
        receipt = service.receive(told, files=[PHOTO], now=NOW)
    return made.whole(receipt.complaint)


def files() -> list[Attachment]:
    return list(Session().scalars(select(Attachment)))


def done(chore, at):
    with clock.standing_at(at), unit_of_work():
        chore(at)


def test_a_file_is_named_after_the_case_and_its_bytes_go_with_its_time(complaint):
    (kept,) = attachments.of(complaint)[complaint.messages[0].id]
    assert kept.file.name == f"{complaint.code}-{complaint.messages[0].id}-1.jpg"
    path = storage.path_of(kept.file)
    with unit_of_work():
        service.withdraw(complaint, text="", now=NOW)
    term = retention.kept_for(Kept.COMPLAINT_FILES)
    done(chores.forget_sent_files, NOW + term)
    assert (len(files()), path.exists()) == (1, True)
    for _ in range(2):
        done(chores.forget_sent_files, NOW + term + timedelta(seconds=1))
    assert (files(), path.exists()) == ([], False)
    assert Session().scalars(select(StoredFile)).all() == []
    forgotten = [one for one in audit.of(complaint) if one.action == ComplaintAction.FORGOTTEN]
    assert [one.facts for one in forgotten] == [{"files": 1}]


def test_an_open_case_loses_nothing_however_old(complaint):
    late = NOW + timedelta(days=4000)
    done(chores.forget_sent_files, late)
    done(chores.forget_consumers, late)
    assert (len(files()), complaint.phone) == (1, made.PHONE)


def test_bytes_that_somebody_else_sent_too_stay(complaint):
    told = made.told(factories.merchant())
    with unit_of_work():
        other = service.receive(told, files=[PHOTO], now=NOW).complaint
        service.withdraw(complaint, text="", now=NOW)
    done(chores.forget_sent_files, NOW + retention.kept_for(Kept.COMPLAINT_FILES) + timedelta(seconds=1))
    (left,) = attachments.of(made.whole(other)).values()
    assert storage.path_of(left[0].file).exists()


def test_a_form_sent_twice_brings_its_files_once(here):
    told = made.told(factories.merchant())
    for _ in range(2):
        with unit_of_work():
            service.receive(told, files=[PHOTO], now=NOW)
    assert len(files()) == 1


def test_one_time_codes_are_gone_after_a_day(complaint):
    with unit_of_work():
        recovery.ask(made.PHONE, now=NOW)
    done(chores.forget_one_time_codes, NOW + timedelta(hours=23))
    assert len(Session().scalars(select(Recovery)).all()) == 1
    done(chores.forget_one_time_codes, NOW + timedelta(hours=25))
    assert Session().scalars(select(Recovery)).all() == []


def test_cases_from_before_can_be_found_by_their_phone_after_the_chore(complaint):
    with unit_of_work():
        complaint.phone_index = None
    done(chores.index_phones, NOW)
    with unit_of_work():
        assert recovery.ask(made.PHONE, now=NOW).known


def test_a_case_that_ends_at_enforcement_has_a_report_to_show_for_it(complaint):
    officer = factories.user(Role.OFFICER)
    with unit_of_work():
        service.close(
            complaint,
            by=officer,
            outcome=Outcome.TO_ENFORCEMENT,
            text="产品没有合格证明，转执法核查",
            now=NOW,
        )
    (report,) = reports.of_complaint(complaint.code)
    assert (report.channel, report.merchant_id, report.is_anonymous) == (
        ReportChannel.HANDED, complaint.merchant_id, True,
    )  # fmt: skip
    assert queries.by_code(complaint.code).outcome is Outcome.TO_ENFORCEMENT


def test_every_class_of_the_register_has_a_chore_that_carries_it_out():
    names = {one.__name__ for one in CHORES}
    assert names >= {
        "forget_consumers", "forget_sent_files", "forget_reporters", "forget_one_time_codes",
        "forget_answered_challenges",
    }  # fmt: skip


def test_the_register_names_every_class_once_with_its_reason(here):
    classes = retention.register()
    assert {one.key for one in classes} == set(Kept)
    assert len(classes) == len(Kept)
    assert all(one.why.zh and one.why.en and one.what.en for one in classes)
