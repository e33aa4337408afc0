"""Shops are told of a change of law before it takes force: a job a kind, a few statements a batch, once a person."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.guides import news, queries
from app.guides.calendar import coming
from app.guides.jobs import GuideJob
from app.guides.laws import law_index
from app.infra import clock, jobs
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.merchants.terms import MerchantKind
from app.notices.models import Notice
from tests import factories
from tests.conftest import NOW
from worker.jobs.guides import tell_of_law_changes, tell_shops

NEAR = datetime(2026, 11, 21, 1, tzinfo=UTC)
DAY = timedelta(days=1)
RECALL = "law:食品召回管理办法:2026-12-01"
SCREENS = "law:食品安全法实施条例:2026-12-01"
LIVE, GROUP = MerchantKind.LIVE_STREAM, MerchantKind.GROUP_BUY


@pytest.fixture
def at_that_time(here, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NEAR)


def morning(now=NEAR) -> list[str]:
    """The chore, then its jobs; the keys of the jobs."""
    with unit_of_work():
        tell_of_law_changes(now)
    wanted = select(jobs.Job).where(jobs.Job.name == GuideJob.LAW_NEWS.value).order_by(jobs.Job.id)
    found = Session().scalars(wanted).all()
    for job in found:
        tell_shops(job)
    return [job.key for job in found]


def letters(user) -> list[Notice]:
    wanted = select(Notice).where(Notice.user_id == user.id, Notice.key.startswith("law:"))
    return list(Session().scalars(wanted.order_by(Notice.key)))


def keys_expected(kind, scopes) -> list[str]:
    guide = queries.current(kind).guide
    near = coming(guide.applicable(scopes), law_index(guide.year), local_day(NEAR))
    return sorted(change.key for change in near if change.is_near(local_day(NEAR)))


def test_each_shop_is_told_what_touches_it_and_nothing_else(at_that_time):
    people = {
        (kind, scopes): factories.seller(factories.merchant(kind, scopes=list(scopes)))
        for kind in MerchantKind
        for scopes in ((), ("food",), ("branded_goods", "cosmetics"))
    }
    for _ in range(2):
        morning()
    for (kind, scopes), person in people.items():
        assert [one.key for one in letters(person)] == keys_expected(kind, scopes)
    assert keys_expected(LIVE, ()) != keys_expected(LIVE, ("food",))


def test_a_food_seller_hears_of_the_new_rule_on_recalls_before_december(at_that_time):
    seller = factories.seller(factories.merchant(scopes=["food"]))
    morning()
    told = {one.key: one for one in letters(seller)}
    assert RECALL in told
    assert "2026年12月1日" in told[RECALL].text
    assert "1 December 2026" in told[RECALL].text_en
    assert not any("\u4e00" <= char <= "\u9fff" for char in told[RECALL].text_en)


def test_the_chore_promises_one_job_a_kind_and_day(at_that_time):
    assert morning() == morning()
    assert len(morning(NEAR + DAY)) == 4


def test_who_joins_later_is_told_the_next_morning_and_the_others_not_again(at_that_time):
    first = factories.seller(factories.merchant(scopes=["food"]))
    morning()
    before = [one.id for one in letters(first)]
    late = factories.seller(factories.merchant(scopes=["food"]))
    morning(NEAR + DAY)
    assert [one.id for one in letters(first)] == before
    assert [one.key for one in letters(late)] == keys_expected(LIVE, ("food",))


def test_a_batch_costs_the_same_with_one_shop_and_with_many(at_that_time, query_count):
    def cost() -> int:
        with query_count() as counted, unit_of_work():
            news.tell_batch(GROUP, after=0, now=NEAR)
        return counted.value

    factories.seller(factories.merchant(GROUP, scopes=["food"]))
    one = cost()
    for _ in range(6):
        factories.seller(factories.merchant(GROUP, scopes=["food"]))
    assert cost() <= one


def test_killed_between_two_batches_it_goes_on_and_tells_nobody_twice(at_that_time, monkeypatch):
    people = [factories.seller(factories.merchant(scopes=["food"])) for _ in range(5)]
    monkeypatch.setattr(news, "BATCH", 2)
    with unit_of_work():
        tell_of_law_changes(NEAR)
        news.tell_batch(LIVE, after=0, now=NEAR)
    assert [len(letters(one)) > 0 for one in people] == [True, True, False, False, False]
    morning()
    assert {len(letters(one)) for one in people} == {len(keys_expected(LIVE, ("food",)))}


def test_nothing_is_promised_long_before(here):
    with unit_of_work():
        assert news.promise_to_tell(NOW) == 0
