"""How long a label is vouched for, and what becomes of it when keys change."""

from datetime import date, timedelta

import pytest

from app.infra import seals
from app.infra.audit import Passer
from app.infra.db import unit_of_work
from app.labels import keyring, keys, lookup, queries, rules, token
from app.labels.errors import KeyInUse, KeyNeverUsed, KeysUsedUp
from app.labels.terms import LabelNumber, Standing, Verdict
from app.regions import queries as regions
from app.regions import service as region_service
from tests import factories
from tests.conftest import NOW
from tests.factories import labels

BY = Passer("陈处长")


def set_policy(**said):
    with unit_of_work():
        return region_service.change_policy(said, by=BY, now=NOW)


def rotate():
    with unit_of_work():
        return keyring.rotate(by=BY, now=NOW)


@pytest.mark.parametrize(
    ("ordered_on", "months", "last"),
    [
        (date(2026, 6, 1), 24, date(2028, 6, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2026, 6, 1), 0, None),
    ],
)
def test_the_last_valid_day_is_so_many_months_on(ordered_on, months, last):
    assert rules.valid_until(ordered_on, months) == last


def test_a_label_is_vouched_for_on_its_last_day_and_not_on_the_next(here):
    batch = labels.ready(factories.merchant())
    assert batch.valid_until == date(2028, 6, 1)
    said = [lookup.look_up(labels.token(batch), batch.valid_until + timedelta(days=by)) for by in (0, 1)]
    assert [one.standing for one in said] == [Standing.GENUINE, Standing.EXPIRED]
    assert said[1].batch.id == batch.id


def test_a_voided_label_stays_voided_when_it_is_old(here):
    batch = labels.voided(factories.merchant())
    assert lookup.look_up(labels.token(batch), date(2050, 1, 1)).standing is Standing.VOIDED


def test_a_new_term_is_for_labels_ordered_from_then_on(here):
    before = labels.ready(factories.merchant())
    assert set_policy(label_valid_months=6)
    assert not set_policy(label_valid_months=6)  # a second click writes nothing
    after, endless = labels.ready(factories.merchant()), None
    set_policy(label_valid_months=0)
    endless = labels.ready(factories.merchant())
    assert [one.valid_until for one in (before, after, endless)] == [
        date(2028, 6, 1),
        date(2026, 12, 1),
        None,
    ]
    assert lookup.look_up(labels.token(endless), date(2999, 1, 1)).standing is Standing.GENUINE


def test_after_a_rotation_new_labels_bear_the_new_id_and_old_ones_stay_genuine(here):
    old = labels.ready(factories.merchant())
    assert rotate() == 2
    new = labels.ready(factories.merchant())
    written = [labels.token(one) for one in (old, new)]
    assert [token.read(one, keys.held()).number.key_id for one in written] == [1, 2]
    assert [lookup.look_up(one).standing for one in written] == [Standing.GENUINE, Standing.GENUINE]
    assert [(use.key_id, use.labels, use.seals_now) for use in keyring.overview(NOW.date())] == [
        (2, 24, True), (1, 24, False),
    ]  # fmt: skip


def test_a_leaked_key_seals_no_labels_of_another_keys_batch(here):
    rotate()
    batch = labels.ready(factories.merchant())
    number = LabelNumber(1, here.id, batch.number, batch.first_serial)
    sealed = token.issue(
        keys.key(1), key_id=1, region_number=number.region_number, batch_number=number.batch_number, serial=number.serial
    )  # fmt: skip
    assert lookup.look_up(sealed).standing is Standing.NEVER_ISSUED


def test_letting_go_of_a_key_ends_its_labels_and_no_others(here):
    old = labels.ready(factories.merchant())
    rotate()
    new = labels.ready(factories.merchant())
    ended = []
    for _ in range(2):  # a second click ends nothing more
        with unit_of_work():
            ended.append(keyring.let_go(1, by=BY, now=NOW))
    assert ended == [1, 0]
    assert lookup.look_up(labels.token(queries.by_code(old.code))).standing is Standing.EXPIRED
    assert lookup.look_up(labels.token(new)).standing is Standing.GENUINE


@pytest.mark.parametrize(("key_id", "refusal"), [(1, KeyInUse), (2, KeyNeverUsed), (0, KeyNeverUsed)])
def test_the_key_in_use_and_keys_never_used_are_not_let_go_of(here, key_id, refusal):
    with pytest.raises(refusal):
        keyring.let_go(key_id, by=BY, now=NOW)


def test_keys_end_with_the_last_id_a_token_has_room_for(here):
    assert [rotate() for _ in range(keys.FIRST, keys.LAST)] == list(range(2, keys.LAST + 1))
    with pytest.raises(KeysUsedUp):
        keyring.rotate(by=BY, now=NOW)
    assert regions.policy().label_key_id == keys.LAST
    assert lookup.look_up(labels.token(labels.ready(factories.merchant()))).standing is Standing.GENUINE


def test_a_label_of_an_earlier_secret_is_still_genuine_and_a_forged_one_is_not(here, monkeypatch):
    """Paper outlives a secret: after a new one the old labels are checked with the ring."""
    written = token.issue(keys.key(1), key_id=1, region_number=here.id, batch_number=1, serial=1)
    monkeypatch.setattr(seals, "_roots", (b"a new secret, a new secret, a new", *seals._roots))
    assert keys.read(written).verdict is Verdict.GENUINE
    monkeypatch.setattr(seals, "_roots", seals._roots[:1])
    assert keys.read(written).verdict is Verdict.FORGED
