"""Counting scans: by the hour, first ones and repeated ones, and from how many places. No row a scan, no address kept."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.infra import seals
from app.infra.audit import SYSTEM
from app.infra.db import this_region
from app.infra.scope import Session
from app.labels import ledger, rules
from app.labels.models import LabelBatch, LabelMarks, LabelScan
from app.labels.terms import LedgerKind, Span

BLOCK = 1024  # serials; a row of marks is a kilobyte
HOUR_BITS = 63
NETWORK = {4: 24, 6: 48}  # bits of an address that make a place; a home or a phone mast, not a person


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scan came from, as a keyed hash says it: one of eight for the label, one of 63 for the hour."""

    label_bit: int
    hour_bit: int


def place_of(address: str | None) -> Place:
    """The place of a network address; one that cannot be read is a place too."""
    try:
        parsed = ipaddress.ip_address(address or "")
        network = ipaddress.ip_network((parsed, NETWORK[parsed.version]), strict=False)
        written = network.compressed
    except ValueError:
        written = "?"
    digest = hmac.digest(seals.derive("places of scans"), written.encode(), hashlib.sha256)
    return Place(digest[0] & 7, int.from_bytes(digest[1:5], "big") % HOUR_BITS)


@dataclass(frozen=True, slots=True)
class Scan:
    """One label seen somewhere within an hour; ``hour`` is its first instant."""

    batch_id: int
    serial: int
    place: Place
    hour: datetime


def hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def count_scan(batch: LabelBatch, serial: int, place: Place, *, now: datetime) -> None:
    """One more within this hour."""
    count_scans([Scan(batch.id, serial, place, hour_of(now))], now=now)


def count_scans(scans: Iterable[Scan], *, now: datetime) -> None:
    """All of these, a few statements for each batch among them, however many there are.

    A second scan from one place changes no mark, only the hour's count. A label whose marks say that it was in too
    many places is written into the ledger, once. Many may count at once: everybody takes the rows in one order.
    """
    hours: dict[tuple[int, datetime], _Hour] = {}
    blocks: dict[tuple[int, int], dict[int, _Seen]] = {}
    for scan in scans:
        hour = hours.setdefault((scan.batch_id, scan.hour), _Hour())
        hour.count, hour.places = hour.count + 1, hour.places | 1 << scan.place.hour_bit
        block, at = divmod(scan.serial, BLOCK)
        seen = blocks.setdefault((scan.batch_id, block), {}).setdefault(at, _Seen(scan.hour))
        seen.bits |= 1 << scan.place.label_bit
    scattered: list[tuple[int, int]] = []
    for (batch_id, block), labels in sorted(blocks.items()):
        for at, before in _mark(batch_id, block, labels):
            if before == 0:
                hours[batch_id, labels[at].hour].first += 1
            if rules.is_scattered(before | labels[at].bits) > rules.is_scattered(before):
                scattered.append((batch_id, block * BLOCK + at))
    for (batch_id, at_hour), told in sorted(hours.items()):
        _count(batch_id, at_hour, told)
    for batch_id, serial in scattered:
        batch = Session().get_one(LabelBatch, batch_id)
        ledger.write(batch, LedgerKind.SCATTERED, Span(serial, serial), by=SYSTEM, now=now)


@dataclass(slots=True)
class _Hour:
    count: int = 0
    first: int = 0
    places: int = 0


@dataclass(slots=True)
class _Seen:
    hour: datetime
    bits: int = 0


def _mark(batch_id: int, block: int, labels: dict[int, _Seen]) -> list[tuple[int, int]]:
    """Set the labels' marks; for each that gained one, its place in the block and what its byte was before."""
    empty = insert(LabelMarks).values(
        batch_id=batch_id, block=block, marks=bytes(BLOCK), region_id=this_region()
    )
    Session().execute(empty.on_conflict_do_nothing())
    here = (LabelMarks.batch_id == batch_id, LabelMarks.block == block)
    marks = bytearray(Session().execute(select(LabelMarks.marks).where(*here).with_for_update()).scalar_one())
    gained = [(at, marks[at]) for at, seen in sorted(labels.items()) if marks[at] | seen.bits != marks[at]]
    if gained:
        for at, before in gained:
            marks[at] = before | labels[at].bits
        change = update(LabelMarks).where(*here).values(marks=bytes(marks))
        Session().execute(change.execution_options(synchronize_session=False))
    return gained


def _count(batch_id: int, hour: datetime, told: _Hour) -> None:
    row = insert(LabelScan).values(
        batch_id=batch_id, hour=hour, count=told.count, first_count=told.first, places=told.places,
        region_id=this_region(),
    )  # fmt: skip
    Session().execute(
        row.on_conflict_do_update(
            index_elements=[LabelScan.batch_id, LabelScan.hour],
            set_={
                "count": LabelScan.count + told.count, "first_count": LabelScan.first_count + told.first,
                "places": LabelScan.places.op("|")(told.places),
            },
        )
    )  # fmt: skip
