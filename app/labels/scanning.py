"""Counting scans: by the hour, first ones and repeated ones, and from how many places. No row a scan, no address kept."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger, cast, func, update
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


def count_scan(batch: LabelBatch, serial: int, place: Place, *, now: datetime) -> None:
    """One more within this hour. A second scan from one place changes no mark, only the hour's count.

    A label whose marks say that it was in too many places is written into the ledger, once.
    """
    before = _mark(batch.id, serial, place.label_bit)
    hour = now.replace(minute=0, second=0, microsecond=0)
    first, bit = int(before == 0), 1 << place.hour_bit
    row = insert(LabelScan).values(
        batch_id=batch.id, hour=hour, count=1, first_count=first, places=bit, region_id=this_region()
    )
    Session().execute(
        row.on_conflict_do_update(
            index_elements=[LabelScan.batch_id, LabelScan.hour],
            set_={
                "count": LabelScan.count + 1, "first_count": LabelScan.first_count + first,
                "places": LabelScan.places.op("|")(bit),
            },
        )
    )  # fmt: skip
    if before is not None and rules.is_scattered(before | 1 << place.label_bit) > rules.is_scattered(before):
        ledger.write(batch, LedgerKind.SCATTERED, Span(serial, serial), by=SYSTEM, now=now)


def _mark(batch_id: int, serial: int, label_bit: int) -> int | None:
    """What the label's byte was before this mark; None if the mark was there already. Safe for many at once."""
    block, at = divmod(serial, BLOCK)
    byte, bit = func.get_byte(LabelMarks.marks, at), 1 << label_bit
    marked = (
        update(LabelMarks)
        .where(LabelMarks.batch_id == batch_id, LabelMarks.block == block, byte.op("&")(bit) == 0)
        .values(marks=func.set_byte(LabelMarks.marks, at, byte.op("|")(bit)))
        .returning(cast(byte, SmallInteger))
        .execution_options(synchronize_session=False)
    )
    after = Session().execute(marked).scalar()
    if after is None:
        empty = insert(LabelMarks).values(
            batch_id=batch_id, block=block, marks=cast(bytes(BLOCK), LargeBinary), region_id=this_region()
        )
        made = Session().execute(empty.on_conflict_do_nothing().returning(LabelMarks.block)).scalar()
        if made is None:
            return None
        after = Session().execute(marked).scalar()
    return None if after is None else after & ~bit
