"""What a scanned or typed token is worth: arithmetic first, then one indexed read of its batch."""

from dataclasses import dataclass
from datetime import date, datetime

from app.infra import clock, scope
from app.labels import alphabet, keys, queries, rules, token
from app.labels.mending import Mending, mend
from app.labels.models import LabelBatch
from app.labels.terms import Reading, Standing, Verdict

REGION_CHARACTERS = 3  # key id and region number are the first fifteen bits
WITHOUT_A_BATCH = {
    Verdict.MISTYPED: Standing.MISTYPED,
    Verdict.MALFORMED: Standing.MALFORMED,
    Verdict.UNKNOWN_KEY: Standing.UNKNOWN_KEY,
    Verdict.FORGED: Standing.FORGED,
}


@dataclass(frozen=True, slots=True)
class Found:
    """``batch`` is there for genuine, voided and expired labels; ``mending`` only for a mistyped token that can be put right."""

    standing: Standing
    token: str
    batch: LabelBatch | None = None
    serial: int | None = None
    foreign: str = ""
    mending: Mending | None = None
    voided_at: datetime | None = None


def region_number(text: str) -> int | None:
    """The region a token names, by its first characters alone; nobody vouches for it yet."""
    head = alphabet.clean(text)[:REGION_CHARACTERS]
    if len(head) < REGION_CHARACTERS or alphabet.foreign(head):
        return None
    high, middle, low = alphabet.symbols(head)
    return (high << 10 | middle << 5 | low) & ((1 << token.REGION_BITS) - 1)


def look_up(text: str, today: date | None = None) -> Found:
    """In the scope of the region that the token names, if there is such a region; as of the region's own day unless told."""
    held = keys.held()
    reading = keys.read(text)
    if reading.number is None:
        mending = mend(reading.token, held) if reading.verdict is Verdict.MISTYPED else None
        return Found(
            WITHOUT_A_BATCH[reading.verdict], reading.token, foreign=reading.foreign, mending=mending
        )
    return _with_batch(reading, today or clock.today())


def _with_batch(reading: Reading, today: date) -> Found:
    here, number = scope.region_or_none(), reading.number
    if number is None or here is None or here.id != number.region_number:
        return Found(Standing.NEVER_ISSUED, reading.token)
    return judge(reading, queries.for_tag(number.batch_number), today)


def judge(reading: Reading, batch: LabelBatch | None, today: date) -> Found:
    """What a genuine token is worth, once the batch that it names has been read."""
    number = reading.number
    if number is None or batch is None:
        return Found(Standing.NEVER_ISSUED, reading.token)
    if not rules.has_issued(batch.state, batch.first_serial, batch.count, number.serial):
        return Found(Standing.NEVER_ISSUED, reading.token)
    if number.key_id != batch.key_id:  # a key that has leaked opens no batch but those it sealed
        return Found(Standing.NEVER_ISSUED, reading.token)
    voided_at = batch.voided_when(number.serial)
    standing = standing_of(batch, voided_at, today)
    return Found(standing, reading.token, batch, number.serial, voided_at=voided_at)


def standing_of(batch: LabelBatch, voided_at: datetime | None, today: date) -> Standing:
    """Of a label that was issued. Taken back counts for more than old."""
    if voided_at is not None:
        return Standing.VOIDED
    return Standing.EXPIRED if rules.has_expired(batch.valid_until, today) else Standing.GENUINE
