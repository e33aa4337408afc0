"""Repair with its waiting time, the ways onto a notice, and an edition taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.honours import queries, repairing, rules, service
from app.honours.terms import EditionState, Fall, ListKind, RepairState, Source, SourceKind
from app.infra.db import unit_of_work
from app.panels import queries as panels
from app.panels import service as panel_service
from app.panels.terms import Choice, QuestionKind
from app.publicity import queries as notices
from app.publicity.terms import Origin
from app.regions import queries as regions
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

AFTER = datetime(2026, 6, 11, 1, tzinfo=UTC)


def source(**facts):
    return Source(**{
        "kind": SourceKind.GENERAL, "number": "长市监罚〔2026〕8 号", "decided_on": date(2026, 3, 12),
        "url": "https://www.gsxt.gov.cn/x", "until": date(2027, 3, 1), "grounds": "虚假宣传", **facts,
    })  # fmt: skip


@pytest.fixture
def people(here):
    return factories.user(), factories.user(Role.ADMIN)


def listed(people, merchant=None, **facts):
    officer, admin = people
    merchant = merchant or factories.merchant()
    with unit_of_work():
        notice = service.propose_black(merchant, source(**facts), minutes="处罚已公示", by=officer, now=NOW)
    with unit_of_work():
        service.decide_black(notices.by_code(notice.code), by=admin, now=AFTER)
    return queries.standing_black([merchant.id], AFTER.date())[merchant.id]


def ask(entry, now):
    with unit_of_work():
        code = repairing.ask(entry, "罚款已缴清，宣传已改", None, by=its_seller(entry), now=now).code
    return queries.repair_by_code(code)


def its_seller(entry):
    from app.accounts import queries as accounts

    return accounts.of_merchant(entry.merchant_id)[0]


@pytest.fixture
def entry(people):
    merchant = factories.merchant()
    factories.seller(merchant)
    return listed(people, merchant)


@pytest.mark.parametrize(("kind", "from_on"), [
    (SourceKind.MINOR, date(2026, 3, 12)),
    (SourceKind.GENERAL, date(2026, 6, 12)),  # three months
    (SourceKind.SERIOUS, date(2027, 3, 12)),  # a year
    (SourceKind.SERIOUS_LIST, date(2027, 3, 12)),
    (SourceKind.ABNORMAL, date(2026, 3, 12)),  # as soon as it is mended
])  # fmt: skip
def test_from_when_repair_may_be_asked_for(kind, from_on):
    assert rules.repair_from(kind, date(2026, 3, 12)) == from_on


@pytest.mark.parametrize(("now", "early"), [
    (datetime(2026, 6, 11, 15, 59, tzinfo=UTC), True),
    (datetime(2026, 6, 11, 16, 0, tzinfo=UTC), False),  # midnight in the county
])  # fmt: skip
def test_the_waiting_time_ends_at_midnight(entry, now, early):
    if early:
        with pytest.raises(rules.RepairTooEarly):
            ask(entry, now)
    else:
        request = ask(entry, now)
        (running,) = clocks.running(request)
        assert (running.length, running.extension) == (7, 10)


def test_granted_repair_takes_the_entry_down_at_once_refused_leaves_it(entry, people):
    officer, _ = people
    later = AFTER + timedelta(days=5)
    refused = ask(entry, later)
    with pytest.raises(rules.RepairOpen):
        ask(entry, later)
    with unit_of_work():
        repairing.decide(refused, grants=False, answer="罚款没有缴清", by=officer, now=later)
    assert entry.fell_at is None
    granted = ask(entry, later)
    with unit_of_work():
        repairing.decide(granted, grants=True, answer="已缴清", by=officer, now=later)
    assert (granted.state, entry.fall) == (RepairState.GRANTED, Fall.REPAIRED)
    with pytest.raises(rules.RepairDecided), unit_of_work():
        repairing.decide(granted, grants=False, answer="", by=officer, now=later)
    with pytest.raises(rules.FellAlready):
        ask(entry, later)


def test_the_rule_covers_serious_things_only(people):
    (officer, _), merchant = people, factories.merchant()
    with pytest.raises(rules.NotByRule), unit_of_work():
        service.propose_black(merchant, source(), minutes="", by=officer, now=NOW, origin=Origin.RULE)
    serious = source(kind=SourceKind.SERIOUS_LIST)
    with unit_of_work():
        notice = service.propose_black(merchant, serious, minutes="", by=officer, now=NOW, origin=Origin.RULE)
    assert notice.origin is Origin.RULE


def test_a_panel_votes_before_the_notice(people):
    officer, _ = people
    year, merchant = made.year("60.00"), factories.merchant()
    panel = regions.organisation(year.panelist.organisation_id)
    with unit_of_work():
        question = service.refer_black(merchant, source(), panel, year.cycle, by=officer, now=NOW)
    with pytest.raises(rules.ListedAlready), unit_of_work():
        service.refer_black(merchant, source(), panel, year.cycle, by=officer, now=NOW)
    with pytest.raises(rules.NotPassed), unit_of_work():
        put(question, merchant, officer)
    with unit_of_work():
        code = panel_service.open_sitting(year.cycle, by=year.panelist, now=NOW).code
    made.all_vote(year, panels.sitting_by_code(code), Choice.FOR)
    (passed,) = panels.passed(year.cycle.id, None, QuestionKind.BLACK_LIST)
    with unit_of_work():
        notice = put(passed, merchant, officer)
    assert (notice.origin, notice.said[0].grounds) == (Origin.PANEL, "虚假宣传（长市监罚〔2026〕8 号）")


def put(question, merchant, officer):
    return service.propose_black(
        merchant, Source.read(question.source), minutes="", by=officer, now=NOW, origin=Origin.PANEL, question=question
    )  # fmt: skip


def test_a_withdrawn_edition_takes_everything_on_it_down_and_says_why(entry, people):
    _, admin = people
    edition = queries.editions(ListKind.BLACK)[0]
    with unit_of_work():
        service.withdraw(edition, reason="文号登错", by=admin, now=AFTER)
    assert (entry.fall, entry.fall_note) == (Fall.WITHDRAWN, "文号登错")
    assert queries.standing_black([entry.merchant_id], AFTER.date()) == {}
    assert [one.state for one in queries.editions(ListKind.BLACK)] == [EditionState.WITHDRAWN]
    with pytest.raises(rules.WithdrawnAlready), unit_of_work():
        service.withdraw(edition, reason="再来", by=admin, now=AFTER)
