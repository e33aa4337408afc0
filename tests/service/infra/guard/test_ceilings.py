"""How many are let through, by what they are counted, and that a dead store shuts nobody out."""

from contextlib import suppress

from app.infra import guard
from app.infra.db import unit_of_work
from app.infra.guard.counters import Counters
from app.infra.limits import SUBMISSIONS, By, Vouch
from tests.conftest import NOW
from tests.service.infra.guard.proofs import kind

NOWHERE = "redis://127.0.0.1:1/0"


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
