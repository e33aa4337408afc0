"""Scans counted by many at once, over lines of their own: none is lost, none is counted twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from app.infra import engine, scope
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.labels import queries, scanning
from app.labels.models import LabelScan
from app.labels.scanning import BLOCK, Place, Scan
from app.labels.terms import LedgerKind
from app.public.views.tally import Tally
from app.regions import queries as regions
from tests import factories
from tests.conftest import NOW
from tests.factories import labels

HOUR = datetime(2026, 6, 1, 1, tzinfo=UTC)
MERCHANT = """
insert into organisation (id, kind, name, region_id) values (-1, 'station', '并发所', 2);
insert into merchant (id, code, uscc, name, kind, contact, address, goods, scopes, station_id, registered_at, region_id)
values (-1, 'tally', 'TALLY', '并发店', 'live_stream', '', '', '', '{}', -1, now(), 2);
"""
BATCH = """
insert into label_batch (id, code, number, merchant_id, layout, count, start_at, dx_mm, dy_mm, scale, key_id, first_serial,
  address, merchant_name, hotline, state, made, pages, request_key, ordered_at, orderer_name, region_id)
values (:id, :code, :number, -1, 'a4-3x8', 5000, 1, 0, 0, 1, 1, 1, '', '并发店', '12315', 'ready', 0, 1, :code, now(), '', 2)
"""
GONE = """
delete from label_scan where batch_id < 0; delete from label_marks where batch_id < 0;
delete from label_batch where id < 0; delete from merchant where id = -1; delete from organisation where id = -1;
"""


@pytest.fixture
def for_good(app, settings):
    """Two batches that other connections see too; gone afterwards."""
    owner = create_engine(engine.driver_url(settings.owner_url))
    with owner.begin() as connection:
        connection.execute(text(MERCHANT))
        for number in (1, 2):
            connection.execute(
                text(BATCH), {"id": -number, "code": f"tally{number}", "number": 900_000 + number}
            )
    with app.app_context(), scope.house_scope():
        region = regions.ref_by_code("330523")
    yield region
    with owner.begin() as connection:
        connection.execute(text(GONE))
    owner.dispose()


def test_eight_at_once_lose_no_scan_and_count_each_label_first_once(app, for_good):
    tallies = [Tally(3600.0), Tally(3600.0), Tally(0)]
    for tally in tallies:
        tally._start = lambda: None
    troubles = []

    def scan(turn):
        try:
            with app.app_context():
                tally = tallies[turn % 3]
                for at in range(40):
                    batch, serial = -1 - at % 2, 1 + at * 113 % 3000
                    tally.take(for_good, batch, serial, "192.0.2.9", HOUR)
                    if at % 10 == 9:
                        tally.write_down(HOUR)
        except Exception as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=scan, args=(turn,)) for turn in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for tally in tallies:
        tally.write_down(HOUR)
    assert troubles == []
    with app.app_context(), scope.region_scope(for_good):
        both = [queries.scanned(-1), queries.scanned(-2)]
    labels_seen = len({1 + at * 113 % 3000 for at in range(40)})
    assert sum(one.count for one in both) == 8 * 40
    assert sum(one.first for one in both) == labels_seen


def test_what_cannot_be_written_now_is_written_later(app, for_good, monkeypatch):
    tally = Tally(3600.0)
    tally._start = lambda: None
    nowhere = scope.RegionRef(id=999, code="999999", name="")
    with app.app_context():
        tally.take(nowhere, -1, 1, None, HOUR)
        tally.take(for_good, -1, 7, None, HOUR)
        tally.write_down(HOUR)
        assert [region for region, _scan in tally._waiting] == [nowhere]
        with scope.region_scope(for_good):
            assert queries.scanned(-1).count == 1


def test_many_scans_at_once_count_as_one_by_one(here):
    batch = labels.ready(factories.merchant(), count=2000)
    early, late = HOUR, HOUR + timedelta(hours=1)
    near, far = Place(1, 5), Place(2, 9)
    seen = [
        Scan(batch.id, 3, near, early), Scan(batch.id, 3, near, early), Scan(batch.id, 3, far, late),
        Scan(batch.id, 1500, near, late),
    ]  # fmt: skip
    with unit_of_work():
        scanning.count_scans(seen[:3], now=NOW)
    with unit_of_work():
        scanning.count_scans(seen[3:] + seen[:1], now=NOW)
    hours = {
        one.hour: (one.count, one.first_count, one.places)
        for one in Session().query(LabelScan).filter_by(batch_id=batch.id)
    }
    assert hours == {early: (3, 1, 1 << 5), late: (2, 1, 1 << 9 | 1 << 5)}
    marks = queries.marks_of(batch.id)
    assert (marks[0][3], marks[1][1500 - BLOCK]) == (0b110, 0b10)


def test_a_parcel_in_many_places_within_one_second_is_flagged_once(here):
    batch = labels.ready(factories.merchant())
    with unit_of_work():
        scanning.count_scans([Scan(batch.id, 2, Place(bit, bit), HOUR) for bit in range(8)], now=NOW)
    with unit_of_work():
        scanning.count_scans([Scan(batch.id, 2, Place(bit, bit), HOUR) for bit in range(8)], now=NOW)
    flagged = [one for one in queries.ledger_of(batch.id) if one.kind is LedgerKind.SCATTERED]
    assert [(one.first_serial, one.last_serial) for one in flagged] == [(2, 2)]
