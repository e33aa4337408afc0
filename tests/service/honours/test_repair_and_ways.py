"""Repair with its waiting time, the ways onto a notice, and an edition taken back."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.honours import conditions, intake, queries, records, repair_words, repairing, rules, service
from app.honours.conditions import Finding
from app.honours.terms import (
    Bar,
    Condition,
    EditionState,
    Fall,
    ListKind,
    Measure,
    RepairState,
    Source,
    SourceKind,
)
from app.infra import jobs
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import StoredFile, path_of
from app.notices.models import Notice
from app.panels import queries as panels
from app.panels import service as panel_service
from app.panels.terms import Choice, QuestionKind
from app.publicity import queries as notices
from app.publicity.terms import Origin
from app.regions import queries as regions
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from worker.jobs import honours as honour_jobs

AFTER = datetime(2026, 6, 11, 1, tzinfo=UTC)


def source(**facts):
    return Source(**{
        "kind": SourceKind.GENERAL, "number": "长市监罚〔2026〕8 号", "decided_on": date(2026, 3, 2),
        "published_on": date(2026, 3, 12), "url": "https://www.gsxt.gov.cn/x", "until": date(2027, 3, 1), "grounds": "虚假宣传", **facts,
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
    """Asked for, and taken in by the office at once."""
    with unit_of_work():
        code = repairing.ask(entry, "罚款已缴清，宣传已改", None, by=its_seller(entry), now=now).code
    request, officer = queries.repair_by_code(code), factories.user()
    with unit_of_work():
        intake.take_in(request, by=officer, now=now)
    return request


def its_seller(entry):
    from app.accounts import queries as accounts

    return accounts.of_merchant(entry.merchant_id)[0]


@pytest.fixture
def entry(people):
    merchant = factories.merchant()
    factories.seller(merchant)
    return listed(people, merchant)


def found(entry, *failing):
    """Every condition that somebody looks at, looked at; these do not hold."""
    told = conditions.told(entry.source_kind)
    return [Finding(one, one not in failing, f"看过：{one.value}") for one in told]


def answer(request, by, now, *failing, grants=None):
    with unit_of_work():
        repairing.decide(
            request, found(request.entry, *failing), grants=not failing if grants is None else grants, answer="见各项认定",
            by=by, now=now,
        )  # fmt: skip


@pytest.mark.parametrize(("now", "early"), [
    (datetime(2026, 6, 12, 15, 59, tzinfo=UTC), True),  # the corresponding day is the last of the three months
    (datetime(2026, 6, 12, 16, 0, tzinfo=UTC), False),  # midnight in the county
])  # fmt: skip
def test_the_waiting_time_ends_at_midnight(entry, now, early):
    if early:
        with pytest.raises(rules.RepairTooEarly) as refused:
            ask(entry, now)
        assert refused.value.facts == {"from_on": date(2026, 6, 13)}
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
    answer(refused, officer, later, Condition.FULFILLED)
    assert (entry.fell_at, refused.state, refused.again_on) == (None, RepairState.REFUSED, None)
    assert repair_words.again(refused) == ["履行完毕以后随时可以再申请。"]
    granted = ask(entry, later)
    answer(granted, officer, later)
    assert (granted.state, entry.fall) == (RepairState.GRANTED, Fall.REPAIRED)
    assert [one.condition for one in granted.found] == list(conditions.OF_PENALTIES)
    with pytest.raises(rules.RepairDecided):
        answer(granted, officer, later, Condition.FULFILLED)
    with pytest.raises(rules.FellAlready):
        ask(entry, later)


def test_the_decision_follows_from_the_conditions(entry, people):
    (officer, _), later = people, AFTER + timedelta(days=5)
    request = ask(entry, later)
    with pytest.raises(rules.ConditionFails) as refused:
        answer(request, officer, later, Condition.MENDED, grants=True)
    assert refused.value.facts == {"condition": Condition.MENDED}
    with pytest.raises(rules.NothingFails):
        answer(request, officer, later, grants=False)
    some = found(entry)[1:]
    with pytest.raises(rules.ConditionsMissing) as refused, unit_of_work():
        repairing.decide(request, some, grants=True, answer="", by=officer, now=later)
    assert refused.value.facts == {"condition": Condition.FULFILLED}
    assert request.state is RepairState.OPEN


def test_nobody_can_tick_that_the_waiting_time_is_over(entry, people):
    """It is reckoned: a finding that says otherwise counts for nothing."""
    (officer, _), later = people, AFTER + timedelta(days=5)
    request = ask(entry, later)
    entry.source_published_on = date(2026, 4, 1)  # put right while the request waits
    told = [*found(entry), Finding(Condition.WAITED, True, "我说满了")]
    with pytest.raises(rules.ConditionFails) as refused, unit_of_work():
        repairing.decide(request, told, grants=True, answer="", by=officer, now=later)
    assert refused.value.facts == {"condition": Condition.WAITED}


def test_after_deceit_the_seller_asks_for_nothing_for_three_years(entry, people):
    (officer, _), later = people, AFTER + timedelta(days=5)
    request = ask(entry, later)
    answer(request, officer, later, Condition.HONEST)
    assert request.again_on == date(2029, 6, 17)
    assert "2029年6月17日" in repair_words.again(request)[0]
    with pytest.raises(rules.RepairAfterDeceit):
        ask(entry, later)
    other = listed(
        people, merchant_of(entry), kind=SourceKind.ABNORMAL, number="列异 3 号", published_on=None
    )  # of the same seller
    with pytest.raises(rules.RepairAfterDeceit):
        ask(other, later)


def merchant_of(entry):
    from app.merchants import queries as merchants

    return merchants.by_id(entry.merchant_id)


@pytest.mark.parametrize(("facts", "why"), [
    ({"kind": SourceKind.MINOR, "decided_on": date(2026, 4, 1), "published_on": None, "until": date(2026, 7, 1)}, Bar.MINOR),
    ({"kind": SourceKind.SERIOUS, "measure": Measure.REVOKING}, Bar.REVOKING),
])  # fmt: skip
def test_what_the_rules_exclude_is_told_with_its_article(people, facts, why):
    merchant = factories.merchant()
    factories.seller(merchant)
    entry = listed(people, merchant, **facts)
    with pytest.raises(rules.RepairExcluded) as refused:
        ask(entry, AFTER + timedelta(days=5))
    assert refused.value.facts == {"why": why, "until": entry.until}


def test_later_penalties_and_cases_are_found_in_the_houses_own_records(entry, people):
    merchant = merchant_of(entry)
    assert records.since(entry) == records.Records([], 0)
    listed(
        people,
        merchant,
        number="旧的",
        decided_on=date(2026, 2, 1),
        published_on=date(2026, 2, 2),
        until=date(2027, 2, 1),
    )
    listed(people, merchant, number="新的", decided_on=date(2026, 4, 1), published_on=date(2026, 4, 2))
    with unit_of_work():  # on notice only
        coming = source(number="公示中的", decided_on=date(2026, 5, 1), published_on=date(2026, 5, 2))
        service.propose_black(merchant, coming, minutes="", by=people[0], now=AFTER)
    found = records.since(entry)
    assert [one.number for one in found.later] == ["新的", "公示中的"]
    entry.source_kind = SourceKind.SERIOUS_LIST
    assert records.since(entry).later == []  # none of them is heavier


def test_the_paper_that_is_posted_says_from_when_repair_may_be_asked_for(entry):
    edition = queries.editions(ListKind.BLACK)[0]
    honour_jobs.print_edition(jobs.by_key(service.paper_key(edition)))
    file = Session().get_one(StoredFile, queries.by_id(edition.id).file_id)
    sheets = pypdf.PdfReader(BytesIO(path_of(file).read_bytes())).pages
    said = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in sheets))
    assert "最早2026年6月13日起可以申请信用修复" in said
    assert "修复的条件：最短公示期已满" in said


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
    heard = select(Notice.text).where(
        Notice.user_id == officer.id, Notice.title == "考评组评议了一件黑榜事项"
    )
    assert Session().scalars(heard).all() == [f"{merchant.name}：通过"]
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
