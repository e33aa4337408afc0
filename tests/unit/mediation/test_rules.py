"""The text both sides confirm, and what may follow what."""

from datetime import date

import pytest

from app.complaints.terms import State
from app.mediation import rules
from app.mediation.terms import MediationState, Party

TERMS = rules.Terms(
    number="TJ26-ABCDEF", complaint="TS26-K7P2M9", bureau="长兴县市场监督管理局", consumer="王**", merchant="测试店",
    uscc="92330522MAFAK0001X", agreed="商家退款 120 元。\r\n消费者寄回茶叶。", perform_by=date(2026, 6, 8),
)  # fmt: skip


def test_the_text_says_everything_and_its_hash_tells_every_change():
    text = rules.text_of(TERMS)
    assert text.splitlines()[8:10] == ["商家退款 120 元。", "消费者寄回茶叶。"]
    assert text.endswith("\n")
    assert rules.hash_of(text) != rules.hash_of(text.replace("120", "121"))
    assert len(rules.hash_of(text)) == 64


def test_the_statement_names_nobody():
    said = rules.statement(TERMS.number, "a" * 64, date(2026, 6, 1))
    assert said == f"fangxin-agreement-v1\nnumber=TJ26-ABCDEF\ntext_sha256={'a' * 64}\nagreed_on=2026-06-01\n"


@pytest.mark.parametrize("state", [one for one in State if one not in rules.MAY_BE_OPENED])
def test_only_what_the_bureau_has_accepted_is_mediated(state):
    with pytest.raises(rules.NotYet):
        rules.check_opening(state)


def test_both_sides_are_needed():
    assert rules.both(frozenset(Party)) is True
    assert rules.both(frozenset({Party.CONSUMER})) is False


def test_the_last_day_may_be_today_but_not_yesterday():
    rules.check_perform_by(date(2026, 6, 1), date(2026, 6, 1))
    with pytest.raises(rules.DayPassed):
        rules.check_perform_by(date(2026, 5, 31), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(MediationState.INVITED, rules.ConsentMissing), (MediationState.AGREED, rules.TableMoved), (MediationState.ENDED, rules.TableMoved)],
)  # fmt: skip
def test_nothing_is_proposed_before_both_agreed_or_after_the_end(state, refusal):
    with pytest.raises(refusal):
        rules.check_talking(state)


def test_nothing_follows_an_end():
    for over in (MediationState.ENDED, MediationState.KEPT, MediationState.UNKEPT):
        assert rules.MOVES[over] == frozenset()
