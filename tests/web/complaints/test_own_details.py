"""What a person may do through the receipt: see, copy, correct, erase where the law allows it; and which words were read."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.accounts.terms import Role
from app.complaints import queries, service
from app.complaints.terms import ComplaintAction
from app.infra import audit, copies, packs, retention, told
from app.infra.db import unit_of_work
from app.infra.i18n import day_text
from app.infra.packs import Pack, PolicyVersion
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.storage import MediaKind
from app.infra.told import Subject
from app.infra.uploads import Clean
from app.kernel.clock import local_day, minute_text
from app.reports import queries as report_queries
from app.reports import service as report_service
from app.reports.terms import ReportAction, ReportOutcome
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import reports as reported
from tests.pages import text_of

HOME = "330522"
PHOTO = Clean(b"\xff\xd8\xff of the tea", MediaKind.JPEG.value, "ab" * 32)
ROOT = f"/r/{HOME}"


@pytest.fixture
def receipt(inside):
    with inside(HOME):
        newest = packs.newest(told.FAMILY, "complaint")
        return made.receipt(told_version_id=newest.id, order_said="20260601-7788")


@pytest.fixture
def own(page, receipt):
    page.submit(
        f"{ROOT}/complaints/follow", {"code": receipt.complaint.code, "secret": receipt.secret}, expect=303
    )
    return f"{ROOT}/complaints/follow/{receipt.complaint.code}/mine"


def new_version(subject: Subject) -> None:
    known = packs.newest(told.FAMILY, subject.value)
    content = {**known.content, "version": 2}
    content["paragraphs"] = [{"zh": "新的说明", "en": "New words"}]
    packs.load([Pack(told.FAMILY, subject.value, known.year, 2, content)], now=NOW)


def test_the_copy_holds_everything_and_that_it_was_taken_is_on_record(page, own, receipt, inside):
    answer = page.fetch(f"{own}/copy.json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{receipt.complaint.code}.json"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    copy = answer.json
    assert copy["contact"] == {
        "name": "王小明", "phone": made.PHONE, "address": None, "order": "20260601-7788", "may_pass_on": True,
    }  # fmt: skip
    assert (copy["happened"], copy["wanted"], copy["kept_until"]) == ("茶叶发霉了", "退款", None)
    assert copy["told"]["mark"] == "2026-1"
    assert [one["text"] for one in copy["history"]]
    paper = page.fetch(f"{own}/copy.pdf")
    assert paper.headers["Content-Disposition"] == f'attachment; filename="{receipt.complaint.code}.pdf"'
    words = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper.data)).pages)
    for said in ("王小明", made.PHONE, "茶叶发霉了", copy["told"]["consent"], copy["history"][0]["at"]):
        assert "".join(said.split()) in "".join(words.split())
    with inside(HOME):
        taken = [one for one in audit.of(receipt.complaint) if one.action == ComplaintAction.COPY_TAKEN]
        assert [one.facts for one in taken] == [{"form": "json"}, {"form": "pdf"}]


def test_nobody_else_gets_the_copy(page, receipt):
    assert page.fetch(f"{ROOT}/complaints/follow/{receipt.complaint.code}/mine/copy.json").status_code == 303


def test_the_page_leads_to_the_words_that_were_read_also_after_they_have_changed(page, own, inside):
    with inside(HOME), unit_of_work():
        new_version(Subject.COMPLAINT)
    text = page.get(own)
    assert f"{ROOT}/privacy/complaint/2026-1" in text
    assert "只为处理这件投诉" in page.get(f"{ROOT}/privacy/complaint/2026-1")
    assert "新的说明" in page.get(f"{ROOT}/privacy/complaint/2026-2")
    page.get(f"{ROOT}/privacy/complaint/2026-9", expect=404)
    page.get(f"{ROOT}/privacy/complaint/nonsense", expect=404)


def test_a_form_that_was_opened_before_the_words_changed_keeps_what_stood_beside_it(inside):
    with inside(HOME), unit_of_work():
        old = told.seen(Subject.REPORT, "")
        new_version(Subject.REPORT)
        assert told.seen(Subject.REPORT, "2026-1") == old
        newest = told.seen(Subject.REPORT, "2026-77")
        assert newest == told.seen(Subject.REPORT, "") != old
        assert Session().get(PolicyVersion, newest).version == 2


def test_three_years_in_the_words_are_the_days_of_the_register(inside):
    with inside(HOME):
        for kind in (Kept.COMPLAINT_CONTACT, Kept.COMPLAINT_FILES, Kept.REPORT_CONTACT, Kept.OBJECTOR):
            assert retention.kept_for(kind).days == 3 * 365 + 1
        for subject in Subject:
            assert any("三年" in one for one in told.shown(subject, bureau="局", hotline="12315").paragraphs)


def test_after_the_bureau_had_it_the_page_says_until_when_it_is_kept_and_then_it_is_gone(
    page, own, receipt, inside
):
    with inside(HOME):
        case = queries.by_code(receipt.complaint.code)
        with unit_of_work():
            service.send_to_bureau(case, text="", name="王小明", address="某路 1 号", now=NOW)
            service.withdraw(case, text="", now=NOW)
        until = NOW + retention.kept_for(Kept.COMPLAINT_CONTACT)
    assert day_text(local_day(until)) in text_of(
        page.submit(f"{own}/erase", {"sure": "y"}, on=own, expect=200).text
    )
    with inside(HOME), unit_of_work():
        service.forget_consumers(until)
        assert queries.by_code(receipt.complaint.code).phone == made.PHONE  # its last moment
    with inside(HOME), unit_of_work():
        service.forget_consumers(until + timedelta(seconds=1))
        gone = queries.by_code(receipt.complaint.code)
        assert (gone.name, gone.phone, gone.address, gone.phone_index, gone.order_said) == (
            None,
            "",
            None,
            None,
            None,
        )
    copy = page.fetch(f"{own}/copy.json").json
    assert (copy["kept_until"], copy["erased_at"]) == (None, minute_text(until + timedelta(seconds=1)))


@pytest.fixture
def report(inside):
    with inside(HOME):
        return reported.receipt(files=[PHOTO], told_version_id=told.seen(Subject.REPORT, "2026-1"))


def test_a_reporter_takes_a_copy_and_erases_the_contact_but_not_the_evidence(page, report, inside):
    code = report.report.code
    root = f"{ROOT}/reports/follow/{code}"
    page.submit(f"{ROOT}/reports/follow", {"code": code, "secret": report.secret}, expect=303)
    copy = page.fetch(f"{root}/copy.json").json
    assert (copy["contact"], len(copy["files"])) == ({"name": reported.NAME, "phone": reported.PHONE}, 1)
    assert copy["told"]["mark"] == "2026-1"
    assert "决定作出后三年" in page.get(f"{root}/contact")
    with page.app.test_request_context():
        on_paper = str(copies.parts_of(copy))
    for said in (
        reported.NAME,
        copy["files"][0]["sha256_as_sent"],
        copy["happened"],
        copy["told"]["paragraphs"][0],
    ):
        assert said in on_paper
    page.submit(f"{root}/contact", {"name": "", "phone": ""}, expect=303)
    assert page.fetch(f"{root}/copy.json").json["contact"] == {"name": None, "phone": None}
    with inside(HOME):
        known, officer = report_queries.by_code(code), factories.user(Role.OFFICER)
        with unit_of_work():
            report_service.take(known, by=officer, now=NOW)
            report_service.decide(
                known,
                by=officer,
                outcome=ReportOutcome.FILED,
                ground=None,
                text="经核查证据充分，决定立案",
                case_number="1",
                now=NOW,
            )
        day = day_text(local_day(NOW + retention.kept_for(Kept.REPORT_CONTACT)))
    assert day in text_of(page.get(f"{root}/contact"))


def test_each_look_at_a_reporters_evidence_is_written_down_and_opening_the_page_is_none(page, report, inside):
    code = report.report.code
    with inside(HOME):
        officer = factories.user(Role.OFFICER)
        (file,) = report_queries.by_code(code).files
        url = f"/reports/{code}/files/{file.file.code}"

    def looks() -> list[str]:
        with inside(HOME):
            seen = [one for one in audit.of(report.report) if one.action == ReportAction.EVIDENCE_SEEN]
            return [one.actor_name for one in seen]

    assert f'href="{url}"' in page.as_(officer).get(f"/reports/{code}")
    assert looks() == []
    for _ in range(2):
        page.as_(officer).fetch(url)
    assert looks() == [officer.name] * 2
