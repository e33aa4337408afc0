"""What a label has been through, told from the counts that are kept: no row a scan, no address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import SmallInteger, cast, func, select
from sqlalchemy.dialects.postgresql import BIT

from app.infra.scope import Session
from app.labels import rules
from app.labels.models import LabelBatch, LabelMarks, LabelScan
from app.labels.scanning import BLOCK


@dataclass(frozen=True, slots=True)
class History:
    """``places``: in how many of eight groups of networks the label was scanned, nought if never. ``first_scans``: labels of
    its batch scanned at all; ``busiest``: how many of them for the first time within one hour; ``busiest_places``: from
    how many groups of networks the scans of that hour came."""

    made_at: datetime | None
    places: int
    is_scattered: bool
    first_scans: int
    busiest: int
    busiest_places: int


def of_label(batch: LabelBatch, serial: int) -> History:
    """Two indexed reads."""
    mark = _mark(batch.id, serial)
    total = func.sum(LabelScan.first_count).over()
    places = func.bit_count(cast(LabelScan.places, BIT(64)))
    hours = (
        select(total, LabelScan.first_count, places)
        .where(LabelScan.batch_id == batch.id)
        .order_by(LabelScan.first_count.desc(), LabelScan.hour)
        .limit(1)
    )
    first_scans, busiest, busiest_places = Session().execute(hours).one_or_none() or (0, 0, 0)
    return History(
        batch.made_at, mark.bit_count(), rules.is_scattered(mark), int(first_scans), int(busiest),
        int(busiest_places),
    )  # fmt: skip


def _mark(batch_id: int, serial: int) -> int:
    block, at = divmod(serial, BLOCK)
    byte = cast(func.get_byte(LabelMarks.marks, at), SmallInteger)
    found = select(byte).where(LabelMarks.batch_id == batch_id, LabelMarks.block == block)
    return Session().scalar(found) or 0
