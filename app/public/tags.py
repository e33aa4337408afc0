"""A scan: the token by arithmetic, then batch, seller and region in one statement."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from app.infra import clock, quick
from app.infra.scope import RegionRef
from app.kernel.clock import local_day
from app.labels import keys, lookup
from app.labels.lookup import Found
from app.labels.models import LabelBatch
from app.labels.terms import BatchState, Standing
from app.public.terms import CardFacts

REMEMBERED = (
    4_096  # batches whose rows need not be taken apart again while they stay the same, letter for letter
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a label whose batch was found.

    ``rows`` are the very texts that the database gave: as long as they are the same, so is what follows from them.
    ``card`` is missing while nobody has written the seller's yet.
    """

    region: RegionRef
    batch: LabelBatch
    serial: int
    card: CardFacts | None
    rows: tuple[str, str, str]
    now: datetime

    @property
    def today(self) -> date:
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Tag:
    found: Found
    known: Known | None = None


def read(text: str) -> Tag:
    """What is known of a scanned or typed token, in no scope at all: the token itself names its region."""
    reading = keys.read(text)
    number = reading.number
    if number is None:
        return Tag(lookup.look_up(text))
    row = quick.call("tag_read", number.region_number, number.batch_number)
    if row is None or row[1] is None:
        return Tag(Found(Standing.NEVER_ISSUED, reading.token))
    place, written, card = row
    region, batch, facts = _understood(place, written, card)
    now = clock.real_now() + region.ahead
    found = lookup.judge(reading, batch, local_day(now))
    return Tag(found, Known(region, batch, number.serial, facts, (place, written, card or ""), now))


@lru_cache(maxsize=REMEMBERED)
def _understood(place: str, written: str, card: str | None) -> tuple[RegionRef, LabelBatch, CardFacts | None]:
    return _region(json.loads(place)), _batch(json.loads(written)), _card(card)


def _region(row: dict[str, Any]) -> RegionRef:
    return RegionRef(
        id=row["id"], code=row["code"], name=row["name"], name_en=row["name_en"], hotline=row["hotline"],
        is_demo=row["is_demo"], ahead=timedelta(seconds=row["ahead_seconds"]),
    )  # fmt: skip


def _batch(row: dict[str, Any]) -> LabelBatch:
    """As much of it as a scan asks for; in no session."""
    voided_at, last_day = row["voided_at"], row["valid_until"]
    return LabelBatch(
        id=row["id"], region_id=row["region_id"], code=row["code"], number=row["number"], merchant_id=row["merchant_id"],
        merchant_name=row["merchant_name"], key_id=row["key_id"], first_serial=row["first_serial"], count=row["count"],
        state=BatchState(row["state"]), void_ranges=row["void_ranges"],
        ordered_at=datetime.fromisoformat(row["ordered_at"]),
        voided_at=datetime.fromisoformat(voided_at) if voided_at else None,
        valid_until=date.fromisoformat(last_day) if last_day else None,
    )  # fmt: skip


def _card(card: str | None) -> CardFacts | None:
    return CardFacts.model_validate_json(card) if card else None
