from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from app.licences import rules
from app.licences.terms import LicenceKind, LicenceState

LAST = date(2026, 8, 31)
FOOD, BRAND = LicenceKind.FOOD_LICENCE, LicenceKind.BRAND_AUTHORISATION


@dataclass
class Held:
    id: int
    kind: LicenceKind = FOOD
    number: str = "A"
    state: LicenceState = LicenceState.VERIFIED
    valid_until: date | None = None


@pytest.mark.parametrize(
    ("days_before", "told", "due"),
    [
        (61, None, None),
        (60, None, 60),
        (60, 60, None),
        (59, 60, None),
        (31, 60, None),
        (30, 60, 30),
        (7, 30, 7),
        (6, 7, None),
        (1, 7, 1),
        (0, 1, 0),
        (0, 0, None),
        (-1, 0, None),
        (-1, None, None),
    ],
)
def test_each_mark_is_due_once(days_before, told, due):
    assert rules.mark_due(LAST, LAST - timedelta(days=days_before), told) == due


@pytest.mark.parametrize(
    ("days_before", "told", "due"), [(25, None, 30), (5, 60, 7), (0, 60, 0), (29, 60, 30)]
)
def test_a_missed_night_makes_the_nearer_mark_due_and_only_that_one(days_before, told, due):
    assert rules.mark_due(LAST, LAST - timedelta(days=days_before), told) == due


def test_every_day_of_the_last_seventy_tells_each_mark_exactly_once():
    told, marks = None, []
    for left in range(70, -3, -1):
        due = rules.mark_due(LAST, LAST - timedelta(days=left), told)
        if due is not None:
            told = due
            marks.append((left, due))
    assert marks == [(60, 60), (30, 30), (7, 7), (1, 1), (0, 0)]


def test_a_paper_for_good_is_never_due():
    assert rules.mark_due(None, LAST, None) is None


def test_the_last_day_is_still_in_force_and_the_next_is_not():
    rules.check_in_force(LAST, LAST)
    rules.check_in_force(None, LAST)
    with pytest.raises(rules.LicenceOver):
        rules.check_in_force(LAST, LAST + timedelta(days=1))


@pytest.mark.parametrize(
    ("state", "to", "allowed"),
    [
        (LicenceState.SUBMITTED, LicenceState.VERIFIED, True),
        (LicenceState.SUBMITTED, LicenceState.REJECTED, True),
        (LicenceState.VERIFIED, LicenceState.VERIFIED, False),
        (LicenceState.VERIFIED, LicenceState.REJECTED, False),
        (LicenceState.VERIFIED, LicenceState.EXPIRED, True),
        (LicenceState.REJECTED, LicenceState.VERIFIED, False),
        (LicenceState.EXPIRED, LicenceState.VERIFIED, False),
        (LicenceState.REPLACED, LicenceState.EXPIRED, False),
    ],
)
def test_a_paper_moves_only_forward(state, to, allowed):
    if allowed:
        rules.check_move(state, to)
        return
    with pytest.raises(rules.MoveRefused):
        rules.check_move(state, to)


def test_every_state_has_its_row_and_its_standing():
    assert set(rules.MOVES) == set(rules.STANDING) == set(LicenceState)


def test_a_code_that_is_not_written_does_not_differ():
    assert rules.uscc_differs("9133052200000000AA", "9133052200000000BB")
    assert not rules.uscc_differs("9133052200000000AA", "9133052200000000AA")
    assert not rules.uscc_differs(None, "9133052200000000AA")


def test_a_business_licence_needs_its_code_and_other_papers_do_not():
    with pytest.raises(rules.UsccNeeded):
        rules.check_entry(LicenceKind.BUSINESS_LICENCE, None, None, LAST)
    rules.check_entry(LicenceKind.INSPECTION_REPORT, None, None, LAST)


@pytest.mark.parametrize(
    ("new", "old", "replaces"),
    [
        (Held(2), Held(1, number="B"), True),  # one food licence a shop
        (Held(2, BRAND), Held(1, BRAND, "B"), False),  # two brands
        (Held(2, BRAND), Held(1, BRAND, "A"), True),  # the same one renewed
        (Held(2), Held(1, BRAND), False),
        (Held(2), Held(1, state=LicenceState.EXPIRED), False),
        (Held(2), Held(2), False),
    ],
)
def test_what_a_new_paper_takes_the_place_of(new, old, replaces):
    assert rules.takes_the_place_of(new, old, one_a_shop=new.kind == FOOD) is replaces


def test_one_in_force_is_enough_for_a_kind():
    assert (
        rules.best([LicenceState.REJECTED, LicenceState.VERIFIED, LicenceState.EXPIRED])
        is LicenceState.VERIFIED
    )
    assert rules.best([LicenceState.REJECTED, LicenceState.SUBMITTED]) is LicenceState.SUBMITTED


@pytest.mark.parametrize(
    ("held", "ids"),
    [
        ([Held(1, state=LicenceState.REJECTED)], [1]),
        ([Held(1, state=LicenceState.REJECTED), Held(2, state=LicenceState.SUBMITTED)], []),
        ([Held(1, state=LicenceState.EXPIRED), Held(2, state=LicenceState.REJECTED)], [2]),
        ([Held(1, valid_until=LAST + timedelta(days=60))], [1]),
        ([Held(1, valid_until=LAST + timedelta(days=61))], []),
        ([Held(1, state=LicenceState.REPLACED, valid_until=LAST)], []),
        ([Held(1, state=LicenceState.REJECTED), Held(2, BRAND)], [1]),
    ],
)
def test_a_seller_sees_to_what_nothing_newer_has_answered(held, ids):
    assert [one.id for one in rules.wanting(held, LAST)] == ids
