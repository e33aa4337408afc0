"""A case: told, heard, decided by somebody else; and how long who lost a title waits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.honours import queries as honours
from app.honours.terms import Fall, ListKind
from app.infra import audit
from app.infra.access import may
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import StoredFile, path_of
from app.notices import queries as notices
from app.regions import queries as regions
from app.regions import service as region_service
from app.titles import case_queries, cases, hearings, overdue, proposing, queries, rules, service
from app.titles.terms import CaseState, Ground, Standing, TitleAction, TitlePermission, TitleState
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

LAST_MOMENT = datetime(2026, 6, 8, 15, 59, tzinfo=UTC)  # five working days from Monday 06-01 end on 06-08
AFTER = datetime(2026, 6, 8, 16, 0, tzinfo=UTC)


@pytest.fixture
def officer(here):
    return factories.user()


@pytest.fixture
def other(here):
    return factories.user()


@pytest.fixture
def title(here):
    return made.title()


def decide(case, by, *, revokes=True, now=AFTER):
    with unit_of_work():
        cases.decide(case, revokes=revokes, why="查证属实", by=by, now=now)


def say(case, by, said="我们没有刷单"):
    with unit_of_work():
        cases.speak(case, said, [], by=by, now=NOW)


def policy(**said):
    with unit_of_work():
        region = regions.here()
        region.policy = {**region.policy, **said}


def test_opening_a_case_tells_the_seller_and_leaves_the_title_as_it_is(title, officer):
    seller = factories.seller(title.merchant)
    case = made.case(title, officer)
    assert (case.state, title.state, case.suspended) == (CaseState.HEARING, TitleState.VALID, False)
    assert [one.url for one in notices.page(seller.id)][:1] == [f"/titles/cases/{case.code}"]
    (file,) = case_queries.case_by_code(case.code).files
    assert path_of(Session().get_one(StoredFile, file.file_id)).read_bytes() == made.PAPER.content


@pytest.mark.parametrize("now", [NOW, LAST_MOMENT])
def test_nothing_is_decided_while_the_seller_may_still_speak(title, officer, other, now):
    case = made.case(title, officer)
    with pytest.raises(rules.HearingOpen):
        decide(case, other, now=now)
    assert title.state is TitleState.VALID


def test_when_its_days_are_over_the_case_may_be_decided(title, officer, other):
    case = made.case(title, officer)
    decide(case, other, now=AFTER)
    assert (title.state, title.ground, title.revoked_by, title.hearing) == (
        TitleState.REVOKED, Ground.DELIBERATE, other.name, None,
    )  # fmt: skip


@pytest.mark.parametrize("said", ["我们没有刷单", None])
def test_once_the_seller_has_spoken_or_said_that_it_will_not_it_may_be_decided_at_once(
    title, officer, other, said
):
    case = made.case(title, officer)
    seller = factories.seller(title.merchant)
    say(case, seller, said)
    decide(case, other, now=NOW)
    assert (title.state, title.hearing) == (TitleState.REVOKED, said)
    with pytest.raises(rules.CaseOver):
        say(case, seller)
    with pytest.raises(rules.CaseOver):
        decide(case, other)


def test_the_seller_speaks_once(title, officer):
    case, seller = made.case(title, officer), factories.seller(title.merchant)
    say(case, seller)
    with pytest.raises(rules.SpokenAlready):
        say(case, seller, None)


def test_who_opened_the_case_does_not_decide_it(title, officer, other):
    case = made.case(title, officer)
    assert not may(officer, TitlePermission.DECIDE_CASE, case)
    assert may(other, TitlePermission.DECIDE_CASE, case)


def test_one_case_of_a_title_at_a_time(title, officer):
    made.case(title, officer)
    with pytest.raises(rules.CaseThere):
        made.case(title, officer)


def test_where_the_region_says_so_the_title_rests_meanwhile_and_comes_back_when_the_case_is_dropped(
    title, officer, other
):
    policy(suspend_during_case=True)
    case = made.case(title, officer)
    assert queries.standing_of(title.merchant_id, NOW.date()).standing is Standing.SUSPENDED
    decide(case, other, revokes=False)
    assert (title.state, case.state) == (TitleState.VALID, CaseState.DROPPED)


def test_revoking_says_so_on_the_title_the_list_and_to_the_seller(title, officer, other):
    seller = factories.seller(title.merchant)
    decide(made.case(title, officer), other)
    assert list(honours.standing(ListKind.RED, NOW.date())) == []
    assert [entry.fall for entry in honours.red_by_number(title.number)] == [Fall.REVOKED]
    assert "您的放心电商称号已被撤销" in [one.title for one in notices.page(seller.id)]
    assert [one.action for one in audit.of(title)] == [
        TitleAction.ENTERED, TitleAction.CASE_OPENED, TitleAction.REVOKED,
    ]  # fmt: skip


def test_revoking_takes_last_years_title_too(officer, other):
    older = made.title(awarded=NOW - timedelta(days=200))
    newer = made.title(older.merchant)
    decide(made.case(newer, officer), other)
    assert (older.state, newer.state) == (TitleState.REVOKED, TitleState.REVOKED)


@pytest.mark.parametrize(("months", "refused"), [(0, True), (11, True), (12, True), (13, False)])
def test_who_lost_a_title_waits_before_it_is_proposed_again(officer, other, months, refused):
    year = made.year("92.00")
    title = made.title(year.scored[0].merchant, awarded=NOW - timedelta(days=30))
    lost_at = {0: NOW, 11: datetime(2025, 7, 1, 1, tzinfo=UTC), 12: datetime(2025, 6, 1, 1, tzinfo=UTC),
               13: datetime(2025, 5, 31, 1, tzinfo=UTC)}[months]  # fmt: skip
    with unit_of_work():
        service.revoke(title, service.Case(Ground.DELIBERATE, "刷单", "决定书", None), by=other, now=NOW)
        title.revoked_at = lost_at
    passed = made.passed(year)

    def put():
        with unit_of_work():
            proposing.propose(year.cycle, passed, looked_up=True, by=year.panelist, now=NOW)

    if refused:
        with pytest.raises(rules.TooSoon):
            put()
    else:
        put()


def test_another_regions_officer_finds_no_case(title, officer, inside):
    code = made.case(title, officer).code
    with inside("330523"):
        assert case_queries.case_by_code(code) is None


def test_both_an_officer_and_the_administrator_may_decide_but_no_panel(title, officer):
    case = made.case(title, officer)
    assert may(factories.user(Role.ADMIN), TitlePermission.DECIDE_CASE, case)
    assert not may(factories.user(Role.PANELIST), TitlePermission.DECIDE_CASE, case)


def test_when_the_hearing_is_over_somebody_else_is_told_once(title, officer, other):
    case = made.case(title, officer)
    for now in (LAST_MOMENT, AFTER, AFTER + timedelta(days=1)):
        with unit_of_work():
            overdue.tell_overdue(now)
        if now == LAST_MOMENT:
            assert [one.url for one in notices.page(other.id)] == []
    assert [one.url for one in notices.page(other.id)] == [f"/titles/cases/{case.code}"]
    assert [one.url for one in notices.page(officer.id)] == []


def set_hearing(days, now=NOW):
    with unit_of_work():
        region_service.change_policy({"hearing_workdays": days}, by=SYSTEM, now=now)


def last_days(case):
    return [one.due_on for one in clocks.of(case)]


def test_a_hearing_that_runs_follows_a_longer_time_at_once_and_never_a_shorter_one(title, officer, other):
    seller, case = factories.seller(title.merchant), made.case(title, officer)
    assert last_days(case) == [date(2026, 6, 8)]
    set_hearing(6)
    assert last_days(case) == [date(2026, 6, 9)]
    told = [one for one in notices.page(seller.id) if one.title == "陈述申辩的期限延长了"]
    assert [one.text for one in told] == ["可以陈述申辩到 2026年6月9日（含当天）。"]
    set_hearing(5)  # what the shop was told, it keeps
    assert last_days(case) == [date(2026, 6, 9)]
    with pytest.raises(rules.HearingOpen):
        decide(case, other)
    decide(case, other, now=AFTER + timedelta(days=1))
    assert title.state is TitleState.REVOKED


def test_a_hearing_follows_new_holidays_and_is_read_once(title, officer):
    case = made.case(title, officer)
    with unit_of_work():
        region_service.enter_calendar(
            year=2026, notice="新的放假安排", days_off=[date(2026, 6, 4)], make_up_days=[], by=SYSTEM, now=NOW
        )
    assert last_days(case) == [date(2026, 6, 9)]
    with unit_of_work():
        hearings.reread(NOW)
    assert [one.facts["length"] for one in audit.of(clocks.of(case)[0])] == [5]


def test_a_hearing_that_is_over_stays_over(title, officer, other):
    case = made.case(title, officer)
    set_hearing(30, now=AFTER)
    assert last_days(case) == [date(2026, 6, 8)]
    decide(case, other)
