"""What vouches for a stranger: an answered challenge, once, here and in time; or a genuine label."""

import base64
import json
from contextlib import suppress
from datetime import timedelta

import pytest

from app.infra import clock, guard, scope
from app.infra.db import unit_of_work
from app.infra.guard import work
from tests.conftest import NOW
from tests.service.infra.guard.proofs import kind, solved


def test_an_answered_challenge_lets_through_once(visit):
    told = solved(work.challenge())
    form = kind()
    with visit(), unit_of_work():
        guard.admit(form, guard.Shown(told), now=NOW)
    with visit(), pytest.raises(guard.NotVouched) as refusal, unit_of_work():
        guard.admit(form, guard.Shown(told), now=NOW)
    assert refusal.value.facts == {"used": True}


def test_a_refused_form_does_not_use_the_answer_up(visit):
    told, form = solved(work.challenge()), kind()
    with visit(), suppress(guard.NotVouched), unit_of_work():
        guard.admit(form, guard.Shown(told), now=NOW)
        raise guard.NotVouched(used=False)
    with visit(), unit_of_work():
        guard.admit(form, guard.Shown(told), now=NOW)


def changed(told: str, **parameters: object) -> str:
    read = json.loads(base64.b64decode(told))
    read["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(read).encode()).decode()


def test_a_challenge_made_easier_or_younger_by_the_visitor_is_worth_nothing(here):
    told = solved(work.challenge())
    assert work.is_answer(told)
    assert not work.is_answer(changed(told, keyPrefix=""))
    assert not work.is_answer(changed(told, data={"region": "330522", "until": 4_000_000_000}))


def test_a_challenge_is_worth_nothing_after_two_hours(here):
    told = solved(work.challenge())
    with clock.standing_at(NOW + timedelta(hours=2)):
        assert work.is_answer(told)
    with clock.standing_at(NOW + timedelta(hours=2, seconds=1)):
        assert not work.is_answer(told)


def test_a_challenge_of_another_region_is_worth_nothing_here(inside):
    with inside("330523"):
        told = solved(work.challenge())
        assert work.is_answer(told)
    with inside("330522"):
        assert not work.is_answer(told)


@pytest.mark.parametrize(
    "told", ["", "x", "bm9uc2Vuc2U=", "e30=", "W10=", base64.b64encode(b"[" * 3000).decode(), "A" * 9000]
)
def test_nonsense_is_no_answer(here, told):
    assert not work.is_answer(told)


def test_without_answer_and_label_nobody_is_let_through(visit):
    with visit(), pytest.raises(guard.NotVouched) as refusal, unit_of_work():
        guard.admit(kind(), guard.Shown(), now=NOW)
    assert refusal.value.facts == {"used": False}


def test_a_genuine_label_stands_in_for_work_under_a_tighter_ceiling(visit):
    form, parcel = kind(), guard.Shown(parcel=(7, 21))
    for _ in range(2):
        with visit(), unit_of_work():
            guard.admit(form, parcel, now=NOW)
    with visit(), pytest.raises(guard.ComeBack) as refusal, unit_of_work():
        guard.admit(form, parcel, now=NOW)
    assert "以后再来" in str(refusal.value.description)
    with visit(), unit_of_work():
        guard.admit(form, guard.Shown(parcel=(7, 22)), now=NOW)


def test_what_was_answered_long_ago_is_forgotten(visit):
    told, form = solved(work.challenge()), kind()
    with visit(), unit_of_work():
        guard.admit(form, guard.Shown(told), now=NOW)
    count = scope.Session().query(guard.Answered).count
    with unit_of_work():
        guard.forget_answered(NOW + timedelta(hours=1))
    assert count() == 1
    with unit_of_work():
        guard.forget_answered(NOW + timedelta(hours=3))
    assert count() == 0
