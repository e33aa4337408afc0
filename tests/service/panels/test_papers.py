"""Minutes and editions on paper, by jobs that may be killed and run twice."""

import io

import pypdf
import pytest

from app.accounts.terms import Role
from app.honours import queries as honours
from app.honours import service as honour_service
from app.honours.terms import ListKind
from app.infra import audit, jobs
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import StoredFile, path_of
from app.notices import queries as notices
from app.panels import interests, queries, service
from app.panels.terms import InterestKind
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from worker.jobs import honours as honour_jobs
from worker.jobs import panels as panel_jobs


def words(file_id: int) -> str:
    stored = Session().get_one(StoredFile, file_id)
    sheets = pypdf.PdfReader(io.BytesIO(path_of(stored).read_bytes())).pages
    return "".join(sheet.extract_text() for sheet in sheets).replace("\n", "")


def test_the_minutes_say_who_voted_what_and_who_stood_aside(here):
    year = made.year("91.50", "85.00")
    with unit_of_work():
        interests.declare(
            year.cycle, year.scored[1].merchant, InterestKind.WORK, "", by=year.members[2], now=NOW
        )
    sitting = made.sitting(year)
    one, two = sitting.questions
    from app.panels.terms import Choice

    for question, members in ((one, year.members), (two, year.members[:2])):
        for member in members:
            with unit_of_work():
                service.vote(question, Choice.FOR, points=None, reason="台账齐全", by=member, now=NOW)
    job = jobs.by_key(service.minutes_key(sitting))
    for _ in range(2):  # a job may run twice
        panel_jobs.write_minutes(job)
    kept = queries.sitting_by_code(sitting.code)
    said = words(kept.minutes_id)
    assert (job.done, job.total) == (3, 3)
    assert kept.code in said
    assert f"回避：{year.members[2].name}" in said
    assert said.count("台账齐全") == 5
    assert [entry.action for entry in audit.of(kept)].count("panel.minutes_written") == 1


def test_minutes_of_votes_that_are_not_counted_are_not_written(here):
    sitting = made.sitting(made.year("91.50"))
    with unit_of_work():
        job = jobs.promise(service.PanelJob.MINUTES, key="early", sitting_id=sitting.id)
    panel_jobs.write_minutes(job)
    assert queries.sitting_by_code(sitting.code).minutes_id is None


@pytest.fixture
def edition(here):
    made.title()
    return honours.editions(ListKind.RED)[0]


def test_an_edition_is_printed_with_the_head_of_the_record(edition):
    job = jobs.by_key(honour_service.paper_key(edition))
    admin = factories.user(Role.ADMIN)
    head = audit.head()
    for _ in range(2):
        honour_jobs.print_edition(job)
    printed = honours.by_id(edition.id)
    said = words(printed.file_id)
    assert printed.audit_head == head
    assert head in said.replace(" ", "")
    assert printed.entries[0].name in said
    assert notices.unread_count(admin.id) == 1


def test_a_withdrawn_edition_is_not_printed_any_more(edition):
    admin = factories.user(Role.ADMIN)
    with unit_of_work():
        honour_service.withdraw(edition, reason="名单有误", by=admin, now=NOW)
    honour_jobs.print_edition(jobs.by_key(honour_service.paper_key(edition)))
    assert honours.by_id(edition.id).file_id is None
    assert list(honours.standing(ListKind.RED, NOW.date())) == []
