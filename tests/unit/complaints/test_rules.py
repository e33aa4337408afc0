"""What may follow what, and who may say "solved"."""

from datetime import timedelta
from itertools import product

import pytest

from app.complaints import rules
from app.complaints.terms import Channel, ConsumerWord, Outcome, State
from tests.conftest import NOW

LONG = "已电话核实，消费者收到了退款"


@pytest.mark.parametrize("to", list(State))
def test_nothing_follows_the_end(to: State) -> None:
    with pytest.raises(rules.MoveRefused):
        rules.check_move(State.CLOSED, to)


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_every_open_complaint_can_be_withdrawn_solved_or_handed_to_enforcement(state: State) -> None:
    for outcome in (Outcome.WITHDRAWN, Outcome.SOLVED, Outcome.TO_ENFORCEMENT):
        rules.check_end(state, outcome)


@pytest.mark.parametrize("state", [State.RECEIVED, State.ANSWERED, State.SETTLED, State.DISPUTED])
def test_the_way_to_the_bureau_is_one_step_from_anywhere_before_it(state: State) -> None:
    rules.check_move(state, State.TO_BUREAU)


def test_only_what_has_reached_the_bureau_can_be_declined_or_end_in_mediation() -> None:
    may = {state for state, outcome in product(State, [Outcome.NOT_ACCEPTED]) if outcome in rules.ENDS[state]}
    assert may == {State.TO_BUREAU}
    assert {state for state in State if Outcome.MEDIATION_ENDED in rules.ENDS[state]} == {
        State.ACCEPTED,
        State.MEDIATING,
    }


def test_solved_needs_the_consumers_word() -> None:
    with pytest.raises(rules.WordMissing):
        rules.check_word(Outcome.SOLVED, None, LONG)
    rules.check_word(Outcome.SOLVED, ConsumerWord.SOLVED, "")


@pytest.mark.parametrize(
    ("reason", "refused"), [("", True), ("一二三四五六七八九", True), ("一二三四五六七八九十", False)]
)
def test_against_the_consumers_word_ten_characters_of_reason_are_needed(reason: str, refused: bool) -> None:
    if refused:
        with pytest.raises(rules.ReasonMissing):
            rules.check_word(Outcome.SOLVED, ConsumerWord.NOT_SOLVED, reason)
    else:
        rules.check_word(Outcome.SOLVED, ConsumerWord.NOT_SOLVED, reason)


def test_half_a_yes_is_not_a_yes() -> None:
    with pytest.raises(rules.ReasonMissing):
        rules.check_word(Outcome.SOLVED, ConsumerWord.PARTLY_SOLVED, "")


@pytest.mark.parametrize(
    ("after", "spoke_after", "refused"),
    [
        (timedelta(days=7), None, False),
        (timedelta(days=7) - timedelta(seconds=1), None, True),
        (timedelta(days=9), timedelta(days=1), True),  # the consumer has answered
        (timedelta(days=9), timedelta(days=-1), False),  # spoke only before the answer
    ],
)
def test_silence_is_seven_days_without_a_word_after_the_answer(after, spoke_after, refused) -> None:
    spoke_at = NOW + spoke_after if spoke_after is not None else None
    if refused:
        with pytest.raises(rules.SilenceTooShort):
            rules.check_silence(NOW, spoke_at, 7, NOW + after)
    else:
        rules.check_silence(NOW, spoke_at, 7, NOW + after)


def test_nobody_is_silent_before_an_answer() -> None:
    with pytest.raises(rules.SilenceTooShort):
        rules.check_silence(None, None, 7, NOW)


@pytest.mark.parametrize(
    ("channel", "qr_is_published", "reaches"),
    [
        (Channel.QR, False, False),
        (Channel.QR, True, True),
        (Channel.PUBLIC, True, False),
        (Channel.HOTLINE, False, True),
    ],
)
def test_a_scan_reaches_the_bureau_only_where_it_has_been_published(
    channel, qr_is_published, reaches
) -> None:
    assert rules.reaches_bureau(channel, qr_is_published=qr_is_published) is reaches
