"""What a shop may do about its score, until when, and who decides."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import closing
from app.assessments import queries as assessments
from app.assessments import service as scoring
from app.assessments.errors import YearOwes
from app.assessments.kinds import CycleState
from app.assessments.year import ORDER
from app.clocks import queries as clocks
from app.infra.access import may
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.notices import queries as messages
from app.rights import queries, rules, service
from app.rights.terms import ClaimKind, ClaimState, RightsPermission
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as forms
from tests.factories import titles as made

LAST_MOMENT = datetime(2026, 6, 8, 15, 59, tzinfo=UTC)  # five working days after Monday 06-01
keys = iter(range(1000))


@pytest.fixture
def year(here):
    return made.year("84.50")


@pytest.fixture
def score(year):
    return assessments.by_id(year.scored[0].id)


@pytest.fixture
def seller(score):
    return factories.seller(score.merchant)


def say(score, by, kind, now=NOW, key=None, against=None):
    words = service.Words(kind, "第三项打错了，有凭据", key or f"key {next(keys)}", None, against)
    with unit_of_work():
        code = service.make(score, words, by=by, now=now).code
    return queries.by_code(code)


def decide(claim, by, *, grants=False, now=NOW):
    with unit_of_work():
        service.decide(claim, grants=grants, answer="已核对", by=by, now=now)


def test_a_reply_stands_at_once_and_is_public(score, seller):
    claim = say(score, seller, ClaimKind.REPLY)
    assert claim.state is ClaimState.STANDING
    assert [one.text for one in queries.public_of(score.merchant_id)] == ["第三项打错了，有凭据"]
    officer = factories.user()
    with unit_of_work():
        service.hide(claim, reason="含他人姓名", by=officer, now=NOW)
    assert list(queries.public_of(score.merchant_id)) == []


@pytest.mark.parametrize("kind", [ClaimKind.CORRECTION, ClaimKind.APPEAL, ClaimKind.REASSESSMENT])
def test_a_claim_has_its_clock_and_waits(score, seller, kind):
    claim = say(score, seller, kind)
    assert claim.state is ClaimState.OPEN
    assert [one.due_on.isoformat() for one in clocks.running(claim)] == ["2026-06-15"]
    assert list(queries.public_of(score.merchant_id)) == [], "nothing of it is public before it is decided"


def test_the_same_form_twice_is_one_claim_and_a_second_of_the_kind_is_refused(score, seller):
    first = say(score, seller, ClaimKind.CORRECTION, key="one")
    assert say(score, seller, ClaimKind.CORRECTION, key="one").id == first.id
    with pytest.raises(rules.ClaimThere):
        say(score, seller, ClaimKind.CORRECTION)


@pytest.mark.parametrize(("now", "late"), [(LAST_MOMENT, False), (LAST_MOMENT + timedelta(minutes=1), True)])
def test_an_appeal_comes_within_its_days_the_last_one_whole(score, seller, now, late):
    if late:
        with pytest.raises(rules.AppealOver):
            say(score, seller, ClaimKind.APPEAL, now=now)
    else:
        assert say(score, seller, ClaimKind.APPEAL, now=now).state is ClaimState.OPEN


def test_who_had_a_hand_in_the_score_or_the_decision_does_not_decide(here):
    merchant = factories.merchant()
    score, scorer, second, third = (
        forms.assessment_of(merchant),
        factories.user(),
        factories.user(),
        factories.user(),
    )
    forms.staff_form(score, Role.OFFICER, by=scorer)
    forms.staff_form(score, Role.MONITOR)
    with unit_of_work():
        scoring.score(forms.again(score), by=SYSTEM, now=NOW)
    score, seller = assessments.by_id(score.id), factories.seller(merchant)
    claim = say(score, seller, ClaimKind.CORRECTION)
    assert not may(scorer, RightsPermission.DECIDE, claim)
    assert may(second, RightsPermission.DECIDE, claim)
    decide(claim, second)
    assert service.appealable(score, queries.of_merchant(merchant.id), NOW) == [
        None,
        queries.by_code(claim.code),
    ]
    assert (
        service.appealable(score, queries.of_merchant(merchant.id), LAST_MOMENT + timedelta(minutes=1)) == []
    )
    appeal = say(score, seller, ClaimKind.APPEAL, against=queries.by_code(claim.code))
    assert not may(scorer, RightsPermission.DECIDE, appeal)
    assert not may(second, RightsPermission.DECIDE, appeal), "somebody else than before"
    assert may(third, RightsPermission.DECIDE, appeal)


def test_when_a_claim_is_granted_whoever_wrote_a_form_is_asked_to_put_it_right(here):
    merchant, scorer = factories.merchant(), factories.user()
    score = forms.assessment_of(merchant)
    forms.staff_form(score, Role.OFFICER, by=scorer)
    forms.staff_form(score, Role.MONITOR)
    with unit_of_work():
        scoring.score(forms.again(score), by=SYSTEM, now=NOW)
    claim = say(assessments.by_id(score.id), factories.seller(merchant), ClaimKind.REASSESSMENT)
    decide(claim, factories.user(), grants=True)
    told = [one.title for one in messages.page(scorer.id) if one.url == f"/reviews/{score.code}"]
    assert told == ["商家的申请得到支持，请核对您的评价表，有错的请更正"]


def test_in_a_closed_year_a_shop_may_reply_and_nothing_else(score, seller):
    for state in ORDER[1:]:
        with unit_of_work():
            scoring.move_on(score.cycle, state, by=SYSTEM, now=NOW + timedelta(days=30))
    for kind in (ClaimKind.CORRECTION, ClaimKind.APPEAL, ClaimKind.REASSESSMENT):
        with pytest.raises(rules.YearOver):
            say(score, seller, kind)
    assert say(score, seller, ClaimKind.REPLY).state is ClaimState.STANDING


def closes(cycle, now):
    with unit_of_work():
        scoring.move_on(cycle, CycleState.CLOSED, by=SYSTEM, now=now)


@pytest.fixture
def ending(score):
    for state in ORDER[1:-1]:
        with unit_of_work():
            scoring.move_on(score.cycle, state, by=SYSTEM, now=NOW)
    return score.cycle


def test_a_year_stays_open_while_a_shop_may_still_appeal(ending, score):
    """Its score is of Monday 06-01; five working days end on 06-08, whole."""
    (owed,) = closing.owed(ending, LAST_MOMENT)
    assert (owed.count, owed.blocks, owed.named) == (
        1,
        True,
        [(score.merchant.name, f"/assessments/{score.code}")],
    )
    with pytest.raises(YearOwes):
        closes(ending, LAST_MOMENT)
    closes(ending, LAST_MOMENT + timedelta(minutes=1))
    assert ending.state is CycleState.CLOSED


def test_a_year_stays_open_while_a_claim_or_a_new_score_is_waited_for(ending, score, seller):
    later, officer = LAST_MOMENT + timedelta(days=1), factories.user()
    claim = say(score, seller, ClaimKind.CORRECTION)
    assert [one.named[0] for one in closing.owed(ending, later)] == [
        (f"{score.merchant.name} 申请更正", f"/claims/{claim.code}")
    ]
    decide(claim, officer, now=later)  # refused: the shop may appeal against that
    assert [one.count for one in closing.owed(ending, later) if one.blocks] == [1]
    again = say(score, seller, ClaimKind.REASSESSMENT, now=later)
    decide(again, officer, grants=True, now=later)
    with pytest.raises(YearOwes) as refused:
        closes(ending, later + timedelta(days=30))
    assert refused.value.facts == {"count": 2}  # the claim, and the score that is being made anew


def test_only_what_was_refused_is_appealed_against(score, seller):
    claim = say(score, seller, ClaimKind.CORRECTION)
    with pytest.raises(rules.NotAppealable):
        say(score, seller, ClaimKind.APPEAL, against=claim)


def test_a_refusal_is_decided_once(score, seller):
    claim = say(score, seller, ClaimKind.CORRECTION)
    decide(claim, factories.user())
    with pytest.raises(rules.MoveRefused):
        decide(claim, factories.user(), grants=True)


def test_a_granted_claim_assesses_again_takes_the_shop_off_its_notice_and_may_go_down(here):
    from app.publicity import queries as notices
    from app.titles import queries as titles
    from app.titles.terms import Standing

    year = made.year("91.50", "90.00")
    notice = made.on_notice(year)
    score = assessments.by_id(year.scored[0].id)
    assert titles.standing_of(score.merchant_id, NOW.date()).standing is Standing.ON_NOTICE
    claim = say(score, factories.seller(score.merchant), ClaimKind.REASSESSMENT)
    decide(claim, factories.user(), grants=True)
    assert notices.by_code(notice.code).stopped_ids == {score.merchant_id}
    assert titles.standing_of(score.merchant_id, NOW.date()).standing is Standing.NONE
    assert claim.state is ClaimState.RUNNING


def test_the_new_score_is_kept_beside_the_old(here):
    merchant = factories.merchant()
    score = forms.assessment_of(merchant)
    forms.complete(score)
    with unit_of_work():
        scoring.score(forms.again(score), by=SYSTEM, now=NOW)
    claim = say(assessments.by_id(score.id), factories.seller(merchant), ClaimKind.REASSESSMENT)
    officer = factories.user()
    decide(claim, officer, grants=True)
    with unit_of_work():
        service.finish(claim, by=officer, now=NOW)
    assert (claim.state, claim.score_before, claim.score_after) == (
        ClaimState.GRANTED, claim.score_after, assessments.by_id(score.id).total,
    )  # fmt: skip
    assert Decimal(0) < claim.score_after <= 100
    with pytest.raises(rules.MoveRefused), unit_of_work():
        service.finish(claim, by=officer, now=NOW)


def test_another_regions_officer_finds_no_claim(score, seller, inside):
    code = say(score, seller, ClaimKind.REPLY).code
    with inside("330523"):
        assert queries.by_code(code) is None
