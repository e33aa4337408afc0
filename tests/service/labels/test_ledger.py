"""The ledger, what is taken back in part, quotas, waybill numbers, and what scans leave behind."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.infra.audit import SYSTEM, Passer
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.labels import credit, ledger, lookup, printing, queries, scanning, service, spanforms, waybills
from app.labels.errors import (
    NotReady,
    OpticalMiss,
    QuotaReached,
    SpanOutside,
    SpanTooLong,
    SpanVoided,
    WaybillsRefused,
)
from app.labels.phrases import trouble
from app.labels.terms import BatchState, LedgerKind, Span, Standing
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from tests.service.labels.test_batches import carry_out

BY = Passer("王芳")


def void(batch, first, last, at=NOW):
    with unit_of_work():
        ledger.void_span(batch, Span(first, last), reason="卷纸丢失", by=BY, now=at)


def standing(batch, serial):
    return lookup.look_up(labels.token(batch, serial)).standing


def test_labels_taken_back_in_part_are_void_and_their_neighbours_stand(here):
    batch = labels.ready(factories.merchant())
    void(batch, 3, 5)
    void(batch, 5, 7, NOW + timedelta(hours=1))
    assert [standing(batch, at) for at in (2, 3, 7, 8)] == [
        Standing.GENUINE, Standing.VOIDED, Standing.VOIDED, Standing.GENUINE,
    ]  # fmt: skip
    assert lookup.look_up(labels.token(batch, 5)).voided_at == NOW  # the first word counts
    assert queries.by_code(batch.code).state is BatchState.READY


def test_when_none_is_left_the_batch_is_void(here):
    batch = labels.ready(factories.merchant())
    void(batch, 1, 12)
    void(batch, 13, 24)
    left = queries.by_code(batch.code)
    assert (left.state, left.voider_name) == (BatchState.VOIDED, "王芳")


@pytest.mark.parametrize(("first", "last"), [(0, 3), (24, 25), (5, 4), (-1, 2)])
def test_serials_the_batch_does_not_have_are_refused(here, first, last):
    batch = labels.ready(factories.merchant())
    with pytest.raises(SpanOutside):
        void(batch, first, last)
    with pytest.raises(SpanOutside):
        ledger.note_printed(batch, Span(first, last), by=BY, now=NOW)


def test_a_second_click_voids_nothing_twice(here):
    batch = labels.ready(factories.merchant())
    void(batch, 3, 5)
    with pytest.raises(SpanVoided):
        void(batch, 4, 5)
    assert len(queries.by_code(batch.code).void_ranges) == 1


def test_a_batch_that_is_not_made_has_nothing_to_take_back_in_part(here):
    batch = labels.ordered(factories.merchant())
    with pytest.raises(NotReady):
        void(batch, 1, 2)


def test_the_ledger_tells_the_life_of_a_batch_and_cannot_be_edited(here):
    shop = factories.merchant()
    batch = labels.ready(shop)
    with unit_of_work():
        service.note_delivery(batch, by=BY, now=NOW)
        ledger.note_printed(batch, batch.span, by=BY, now=NOW)
        ledger.note_reprint(batch, Span(2, 3), reason="卡纸", by=BY, now=NOW)
    void(batch, 2, 2)
    lines = [(one.kind, one.first_serial, one.last_serial, one.note) for one in queries.ledger_of(batch.id)]
    assert lines == [
        (LedgerKind.RANGE_VOIDED, 2, 2, "卷纸丢失"), (LedgerKind.REPRINTED, 2, 3, "卡纸"), (LedgerKind.PRINTED, 1, 24, None),
        (LedgerKind.DELIVERED, 1, 24, "PDF"), (LedgerKind.ISSUED, 1, 24, None),
    ]  # fmt: skip
    with pytest.raises(Exception, match=r"never|refuse|change|denied"), Session().begin_nested():
        Session().execute(text("update label_entry set note = 'x'"))


def test_what_is_void_is_not_printed_again(here):
    batch = labels.ready(factories.merchant())
    void(batch, 3, 5)
    with pytest.raises(SpanVoided) as refusal:
        ledger.note_reprint(batch, Span(1, 4), reason="卡纸", by=BY, now=NOW)
    assert refusal.value.facts == {"first": 3, "last": 4}
    big = labels.ready(factories.merchant(), count=24_001)
    with pytest.raises(SpanTooLong):
        ledger.note_reprint(big, big.span, reason="卡纸", by=BY, now=NOW)


def test_a_part_printed_again_is_the_same_labels(here):
    batch = labels.ready(factories.merchant(), count=30, waybills=tuple(f"SF{at:05d}" for at in range(30)))
    order = printing.order_of(batch, Span(25, 26))
    assert (order.first_serial, order.count, bytes(order.waybills[0])) == (25, 2, b"SF00024")


def test_quotas_count_the_day_of_a_shop_and_of_its_park(here):
    park = factories.organisation(OrganisationKind.PARK)
    shop, other = factories.merchant(park_id=park.id), factories.merchant(park_id=park.id)
    with unit_of_work():
        regions.here().policy = {"shop_labels_a_day": 50, "park_labels_a_day": 80}
    labels.ordered(shop, count=50, key="once")
    labels.ordered(shop, count=50, key="once")  # the same request again asks for nothing new
    with pytest.raises(QuotaReached) as refusal:
        labels.ordered(shop, count=1)
    assert refusal.value.facts == {"whose": "shop", "left": 0, "quota": 50, "count": 1}
    labels.ordered(other, count=30)
    with pytest.raises(QuotaReached) as refusal:
        labels.ordered(other, count=1)
    assert refusal.value.facts["whose"] == "park"


def test_waybill_numbers_are_found_from_the_label_and_the_label_from_the_number(here):
    numbers = ("SF123", "SF12345", "YT-9988776", *(f"JD{at:08d}" for at in range(21)))
    batch = labels.ready(factories.merchant(), waybills=numbers)
    kept = queries.by_code(batch.code)
    assert [waybills.number_at(kept, at) for at in (1, 2, 3, 24, 25, 0)] == [
        "SF123",
        "SF12345",
        "YT-9988776",
        "JD00000020",
        None,
        None,
    ]
    assert [waybills.serial_of(kept, one) for one in ("SF123", "SF12345", "JD00000020", "SF12", "F123", "", "漢", "X" * 50)] == [
        1, 2, 24, None, None, None, None, None,
    ]  # fmt: skip
    assert spanforms.serial_of(kept, "yt-9988776") == 3
    assert waybills.number_at(labels.ready(factories.merchant()), 1) is None


def test_one_number_for_each_label_no_more_no_less(here):
    with pytest.raises(WaybillsRefused):
        labels.ordered(factories.merchant(), count=3, waybills=("SF00001", "SF00002"))


def test_a_label_is_meant_by_its_serial_or_by_what_is_written_on_it(here):
    batch, other = labels.ready(factories.merchant()), labels.ready(factories.merchant())
    written = labels.token(batch, 7)
    assert spanforms.serial_of(batch, f"{written[:4]} {written[4:].lower()}") == 7
    assert spanforms.serial_of(batch, "1,024") == 1024
    assert spanforms.serial_of(batch, labels.token(other, 7)) is None


def test_first_and_repeated_scans_are_told_apart(here):
    batch = labels.ready(factories.merchant(), count=3000)
    with unit_of_work():
        for serial in (1, 1, 1023, 1024, 2048, 3000, 3000):
            scanning.count_scan(batch, serial, scanning.Place(1, 5), now=NOW)
    seen = queries.scanned(batch.id)
    assert (seen.count, seen.first, seen.scattered) == (7, 5, 0)
    assert sorted(queries.marks_of(batch.id)) == [0, 1, 2]


def test_a_label_scanned_in_many_places_is_flagged_once(here):
    batch = labels.ready(factories.merchant())
    with unit_of_work():
        for bit in (0, 1, 2, 2, 3):
            scanning.count_scan(batch, 9, scanning.Place(bit, bit * 7), now=NOW)
    assert queries.scanned(batch.id).scattered == 0
    with unit_of_work():
        for bit in (4, 4, 5, 6):
            scanning.count_scan(batch, 9, scanning.Place(bit, bit * 7), now=NOW)
        scanning.count_scan(batch, 10, scanning.Place(5, 5), now=NOW)
    seen = queries.scanned(batch.id)
    assert (seen.scattered, seen.places, seen.first) == (1, 8, 2)
    newest = queries.ledger_of(batch.id)[0]
    assert (newest.first_serial, newest.kind) == (9, LedgerKind.SCATTERED)


def test_a_place_is_a_network_and_says_nothing_of_the_address(here):
    same = {scanning.place_of(f"198.51.100.{at}") for at in range(50)}
    others = {scanning.place_of(f"198.51.{at}.1") for at in range(100)}
    assert (len(same), len(others) > 60) == (1, True)
    assert scanning.place_of("2001:db8:1:2::3") == scanning.place_of("2001:db8:1:ffff::9")
    assert scanning.place_of(None) == scanning.place_of("not an address")


def test_a_code_that_cannot_be_read_from_the_paper_fails_the_batch_and_names_its_cell(here, monkeypatch):
    batch = labels.ordered(factories.merchant())

    def blotted(one, path):
        raise OpticalMiss(page=1, cell=5)

    monkeypatch.setattr(printing, "look", blotted)
    carry_out(batch)
    failed = queries.by_code(batch.code)
    assert (failed.state, failed.file_id) == (BatchState.FAILED, None)
    assert "第 1 页第 5 格" in trouble(failed.trouble)
    assert queries.ledger_of(batch.id) == []


def test_the_worker_looks_at_the_very_file_it_hands_out(here, monkeypatch):
    batch = labels.ordered(factories.merchant())
    press = printing.press_on

    def wrong(one, path, progress):
        kept, one.number = one.number, one.number + 1
        done = press(one, path, progress)
        one.number = kept
        return done

    monkeypatch.setattr(printing, "press_on", wrong)
    carry_out(batch)
    assert queries.by_code(batch.code).trouble == "labels.optical_miss 1 1"


@pytest.mark.parametrize(("wanted", "words"), [(False, None), (True, "放心电商")])
def test_the_title_stands_on_paper_only_where_the_region_wants_it(here, monkeypatch, wanted, words):
    monkeypatch.setattr(credit, "_tellers", [lambda merchant, day: "放心电商"])
    with unit_of_work():
        regions.here().policy = {"credit_on_label": wanted}
    batch = labels.ordered(factories.merchant(), by=None)
    assert batch.credit_words == words
    assert SYSTEM.audit_name == batch.orderer_name
