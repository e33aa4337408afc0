"""Interests, the lot, and votes that nobody sees before all are in."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import bars
from app.assessments import queries as assessments
from app.assessments.kinds import AssessmentPermission
from app.infra import audit, jobs
from app.infra.access import may
from app.infra.db import unit_of_work
from app.panels import interests, lot, queries, rules, service, vote_queries
from app.panels.terms import Choice, InterestKind, Outcome, PanelAction, SittingState
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

VOTING_ENDS = datetime(2026, 6, 4, 15, 59, tzinfo=UTC)  # three working days from Monday 06-01
OVER = VOTING_ENDS + timedelta(minutes=1)


@pytest.fixture
def year(here):
    return made.year("91.50", "85.00")


@pytest.fixture
def sitting(year):
    return made.sitting(year)


def cast(question, by, choice=Choice.FOR, now=NOW, points=None):
    with unit_of_work():
        service.vote(question, choice, points=points, reason="看过", by=by, now=now)


def declare(year, merchant, by):
    with unit_of_work():
        return interests.declare(year.cycle, merchant, InterestKind.FAMILY, "表妹的店", by=by, now=NOW)


def again(sitting):
    return queries.sitting_by_code(sitting.code)


def test_nobodys_vote_is_read_before_the_last_one_is_cast(year, sitting):
    first, second, third = year.members
    one, two = sitting.questions
    for member in (first, second):
        cast(one, member, points=Decimal(88))
        cast(two, member, Choice.AGAINST)
    cast(one, third)
    assert vote_queries.read_out(again(sitting)) == {}
    assert (one.outcome, one.votes_for, one.points) == (None, None, None)
    assert vote_queries.cast([one.id, two.id]) == {one.id: 3, two.id: 2}
    told = [entry.facts for entry in audit.of(one) if entry.action == PanelAction.VOTED]
    assert told == [{}, {}, {}], "the record says that, never what"
    cast(two, third)
    counted = again(sitting)
    assert counted.state is SittingState.COUNTED
    assert [vote.choice for vote in vote_queries.read_out(counted)[two.id]] == [
        Choice.AGAINST, Choice.AGAINST, Choice.FOR,
    ]  # fmt: skip
    assert [(item.outcome, item.votes_for) for item in counted.questions] == [
        (Outcome.PASSED, 3), (Outcome.REFUSED, 1),
    ]  # fmt: skip
    assert counted.questions[0].points == Decimal("88.00")


def test_a_vote_stands_once_it_is_cast(year, sitting):
    cast(sitting.questions[0], year.panelist)
    with pytest.raises(rules.VotedAlready):
        cast(sitting.questions[0], year.panelist, Choice.AGAINST)


def test_who_was_not_on_the_roster_does_not_vote(year, sitting):
    latecomer = factories.user(Role.PANELIST, organisation_id=year.panelist.organisation_id)
    with pytest.raises(rules.NotOfTheSitting):
        cast(sitting.questions[0], latecomer)


def test_a_member_with_an_interest_neither_votes_nor_sees_the_score(year, sitting):
    merchant, tied = sitting.questions[0].merchant, year.members[2]
    assessment = assessments.of_merchant(year.cycle.id, merchant.id)
    assert may(tied, AssessmentPermission.READ, assessment)
    declare(year, merchant, tied)
    with pytest.raises(rules.HasInterest):
        cast(sitting.questions[0], tied)
    assert not may(tied, AssessmentPermission.READ, assessment)
    assert bars.hidden_from(tied) == {merchant.id}
    shown = assessments.page_of(year.cycle.id, without=bars.hidden_from(tied))
    assert merchant.id not in [one.merchant_id for one in shown]
    assert may(year.panelist, AssessmentPermission.READ, assessment)


def test_who_has_an_interest_is_not_waited_for(year, sitting):
    one, two = sitting.questions
    for member in year.members:
        cast(two, member)
    cast(one, year.members[0])
    cast(one, year.members[1])
    assert again(sitting).state is SittingState.OPEN
    declare(year, one.merchant, year.members[2])
    assert again(sitting).state is SittingState.COUNTED
    assert (one.outcome, one.voters) == (Outcome.PASSED, 2)


def test_an_interest_declared_after_voting_strikes_the_vote(year, sitting):
    one = sitting.questions[0]
    cast(one, year.panelist)
    declare(year, one.merchant, year.panelist)
    assert vote_queries.cast([one.id]) == {one.id: 0}
    with pytest.raises(rules.InterestKnown):
        declare(year, one.merchant, year.panelist)


def test_after_counting_an_interest_comes_too_late(year):
    merchant = year.scored[0].merchant
    made.passed(year)
    with pytest.raises(rules.InterestTooLate):
        declare(year, merchant, year.panelist)


@pytest.mark.parametrize(("now", "refused"), [(NOW, True), (VOTING_ENDS, True), (OVER, False)])
def test_missing_votes_are_waited_for_until_the_last_day_is_over(year, sitting, now, refused):
    one, two = sitting.questions
    cast(one, year.members[0])
    cast(one, year.members[1])
    cast(two, year.members[0])

    def count():
        with unit_of_work():
            service.count(again(sitting), by=year.panelist, now=now)

    if refused:
        with pytest.raises(rules.VotesMissing):
            count()
    else:
        count()
        assert (one.outcome, two.outcome) == (Outcome.PASSED, Outcome.NO_QUORUM)
        with pytest.raises(rules.VotingOver):
            cast(two, year.members[1], now=now)


def test_counting_promises_the_minutes_once(year, sitting):
    made.all_vote(year, sitting)
    assert jobs.by_key(service.minutes_key(sitting)).args == {"sitting_id": sitting.id}
    with pytest.raises(rules.VotingOver), unit_of_work():
        service.count(again(sitting), by=year.panelist, now=OVER)


def test_one_sitting_of_a_panel_at_a_time_and_only_with_three_members(year, sitting):
    with pytest.raises(rules.SittingThere):
        made.sitting(year)
    lonely = factories.user(Role.PANELIST, organisation_id=factories.organisation().id)
    with pytest.raises(rules.TooFewMembers), unit_of_work():
        service.open_sitting(year.cycle, by=lonely, now=NOW)


def test_nobody_is_asked_about_twice_at_the_same_score(year):
    made.all_vote(year, made.sitting(year), Choice.AGAINST)
    with pytest.raises(rules.NothingToJudge):
        made.sitting(year)


def test_what_a_panel_could_not_judge_goes_on_to_the_next(year, sitting):
    from app.regions.terms import OrganisationKind

    other = factories.organisation(OrganisationKind.PANEL)
    one = sitting.questions[0]
    for member in year.members[:2]:
        declare(year, one.merchant, member)
    for member in year.members:
        cast(sitting.questions[1], member)
    cast(one, year.members[2])
    assert one.outcome is Outcome.NO_QUORUM
    assessment, admin = assessments.by_id(one.assessment_id), factories.user(Role.ADMIN)
    with unit_of_work():
        lot.pass_on(one, assessment, by=admin, now=NOW)
    assert assessment.panel_id == other.id
    with pytest.raises(rules.NotPassedOn), unit_of_work():
        lot.pass_on(one, assessment, by=admin, now=NOW)


def test_the_lot_is_drawn_once_and_before_anybody_sat(year):
    admin = factories.user(Role.ADMIN)
    with unit_of_work():
        drawn = lot.draw(year.cycle, seed="2026123", source="福彩 3D 第 2026123 期", by=admin, now=NOW)
    expected = rules.by_lot([one.merchant.code for one in year.scored], len(drawn.panels), "2026123")
    assert (drawn.digest, drawn.sellers) == (rules.digest(expected), 2)
    assert [entry.facts["seed"] for entry in audit.of(drawn)] == ["2026123"]
    with pytest.raises(rules.DrawnAlready), unit_of_work():
        lot.draw(year.cycle, seed="other", source="x", by=admin, now=NOW)


def test_after_a_sitting_nothing_is_drawn(year, sitting):
    admin = factories.user(Role.ADMIN)
    with pytest.raises(rules.DrawnAlready), unit_of_work():
        lot.draw(year.cycle, seed="2026123", source="x", by=admin, now=NOW)


def test_another_regions_panel_does_not_find_the_sitting(sitting, inside):
    code, question = sitting.code, sitting.questions[0].code
    with inside("330523"):
        assert (queries.sitting_by_code(code), queries.question_by_code(question)) == (None, None)
