"""What a seller is found by."""

from datetime import date
from decimal import Decimal

import pytest

from app.merchants.terms import MerchantKind
from app.public import rules
from app.public.terms import CardFacts, ComplaintFact, NoticeFact, TitleFact
from app.titles.terms import Standing, TitleState

DAY = date(2026, 6, 1)


def card(title=None, notice=None):
    return CardFacts(
        code="C", uscc="U", name="店", kind=MerchantKind.LIVE_STREAM, goods="", park=None, station="所", rooms=(),
        registered_on=DAY, title=title, notice=notice, red=None, black=None,
        complaints=ComplaintFact(since=DAY, until=DAY), selfcheck_on=None,
    )  # fmt: skip


def title(state, until):
    return TitleFact(number="1", state=state, score=Decimal("90.00"), awarded_on=DAY, valid_until=until)


def test_names_are_found_by_any_part_of_one_two_or_three_characters():
    held = set(rules.grams(["小满 茶叶-Tea"]))
    assert {"茶", "小满", "满茶", "叶te", "tea"} <= held
    assert all(1 <= len(one) <= 3 for one in held)


@pytest.mark.parametrize(
    ("asked", "grams"),
    [
        ("茶", ["茶"]),
        ("小满", ["小满"]),
        ("ＴＥＡ", ["tea"]),
        ("小满茶叶", ["小满茶", "满茶叶"]),
        (" —— ", []),
    ],
)
def test_words_ask_for_what_every_match_must_hold(asked, grams):
    assert rules.asked_grams(asked) == grams


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("9233 0522 ma", "92330522MA"), ("９２３３", "9233"), ("923", None), ("小满9233", None), ("shop", None),
        ("1" * 18, "1" * 18), ("1" * 19, None),
    ],
)  # fmt: skip
def test_a_credit_code_is_known_from_four_characters_on(words, code):
    assert rules.asked_code(words) == code


@pytest.mark.parametrize(
    ("held", "on_notice", "so"),
    [
        (None, None, Standing.NONE),
        (title(TitleState.VALID, DAY), None, Standing.VALID),  # its last day counts
        (title(TitleState.VALID, date(2026, 5, 31)), None, Standing.EXPIRED),
        (title(TitleState.REVOKED, DAY), NoticeFact(code="N", ends_on=DAY, disputed=False), Standing.REVOKED),
        (None, NoticeFact(code="N", ends_on=DAY, disputed=False), Standing.ON_NOTICE),
        (None, NoticeFact(code="N", ends_on=DAY, disputed=True), Standing.DISPUTED),
    ],
)
def test_a_card_says_on_each_day_what_all_other_pages_say(held, on_notice, so):
    assert rules.standing_on(card(held, on_notice), DAY) is so
