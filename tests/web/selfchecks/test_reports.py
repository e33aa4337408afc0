"""The PDF report: asked for, made by the worker, fetched; nothing is made while somebody waits for a page."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.infra import clock, jobs, pdf, retention, sweeping
from app.infra.db import unit_of_work
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.notices.models import Notice
from app.selfchecks import queries, reports
from app.selfchecks.models import SelfCheckReport
from app.selfchecks.terms import ReportState
from tests.web.selfchecks.test_reading import READERS, visitor
from worker.jobs import selfchecks as work
from worker.jobs.files import forget_unclaimed_files


def asked(somebody, code: str) -> str:
    """The address of the report's page."""
    page, address = f"/self-check/{code}/result", f"/self-check/{code}/reports"
    answer = somebody.submit(address, {}, on=page, expect=303)
    return answer.headers["Location"]


def the_job():
    return Session().scalars(select(jobs.Job).where(jobs.Job.name == "selfcheck.report")).one()


def test_a_report_is_made_by_the_worker_and_names_every_answer_and_task(page, cast, code):
    owner = page.as_(cast.owner)
    address = asked(owner, code)
    assert address == asked(owner, code), "a second click is the same report"
    assert owner.fetch(f"{address}/file").status_code == 404
    assert "data-poll-url" in owner.get(address)
    with page.inside("330522"):
        work.make_report(the_job())
        work.make_report(the_job())
        told = (
            Session()
            .scalars(select(Notice).where(Notice.user_id == cast.owner.id, Notice.url == address))
            .all()
        )
        assert [(one.title, one.title_en) for one in told] == [
            ("自查报告做好了", "Your self-check report is ready")
        ]
        check = queries.by_code(code)
        asked_for, compliance, name = (
            queries.guide_of(check).applicable([]),
            check.compliance,
            check.merchant.name,
        )
    assert "下载 PDF" in owner.get(address)
    answer = owner.fetch(f"{address}/file")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = "".join("".join(one.extract_text().split()) for one in PdfReader(BytesIO(answer.data)).pages)
    assert [item.code for item in asked_for if item.code not in text] == []
    for words in (
        f"{compliance:.2f}",
        "".join(name.split()),
        "=HYPERLINK",
        "小李",
        "请月底前补办",
        "主页截图.jpg",
        "整改",
    ):
        assert words in text
    with page.inside("330522"):
        report = Session().scalars(select(SelfCheckReport)).one()
        with unit_of_work():
            assert reports.forget_old(clock.now() + retention.kept_for(Kept.MADE_PAPERS)) == 0
            assert reports.forget_old(clock.now() + 2 * retention.kept_for(Kept.MADE_PAPERS)) == 1
        with unit_of_work():
            forget_unclaimed_files(clock.now() + 2 * sweeping.GRACE)
        assert Session().scalar(select(StoredFile.id).where(StoredFile.id == report.file_id)) is None


@pytest.mark.parametrize(("who", "status"), READERS)
def test_a_report_is_for_those_who_read_the_result(page, cast, checked, who, status):
    code = checked(cast.owner)
    address = asked(page.as_(cast.owner), code)
    for tail in ("", "/progress"):
        assert visitor(page, cast, who).fetch(address + tail).status_code == status


def test_a_report_of_another_self_check_is_not_there(page, cast, checked):
    address = asked(page.as_(cast.owner), checked(cast.owner))
    other = checked(cast.other_shop)
    assert page.as_(cast.officer).fetch(address.replace(address.split("/")[2], other)).status_code == 404


def test_where_paper_cannot_be_made_it_says_so_and_stops(page, cast, checked, monkeypatch):
    address = asked(page.as_(cast.owner), checked(cast.owner))

    def no_library(*_: object, **__: object) -> bytes:
        raise pdf.PaperMissing(pdf.APT)

    monkeypatch.setattr(pdf, "render", no_library)
    with page.inside("330522"):
        work.make_report(the_job())
        assert Session().scalars(select(SelfCheckReport)).one().state is ReportState.FAILED
    assert "请先用表格" in page.as_(cast.owner).get(address)


def test_a_worker_that_dies_every_time_gives_up_in_words(page, cast, checked, monkeypatch):
    address = asked(page.as_(cast.owner), checked(cast.owner))
    monkeypatch.setattr(reports, "write", lambda *_, **__: 1 / 0)
    with page.inside("330522"):
        job = the_job()
        with unit_of_work():
            job.tries = jobs.MOST_TRIES - 1
        with pytest.raises(ZeroDivisionError):
            work.make_report(job)
        assert Session().scalars(select(SelfCheckReport)).one().under_way
        with unit_of_work():
            job.tries = jobs.MOST_TRIES
        with pytest.raises(ZeroDivisionError):
            work.make_report(job)
    assert "排版时出了意外" in page.as_(cast.owner).get(address)
