"""The gate before public forms: what vouches, what is counted, and that a dead store shuts nobody out."""

import base64
import json
from contextlib import suppress
from datetime import timedelta

import altcha
import pytest
from altcha.v2 import Challenge, Payload
from flask import Flask

from app.infra import clock, guard, scope
from app.infra.db import unit_of_work
from app.infra.guard import patience, work
from app.infra.guard.counters import Counters
from app.infra.guard.gate import COUNTERS
from app.infra.limits import SUBMISSIONS, By, Vouch
from app.kernel import codes
from tests.conftest import NOW

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def gate(app: Flask, settings, monkeypatch) -> Counters:
    """On, in the real store, with work that a test can afford."""
    counters = Counters(settings.redis_url)
    monkeypatch.setitem(app.extensions, COUNTERS, counters)
    monkeypatch.setitem(app.extensions, work.COST, 1)
    return counters


@pytest.fixture
def visit(app: Flask, here):
    """A request from an address, inside the region."""

    def from_address(address: str = "198.51.100.7"):
        return app.test_request_context("/", environ_base={"REMOTE_ADDR": address})

    return from_address


def solved(told: str) -> str:
    challenge = Challenge.from_dict(json.loads(told))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def kind() -> str:
    """Counted by itself, so that tests do not fill each other's ceilings."""
    return codes.fresh(8)


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


def waited(seconds: float):
    """Later, by the clock on the wall."""
    return clock.standing_at(NOW + timedelta(seconds=seconds))


def test_without_script_and_label_a_page_that_was_read_for_a_while_lets_through_once(visit):
    form = kind()
    with waited(0):
        ticket = patience.ticket()
    with waited(19.5), visit(), pytest.raises(guard.TooQuick) as refusal, unit_of_work():
        guard.admit(form, guard.Shown(ticket=ticket), now=NOW)
    assert refusal.value.facts == {"seconds": 1}
    with waited(20), visit(), unit_of_work():
        guard.admit(form, guard.Shown(ticket=ticket), now=NOW)
    with waited(21), visit(), pytest.raises(guard.NotVouched) as used, unit_of_work():
        guard.admit(form, guard.Shown(ticket=ticket), now=NOW)
    assert used.value.facts == {"used": True}


def test_a_ticket_that_was_altered_is_too_old_or_of_the_next_county_is_none(inside):
    with inside("330522"), waited(0):
        ticket = patience.ticket()
    given, number, seal = ticket.split(".")
    with inside("330522"), waited(7200):
        assert patience.seconds_left(ticket) == 0
        for forged in (
            f"{int(given) - 60}.{number}.{seal}",
            f"{given}.{number[1:]}.{seal}",
            "",
            "x",
            "1.2.3",
            "é.1.2",
        ):
            assert patience.seconds_left(forged) is None
    with inside("330522"), waited(7201):
        assert patience.seconds_left(ticket) is None
    with inside("330523"), waited(30):
        assert patience.seconds_left(ticket) is None


def test_a_form_shown_again_keeps_its_ticket_until_it_is_used(visit):
    with waited(0), visit():
        ticket = patience.ticket()
        assert patience.again(ticket) == ticket
        assert patience.again("nonsense") != "nonsense"
    with waited(30), visit(), unit_of_work():
        guard.admit(kind(), guard.Shown(ticket=ticket), now=NOW)
    with waited(31), visit():
        assert patience.again(ticket) != ticket


def test_patience_alone_gets_fewer_places_than_work(gate):
    form, mark = kind(), {By.DEVICE: "phone"}
    for _ in range(3):
        assert gate.refuse_until(form, SUBMISSIONS, Vouch.TIME, mark) is None
        gate.count(form, SUBMISSIONS, Vouch.TIME, mark)
    assert gate.refuse_until(form, SUBMISSIONS, Vouch.TIME, mark) is not None
    assert gate.refuse_until(form, SUBMISSIONS, Vouch.WORK, mark) is None


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


def let_in(counters: Counters, form: str, marks: dict[By, str], most: int) -> int:
    """How many of ``most`` are let through, each counted when it is."""
    through = 0
    for _ in range(most):
        if counters.refuse_until(form, SUBMISSIONS, Vouch.WORK, marks) is None:
            counters.count(form, SUBMISSIONS, Vouch.WORK, marks)
            through += 1
    return through


def full(counters: Counters, form: str, address: str, most: int) -> int:
    return let_in(counters, form, {By.ADDRESS: address}, most)


def test_a_slip_of_the_pen_costs_nobody_a_place(visit):
    """A bad photograph twice, an absurd amount, and then the form as it should be."""
    form, parcel = kind(), guard.Shown(parcel=(7, 77))
    for _ in range(5):
        with visit("198.51.100.77"), suppress(guard.NotVouched), unit_of_work():
            guard.admit(form, parcel, now=NOW)
            raise guard.NotVouched(used=False)  # the service refuses what was written
    with visit("198.51.100.77"), unit_of_work():
        guard.admit(form, parcel, now=NOW)


def test_who_is_refused_without_end_is_held_off_all_the_same(visit):
    form, refused = kind(), 0
    for number in range(125):
        try:
            with visit("198.51.100.78"), unit_of_work():
                guard.admit(form, guard.Shown(parcel=(8, number)), now=NOW)
                raise guard.NotVouched(used=False)
        except guard.ComeBack:
            refused += 1
        except guard.NotVouched:
            pass
    assert refused == 65  # sixty an hour from one browser


def test_one_address_is_held_off_and_another_gets_through(gate):
    form = kind()
    assert full(gate, form, "one", 40) == 30
    assert full(gate, form, "another", 1) == 1


def test_while_the_store_is_away_it_is_counted_in_memory():
    alone, form = Counters(NOWHERE), kind()
    assert full(alone, form, "one", 40) == 30
    assert full(alone, form, "another", 1) == 1


def test_nothing_is_counted_against_the_others_when_one_ceiling_is_full(gate):
    form = kind()
    full(gate, form, "one", 30)
    both = {By.ADDRESS: "one", By.DEVICE: "phone"}
    assert gate.refuse_until(form, SUBMISSIONS, Vouch.WORK, both) is not None
    assert let_in(gate, form, {By.DEVICE: "phone"}, 13) == 12


def test_a_flood_of_strangers_does_not_shut_out_genuine_labels(gate):
    form, region = kind(), {By.REGION: "330522"}
    assert let_in(gate, form, region, 601) == 600
    assert gate.refuse_until(form, SUBMISSIONS, Vouch.BOTH, region) is None
