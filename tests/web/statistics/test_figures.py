"""Figures on pages and in files: each sees its own, and a page costs the same whatever was counted."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.complaints import service as complaints
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.forms import KEY_LENGTH
from app.infra.jobs import Job
from app.infra.scope import Session
from app.notices import queries as notices
from app.regions.terms import OrganisationKind
from app.statistics import counting, queries, rules, service
from app.statistics.terms import StatisticsAction
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.pages import text_of
from worker.jobs import statistics as jobs


@pytest.fixture
def people(inside):
    """An officer, a park with a seller, and a seller of no park, with two and one complaints."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        shop, other = factories.merchant(park_id=park.id, name="=园内店"), factories.merchant()
        who = {
            "officer": factories.user(), "park": factories.user(Role.PARK, organisation_id=park.id),
            "seller": factories.seller(shop), "other": factories.seller(other), "panelist": factories.user(Role.PANELIST),
        }  # fmt: skip
        file(shop, 2)
        file(other, 1)
    return who


def file(shop, count):
    with unit_of_work():
        for _one in range(count):
            complaints.receive(made.told(shop, phone="13712345678"), now=NOW)
    with unit_of_work():
        counting.refresh(NOW)


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(("who", "received"), [("officer", 3), ("park", 2), ("seller", 2), ("other", 1)])
def test_each_sees_its_own_figures(page, people, who, received):
    visitor = page.as_(people[who])
    shown = text_of(visitor.get("/statistics"))
    assert f"收到 {received} " in shown
    rows = rows_of(visitor.fetch("/statistics/by/month/table.csv").text)
    assert sum(int(row[1]) for row in rows[1:]) == received


def test_who_has_no_business_here_is_told_so(page, people):
    page.as_(people["panelist"]).get("/statistics", expect=403)
    page.as_(None).get("/statistics", expect=303)


def test_a_seller_is_not_put_beside_others(page, people):
    shown = page.as_(people["seller"]).fetch("/statistics/by/merchant/table.csv").text
    assert "园内店" not in shown
    assert rows_of(shown)[0][0] == "按月"


def test_a_file_is_utf8_with_its_mark_and_holds_no_formula(page, people):
    answer = page.as_(people["officer"]).fetch("/statistics/by/merchant/table.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert rows_of(answer.text)[1][0] == "'=园内店"
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("asked", ["from=2026-07&to=2026-06", "from=1990-01&to=2026-06", "from=x&to=y"])
def test_a_period_that_cannot_be_is_said_and_left_aside(page, people, asked):
    shown = text_of(page.as_(people["officer"]).get(f"/statistics?{asked}"))
    assert "收到 3 " in shown


@pytest.mark.parametrize(
    "path", ["/statistics", "/statistics/by/merchant", "/statistics/by/park", "/statistics/by/category"]
)
def test_a_page_costs_the_same_whatever_was_counted(page, people, inside, query_count, path):
    costs = []
    for _round in range(2):
        visitor = page.as_(people["officer"])
        visitor.get(path)
        with query_count() as n:
            visitor.get(path)
        costs.append(n.value)
        with inside("330522"):
            file(factories.merchant(), 3)
    assert costs[0] == costs[1]


def test_a_list_is_written_by_a_job_told_of_and_fetched_by_who_asked(page, people, inside):
    visitor = page.as_(people["park"])
    asks = "/statistics/exports?from=2026-06&to=2026-06"
    without = visitor.submit(
        asks, {"reason": "长" * 201}, on="/statistics", expect=200
    )  # nobody takes a list away so
    assert "请不要超过 200 字" in text_of(without.text)
    assert "长长长" in without.text
    assert "from=2026-06&amp;to=2026-06" in without.text
    assert "请写一句理由" in text_of(visitor.submit(asks, on="/statistics", expect=200).text)
    answer = visitor.submit(asks, {"reason": "月度例会"}, on="/statistics")
    address = answer.location
    assert "排队中" in text_of(visitor.get(address))
    assert visitor.fetch(f"{address}/list.csv").status_code == 404
    with inside("330522"):
        job = Session().scalars(select(Job).where(Job.name == "statistics.export")).one()
        (asked,) = audit.of(queries.export_by_code(address.rpartition("/")[2]))
        assert (asked.action, asked.facts["reason"]) == (StatisticsAction.EXPORT_ASKED, "月度例会")
        jobs.write_export(job)
        jobs.write_export(job)  # twice does no harm
        assert (job.done, job.total) == (2, 2)
        assert len([one for one in notices.page(people["park"].id) if "投诉清单做好了" in one.title]) == 1
    text = visitor.fetch(f"{address}/list.csv").text
    rows = rows_of(text)
    assert len(rows) == 3
    assert {row[2] for row in rows[1:]} == {"'=园内店"}
    assert "13712345678" not in text
    assert "王小明" not in text
    assert "发霉" not in text
    page.as_(people["officer"]).get(f"{address}/list.csv", expect=403)
    with inside("330523"):
        elsewhere = factories.user()
    page.as_(elsewhere).get(address, expect=404)


def test_a_form_for_a_list_sent_twice_makes_one_and_other_months_another(page, people, inside):
    visitor = page.as_(people["park"])
    told = {"reason": "月度例会", "key": "0" * KEY_LENGTH}
    asked = [
        visitor.submit(f"/statistics/exports?from={first}&to=2026-06", told, on="/statistics").location
        for first in ("2026-06", "2026-06", "2026-05")
    ]
    assert asked[0] == asked[1] != asked[2]
    whole = visitor.submit("/statistics/exports?from=2026-05&to=2026-05", told, on="/statistics").location
    assert "2026年5月1日至2026年5月31日" in text_of(visitor.get(whole))
    with inside("330522"):
        assert len(Session().scalars(select(Job).where(Job.name == "statistics.export")).all()) == 3


def test_a_list_of_many_comes_in_pieces_and_is_whole(inside, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    monkeypatch.setattr(jobs, "TOLD_EVERY", 1)
    with inside("330522"):
        shop, officer = factories.merchant(), factories.user()
        file(shop, 5)
        with unit_of_work():
            period = rules.period(None, None, (NOW + timedelta(days=1)).date())
            export = service.ask_export(period, queries.Whose(), by=officer, now=NOW)
        job = Session().scalars(select(Job).where(Job.name == "statistics.export")).one()
        jobs.write_export(job)
        assert (export.rows, job.done) == (5, 5)
