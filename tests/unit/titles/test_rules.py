from datetime import date
from decimal import Decimal

import pytest

from app.guides import laws
from app.titles import grounds, rules
from app.titles.terms import Ground, TitleState

NEEDED = Decimal(85)


@pytest.mark.parametrize(("total", "earned"), [("84.99", False), ("85.00", True), ("85.01", True)])
def test_85_or_more_includes_85(total, earned):
    assert rules.earns_title(Decimal(total), NEEDED) is earned


def test_no_score_is_not_enough():
    assert rules.earns_title(None, NEEDED) is False


@pytest.mark.parametrize(("awarded", "last"), [
    (date(2026, 11, 20), date(2027, 11, 20)),
    (date(2028, 2, 29), date(2029, 2, 28)),
])  # fmt: skip
def test_a_title_holds_through_the_corresponding_day_of_the_next_year(awarded, last):
    assert rules.last_day(awarded) == last


@pytest.mark.parametrize(("state", "today", "standing"), [
    (TitleState.VALID, date(2027, 11, 20), TitleState.VALID),  # the last day, whole
    (TitleState.VALID, date(2027, 11, 21), TitleState.EXPIRED),  # without waiting for the nightly chore
    (TitleState.SUSPENDED, date(2027, 11, 21), TitleState.EXPIRED),
    (TitleState.REVOKED, date(2027, 11, 21), TitleState.REVOKED),  # revoked stays revoked
])  # fmt: skip
def test_what_a_title_is_today(state, today, standing):
    assert rules.standing(state, date(2027, 11, 20), today) is standing


@pytest.mark.parametrize("state", [TitleState.EXPIRED, TitleState.REVOKED])
def test_what_is_over_cannot_be_revoked(state):
    with pytest.raises(rules.MoveRefused):
        rules.check_move(state, TitleState.REVOKED)


def test_there_are_six_grounds_each_with_law_that_exists():
    assert [one.number for one in Ground] == [1, 2, 3, 4, 5, 6]
    assert set(grounds.CITATIONS) == set(Ground)
    held = {law.title: law for law in laws.law_index().laws}
    missing = [
        (one.law, article)
        for cited in grounds.CITATIONS.values()
        for one in cited
        for article in (one.articles or (1,))
        if one.law not in held or not held[one.law].holds(article)
    ]
    assert missing == []
