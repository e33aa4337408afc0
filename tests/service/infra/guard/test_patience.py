"""Without script and label: a page that was read for a while."""

import pytest

from app.infra import guard
from app.infra.db import unit_of_work
from app.infra.guard import patience
from app.infra.limits import SUBMISSIONS, By, Vouch
from tests.conftest import NOW
from tests.service.infra.guard.proofs import kind, waited


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
