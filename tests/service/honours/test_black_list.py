from datetime import UTC, date, datetime

import pytest

from app.accounts.terms import Role
from app.honours import queries, rules, service
from app.honours.terms import Fall, ListKind, Source, SourceKind
from app.infra.db import unit_of_work
from app.publicity import queries as notices
from app.publicity import rules as notice_rules
from app.titles import proposing
from app.titles import rules as title_rules
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

AFTER = datetime(2026, 6, 11, 1, tzinfo=UTC)
TODAY = AFTER.date()


def source(**facts):
    return Source(**{
        "kind": SourceKind.GENERAL, "number": "长市监罚〔2026〕8 号", "decided_on": date(2026, 5, 1),
        "url": "https://www.gsxt.gov.cn/x", "until": date(2026, 8, 1), "grounds": "虚假宣传", **facts,
    })  # fmt: skip


def propose(merchant, by, **facts):
    with unit_of_work():
        return service.propose_black(merchant, source(**facts), minutes="处罚已公示", by=by, now=NOW)


def decide(notice, by, now=AFTER):
    with unit_of_work():
        return service.decide_black(notices.by_code(notice.code), by=by, now=now)


@pytest.fixture
def admin(here):
    return factories.user(Role.ADMIN)


@pytest.fixture
def officer(here):
    return factories.user()


def test_a_seller_comes_onto_the_list_when_the_notice_has_run(admin, officer):
    merchant = factories.merchant()
    notice = propose(merchant, officer)
    with pytest.raises(notice_rules.NoticeStillRunning):
        decide(notice, admin, NOW)
    edition = decide(notice, admin)
    assert edition.title == "长兴县放心电商黑榜第 1 期（2026 年）"
    entry = queries.standing_black([merchant.id], TODAY)[merchant.id]
    assert (entry.source_number, entry.until) == ("长市监罚〔2026〕8 号", date(2026, 8, 1))


def test_a_warning_is_not_even_put_on_notice(officer):
    with pytest.raises(rules.SourceRefused):
        propose(factories.merchant(), officer, kind=SourceKind.WARNING)
    assert list(notices.running(NOW.date())) == []


def test_the_same_decision_is_proposed_once(officer):
    merchant = factories.merchant()
    propose(merchant, officer)
    with pytest.raises(rules.ListedAlready):
        propose(merchant, officer)


def test_an_entry_falls_with_its_source(admin, officer):
    merchant = factories.merchant()
    decide(propose(merchant, officer), admin)
    entry = queries.standing_black([merchant.id], TODAY)[merchant.id]
    with unit_of_work():
        service.take_down_expired(datetime(2026, 8, 1, 15, 59, tzinfo=UTC))
    assert entry.fall is None
    for _ in range(2):
        with unit_of_work():
            service.take_down_expired(datetime(2026, 8, 1, 16, tzinfo=UTC))
    assert entry.fall is Fall.EXPIRED
    assert list(queries.standing(ListKind.BLACK, TODAY)) == []


def test_after_its_last_day_nobody_sees_it_even_before_the_chore(admin, officer):
    decide(propose(factories.merchant(), officer), admin)
    assert len(queries.standing(ListKind.BLACK, date(2026, 8, 1))) == 1
    assert len(queries.standing(ListKind.BLACK, date(2026, 8, 2))) == 0


def test_repair_takes_it_down_at_once_and_once(admin, officer):
    merchant = factories.merchant()
    decide(propose(merchant, officer), admin)
    entry = queries.standing_black([merchant.id], TODAY)[merchant.id]
    with unit_of_work():
        service.repair(entry, by=officer, note="准予修复", now=AFTER)
    assert queries.standing_black([merchant.id], TODAY) == {}
    with pytest.raises(rules.FellAlready), unit_of_work():
        service.repair(entry, by=officer, note="准予修复", now=AFTER)


def test_what_ran_out_during_the_notice_is_not_published(admin, officer):
    notice = propose(factories.merchant(), officer, until=date(2026, 6, 10))
    assert decide(notice, admin) is None


def test_nobody_on_the_serious_list_is_proposed_for_the_title(admin, officer):
    year = made.year("92.00")
    passed = made.passed(year)
    notice = propose(
        year.scored[0].merchant,
        officer,
        kind=SourceKind.SERIOUS_LIST,
        until=date(2027, 5, 1),
        number="列字〔2026〕1 号",
    )
    decide(notice, admin)
    with pytest.raises(title_rules.OnSeriousList), unit_of_work():
        proposing.propose(year.cycle, passed, looked_up=True, by=year.panelist, now=AFTER)
