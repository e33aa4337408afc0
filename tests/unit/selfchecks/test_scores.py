"""The score, against a second way of reckoning it, and at its edges."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guides import packs
from app.guides.terms import Severity
from app.merchants.terms import MerchantKind
from app.selfchecks import rules
from app.selfchecks.terms import AnswerValue

MET, NOT_MET, ASIDE = AnswerValue
GUIDE = packs.source(2026).guide(MerchantKind.LIVE_STREAM)
SCOPES = [one.code for one in GUIDE.scopes]
ITEMS = GUIDE.applicable(SCOPES)


def all_but(**others: AnswerValue) -> dict[str, AnswerValue]:
    """Every item met, except those named (``QUA_01=…``)."""
    return {item.code: MET for item in ITEMS} | {
        code.replace("_", "-"): value for code, value in others.items()
    }


def first(severity: Severity) -> str:
    return next(item.code for item in ITEMS if item.severity is severity)


def test_the_weights_are_the_declared_ones():
    assert dict(rules.WEIGHTS) == {
        Severity.VETO: 8,
        Severity.SERIOUS: 5,
        Severity.ORDINARY: 3,
        Severity.MINOR: 1,
    }


@pytest.mark.parametrize(
    ("met", "whole", "score"),
    [
        (0, 8, "0.00"),
        (8, 8, "100.00"),
        (2, 3, "66.67"),
        (1, 3, "33.33"),
        (1, 32, "3.13"),  # 3.125: half goes up
        (1, 800, "0.13"),  # 0.125
        (0, 0, None),  # nothing asked is not a hundred, and not a nought
    ],
)
def test_the_score_is_a_share_of_weight_in_per_cent_half_up(met, whole, score):
    assert rules.score_pct(met, whole) == (None if score is None else Decimal(score))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(AnswerValue), min_size=len(ITEMS), max_size=len(ITEMS)))
def test_the_score_agrees_with_fractions_and_the_dimensions_add_up(values):
    answers = dict(zip((item.code for item in ITEMS), values, strict=True))
    result = rules.result(GUIDE, SCOPES, answers)
    weight = {Severity.VETO: 8, Severity.SERIOUS: 5, Severity.ORDINARY: 3, Severity.MINOR: 1}
    met = sum(weight[item.severity] for item in ITEMS if answers[item.code] is MET)
    whole = sum(weight[item.severity] for item in ITEMS if answers[item.code] is not ASIDE)
    assert (result.met_weight, result.applicable_weight) == (met, whole)
    if whole:
        assert abs(Fraction(result.total) - Fraction(met * 100, whole)) <= Fraction(1, 200)
    assert sum(one.met_weight for one in result.dimensions) == met
    assert sum(one.applicable_weight for one in result.dimensions) == whole
    assert result.answered == len(ITEMS)


@pytest.mark.parametrize("severity", list(Severity))
def test_what_a_gap_would_add_is_what_it_took(severity):
    code = first(severity)
    result = rules.result(GUIDE, SCOPES, all_but() | {code: NOT_MET})
    assert [gap.code for gap in result.gaps] == [code]
    assert result.total + result.gaps[0].gain == pytest.approx(Decimal(100), abs=Decimal("0.01"))
    assert [gap.code for gap in result.vetoes] == ([code] if severity is Severity.VETO else [])


def test_gaps_stand_gravest_first_since_they_would_raise_it_most():
    codes = {first(severity): NOT_MET for severity in reversed(Severity)}
    gaps = rules.result(GUIDE, SCOPES, all_but() | codes).gaps
    assert [gap.severity for gap in gaps] == list(Severity)
    assert [gap.gain for gap in gaps] == sorted((gap.gain for gap in gaps), reverse=True)


def test_not_applicable_leaves_the_denominator():
    code = first(Severity.SERIOUS)
    with_it = rules.result(GUIDE, SCOPES, all_but())
    aside = rules.result(GUIDE, SCOPES, all_but() | {code: ASIDE})
    assert aside.applicable_weight == with_it.applicable_weight - 5
    assert aside.total == Decimal(100)


def test_an_answer_out_of_scope_counts_for_nothing():
    hidden = GUIDE.hidden([])[0].code
    answers = {item.code: MET for item in GUIDE.applicable([])}
    assert rules.result(GUIDE, [], answers | {hidden: NOT_MET}) == rules.result(GUIDE, [], answers)


def test_one_missing_answer_keeps_the_result_back():
    answers = all_but()
    del answers[ITEMS[-1].code]
    with pytest.raises(rules.Unanswered) as refusal:
        rules.result(GUIDE, SCOPES, answers)
    assert refusal.value.facts == {"count": 1}


def test_the_result_comes_back_from_its_stored_form_unchanged():
    result = rules.result(GUIDE, SCOPES, all_but() | {first(Severity.VETO): NOT_MET})
    assert type(result).model_validate(result.model_dump(mode="json")) == result


def test_the_next_item_goes_on_from_here_and_wraps_round():
    three = ITEMS[:3]
    codes = [item.code for item in three]
    assert rules.next_item(three, {}).code == codes[0]
    assert rules.next_item(three, {codes[0]: MET}, after=codes[0]).code == codes[1]
    assert rules.next_item(three, {codes[2]: MET}, after=codes[2]).code == codes[0]
    assert rules.next_item(three, dict.fromkeys(codes, MET), after=codes[1]) is None


@pytest.mark.parametrize(
    ("days", "due"), [(0, date(2026, 6, 1)), (7, date(2026, 6, 8)), (30, date(2026, 7, 1))]
)
def test_a_gap_is_due_so_many_days_after_the_day_it_was_handed_in(days, due):
    assert rules.due_on(date(2026, 6, 1), days) == due


@pytest.mark.parametrize(("today", "loud"), [(5, 0), (6, 1), (8, 1), (9, 2)])
def test_a_reminder_is_due_two_days_before_and_again_once_it_is_late(today, loud):
    assert rules.reminder_due(date(2026, 6, 8), date(2026, 6, today)) == loud


@pytest.mark.parametrize("reason", ["", "   "])
def test_not_applicable_wants_a_reason_and_the_others_do_not(reason):
    code = ITEMS[0].code
    with pytest.raises(rules.ReasonMissing):
        rules.check_answer(GUIDE, SCOPES, code, ASIDE, reason)
    rules.check_answer(GUIDE, SCOPES, code, NOT_MET, reason)


def test_an_item_that_is_not_asked_cannot_be_answered():
    with pytest.raises(rules.NotAsked):
        rules.check_answer(GUIDE, [], GUIDE.hidden([])[0].code, MET, "")
    with pytest.raises(rules.NotAsked):
        rules.check_answer(GUIDE, SCOPES, "QUA-99", MET, "")
