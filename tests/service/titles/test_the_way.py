"""From the proposal to the title, and away again."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import anew
from app.assessments import queries as assessment_queries
from app.honours import queries as honours
from app.honours.terms import ListKind
from app.infra import audit
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices import queries as notices
from app.panels import queries as panels
from app.panels.terms import Choice
from app.publicity import queries as public_notices
from app.publicity import rules as notice_rules
from app.publicity import service as publicity
from app.publicity.terms import NoticeState
from app.titles import certificate, proposing, queries, rules, service
from app.titles.terms import TitleAction, TitleState
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

LAST_DAY = datetime(2026, 6, 10, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
DAY_AFTER = datetime(2026, 6, 10, 16, 0, tzinfo=UTC)  # midnight


@pytest.fixture
def year(here):
    return made.year("91.50", "85.00", "84.99")


@pytest.fixture
def admin(here):
    return factories.user(Role.ADMIN)


def decide(notice, by, now):
    with unit_of_work():
        return proposing.award(public_notices.by_code(notice.code), by=by, now=now)


def object_to(notice, merchant_code, *, upheld, by):
    with unit_of_work():
        said = publicity.Said("王小明", None, "这家店卖过假货，有订单", merchant_code, f"key-{merchant_code}")
        objection = publicity.object_to(public_notices.by_code(notice.code), said, now=NOW)
    if upheld is not None:
        with unit_of_work():
            publicity.answer(objection, upheld=upheld, text="已核实", by=by, now=NOW)
    Session().expire_all()
    return objection


def put(year, chosen, *, by=None, looked_up=True, now=NOW):
    with unit_of_work():
        return proposing.propose(year.cycle, chosen, looked_up=looked_up, by=by or year.panelist, now=now)


def test_only_85_and_more_come_before_the_panel(year):
    assert [one.merchant_id for one in made.sitting(year).questions] == [
        one.merchant_id for one in year.scored[:2]
    ]


def test_what_the_panel_has_not_passed_cannot_be_proposed(year):
    made.all_vote(year, made.sitting(year), Choice.AGAINST)
    asked = panels.page_of().rows[0].questions
    with pytest.raises(rules.NotPassed):
        put(year, asked)
    assert list(queries.candidates(year.panelist.organisation_id).open) == []


def test_a_proposal_is_refused_until_somebody_looked_the_list_up(year):
    with pytest.raises(rules.NotLookedUp):
        put(year, made.passed(year), looked_up=False)


def test_another_panels_seller_cannot_be_proposed(year):
    stranger = factories.user(Role.PANELIST, organisation_id=factories.organisation().id)
    with pytest.raises(rules.NotOfThisPanel):
        put(year, made.passed(year), by=stranger)


def test_a_score_that_moved_after_the_vote_has_to_be_voted_on_again(year):
    passed = made.passed(year)
    with unit_of_work():
        year.scored[0].total, year.scored[0].scored_at = Decimal("86.00"), NOW + timedelta(hours=1)
    with pytest.raises(rules.NotPassed):
        put(year, passed)
    assert [one.merchant_id for one in queries.candidates(year.panelist.organisation_id).open] == [
        year.scored[1].merchant_id
    ]
    assert [one.merchant_id for one in made.sitting(year).questions] == [year.scored[0].merchant_id]


def test_nobody_is_proposed_twice_in_a_year_unless_the_notice_was_withdrawn(year):
    notice = made.on_notice(year)
    with pytest.raises(rules.ProposedAlready):
        made.on_notice(year)
    with unit_of_work():
        publicity.withdraw(notice, by=year.panelist, reason="名单有误", now=NOW)
    made.on_notice(year)


@pytest.mark.parametrize("at", [NOW, LAST_DAY - timedelta(days=1), LAST_DAY])
def test_nothing_is_awarded_before_the_notice_has_run(year, admin, at):
    notice = made.on_notice(year)
    with pytest.raises(notice_rules.NoticeStillRunning):
        decide(notice, admin, at)
    assert queries.titles_of([one.merchant_id for one in year.scored]) == {}


def test_the_day_after_the_titles_are_awarded_for_a_year_and_the_red_list_is_out(year, admin):
    notice = made.on_notice(year)
    titles = decide(notice, admin, DAY_AFTER)
    assert [(one.number, one.score, one.awarded_on, one.valid_until) for one in titles] == [
        ("330522-2026-0001", Decimal("91.50"), date(2026, 6, 11), date(2027, 6, 11)),
        ("330522-2026-0002", Decimal("85.00"), date(2026, 6, 11), date(2027, 6, 11)),
    ]
    on_list = honours.standing(ListKind.RED, date(2026, 6, 11))
    assert {entry.source_number for entry in on_list} == {one.number for one in titles}
    assert [entry.action for entry in audit.of(titles[0])] == [TitleAction.AWARDED]
    assert all(certificate.is_genuine(one) for one in titles)


def test_deciding_twice_awards_once(year, admin):
    notice = made.on_notice(year)
    decide(notice, admin, DAY_AFTER)
    with pytest.raises(notice_rules.MoveRefused):
        decide(notice, admin, DAY_AFTER)
    assert len(queries.page_of()) == 2


def test_a_score_that_moved_during_the_notice_is_not_awarded_whoever_moved_it(year, admin):
    """Even past every announcement: the decision looks at the score itself, under a lock."""
    notice = made.on_notice(year)
    with unit_of_work():
        year.scored[0].total = Decimal("99.00")
    titles = decide(notice, admin, DAY_AFTER)
    assert [one.merchant_id for one in titles] == [year.scored[1].merchant_id]
    assert public_notices.by_code(notice.code).stopped_ids == {year.scored[0].merchant_id}


def test_a_score_taken_back_leaves_the_notice_at_once_and_may_come_back_with_a_new_vote(year, admin):
    notice = made.on_notice(year)
    with unit_of_work():
        anew.reopen(assessment_queries.by_id(year.scored[0].id), "漏了一张表", by=admin, now=NOW)
    assert public_notices.by_code(notice.code).stopped_ids == {year.scored[0].merchant_id}
    assert year.scored[0].merchant_id not in queries.proposed_ids(year.cycle.id)


def test_an_objection_without_an_answer_holds_the_decision(year, admin):
    notice = made.on_notice(year)
    object_to(notice, year.scored[0].merchant.code, upheld=None, by=admin)
    with pytest.raises(notice_rules.ObjectionsOpen):
        decide(notice, admin, DAY_AFTER)


@pytest.mark.parametrize(("about", "upheld", "awarded"), [
    (0, True, [1]),  # upheld against the first: the other one gets it
    (0, False, [0, 1]),
    (None, True, []),  # upheld against the whole notice: nobody
])  # fmt: skip
def test_an_upheld_objection_keeps_the_title_away(year, admin, about, upheld, awarded):
    notice = made.on_notice(year)
    object_to(notice, None if about is None else year.scored[about].merchant.code, upheld=upheld, by=admin)
    titles = decide(notice, admin, DAY_AFTER)
    assert [one.merchant_id for one in titles] == [year.scored[place].merchant_id for place in awarded]
    assert public_notices.by_code(notice.code).state is NoticeState.DECIDED


def test_the_same_objection_sent_twice_is_one(year, admin):
    notice = made.on_notice(year)
    first = object_to(notice, None, upheld=None, by=admin)
    second = object_to(notice, None, upheld=None, by=admin)
    assert first.code == second.code
    assert public_notices.unanswered(notice.id) == 1


def test_the_chore_ends_notices_and_tells_the_administrator_once(year, admin):
    notice = made.on_notice(year)
    for at in (LAST_DAY, DAY_AFTER, DAY_AFTER):
        with unit_of_work():
            publicity.end_notices(at)
        if at == LAST_DAY:
            assert public_notices.by_code(notice.code).state is NoticeState.RUNNING
    assert public_notices.by_code(notice.code).state is NoticeState.ENDED
    assert [one.title for one in notices.page(admin.id)] == ["公示期满，请作出决定"]


def test_a_title_expires_after_its_last_day_and_only_once(here):
    title = made.title()
    for days, state in ((365, TitleState.VALID), (366, TitleState.EXPIRED), (367, TitleState.EXPIRED)):
        with unit_of_work():
            service.expire_titles(NOW + timedelta(days=days))
        assert title.state is state
    assert [one.action for one in audit.of(title)] == [TitleAction.ENTERED, TitleAction.EXPIRED]


def test_a_suspended_title_does_not_stand_and_can_be_given_back(here):
    title, officer = made.title(), factories.user()
    with unit_of_work():
        service.suspend(title, reason="核查刷单线索", by=officer, now=NOW)
    assert title.standing_on(NOW.date()) is TitleState.SUSPENDED
    with unit_of_work():
        service.restore(title, reason="查无实据", by=officer, now=NOW)
    assert (title.standing_on(NOW.date()), title.valid_until) == (TitleState.VALID, date(2027, 6, 1))


@pytest.mark.parametrize(
    ("column", "value"), [("score", Decimal("99.99")), ("name", "别家店"), ("valid_until", date(2030, 1, 1))]
)
def test_a_changed_certificate_no_longer_fits_its_signature(here, column, value):
    title = made.title()
    assert certificate.is_genuine(title)
    setattr(title, column, value)
    assert not certificate.is_genuine(title)
    Session().expire_all()


def test_numbers_go_on_without_gaps_or_doubles(here):
    numbers = [made.title().number for _ in range(3)]
    assert numbers == ["330522-2026-0001", "330522-2026-0002", "330522-2026-0003"]


def test_the_newest_title_is_the_current_one(here):
    older = made.title(awarded=NOW - timedelta(days=200))
    newer = made.title(older.merchant)
    assert queries.current_title(older.merchant_id).number == newer.number
    assert queries.current_title(factories.merchant().id) is None


def test_a_notice_over_an_unknown_year_is_counted_anew_when_the_year_is_known(year, admin):
    from app.regions import service as regions

    december = datetime(2026, 12, 28, 1, tzinfo=UTC)
    notice = made.on_notice(year, now=december)
    assert (notice.provisional, notice.ends_on) == (True, date(2027, 1, 6))
    with unit_of_work():
        regions.enter_calendar(
            year=2027, notice="测试", days_off=[date(2027, 1, 1)], make_up_days=[], by=SYSTEM, now=december
        )
        publicity.recount_provisional(december)
    assert (notice.provisional, notice.ends_on) == (False, date(2027, 1, 7))
