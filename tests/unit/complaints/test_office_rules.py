"""When a second officer is asked, what opens again, and which sets of promises come with the program."""

from datetime import timedelta

import pytest

from app.complaints import office_rules, rules
from app.complaints.packs import promise_packs
from app.complaints.terms import ConsumerWord, Outcome, State
from tests.conftest import NOW

NOT = ConsumerWord.NOT_SOLVED


@pytest.mark.parametrize(
    ("outcome", "said", "second"),
    [
        (Outcome.SOLVED, ConsumerWord.SOLVED, False),
        (Outcome.SOLVED, ConsumerWord.PARTLY_SOLVED, True),
        (Outcome.SOLVED, NOT, True),
        (Outcome.REFUSED_BY_MERCHANT, NOT, True),
        (Outcome.WITHDRAWN, NOT, True),
        (Outcome.REFUSED_BY_MERCHANT, None, False),
        (Outcome.MEDIATION_ENDED, NOT, False),  # an end that the law names
        (Outcome.TO_ENFORCEMENT, NOT, False),
    ],
)
def test_a_second_officer_is_asked_where_the_end_goes_against_the_consumers_word(outcome, said, second):
    assert office_rules.needs_second(outcome, said) is second


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_end_either_opens_again_into_an_open_state_or_says_why_not(outcome):
    try:
        to = office_rules.reopens_to(outcome, NOW, 15, NOW)
    except office_rules.ReopenRefused as refused:
        assert refused.facts["reason"] == "lawful"  # noqa: PT017  (either way is an answer)
    else:
        assert to in rules.OPEN


def test_the_regulator_is_one_move_away_from_wherever_the_seller_or_the_station_has_it():
    before = rules.OPEN - rules.AT_BUREAU
    assert [state for state in before if State.TO_BUREAU not in rules.MOVES[state]] == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"is_itself": True}, "itself"),
        ({"is_merged": True}, "already"),
        ({"into_merged": True}, "chain"),
        ({"same_seller": False}, "seller"),
        ({"same_person": False}, "person"),
    ],
)
def test_only_a_true_duplicate_is_merged(facts, reason):
    fine = {
        "same_seller": True, "same_person": True, "into_merged": False, "is_itself": False, "is_merged": False,
    }  # fmt: skip
    office_rules.check_merge(**fine)
    with pytest.raises(office_rules.MergeRefused, match=reason):
        office_rules.check_merge(**{**fine, **facts})


def test_who_is_on_the_record_is_not_impartial():
    office_rules.check_impartial(3, {1, 2, None})
    with pytest.raises(office_rules.NotImpartial):
        office_rules.check_impartial(2, {1, 2, None})


def test_an_appeal_counts_its_days_from_the_end():
    said = {"made_before": False, "is_counted": True, "days": 15}
    office_rules.check_appeal(NOW, **said, now=NOW + timedelta(days=15))
    with pytest.raises(office_rules.AppealRefused, match="late"):
        office_rules.check_appeal(NOW, **said, now=NOW + timedelta(days=15, seconds=1))
    with pytest.raises(office_rules.AppealRefused, match="open"):
        office_rules.check_appeal(None, **said, now=NOW)


def test_the_provinces_promises_are_to_be_confirmed_and_the_usual_ones_are_not():
    assert {one.name: one.to_confirm for one in promise_packs()} == {"default": False, "zhejiang": True}
