"""What a scanned or typed token is worth: arithmetic first, then one indexed read of its batch."""

from dataclasses import dataclass
from datetime import datetime

from app.infra import scope
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
    """``batch`` is there for genuine and voided labels; ``mending`` only for a mistyped token that can be put right."""

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


def look_up(text: str) -> Found:
    """In the scope of the region that the token names, if there is such a region."""
    held = keys.held()
    reading = token.read(text, held)
    if reading.number is None:
        mending = mend(reading.token, held) if reading.verdict is Verdict.MISTYPED else None
        return Found(
            WITHOUT_A_BATCH[reading.verdict], reading.token, foreign=reading.foreign, mending=mending
        )
    return _with_batch(reading)


def _with_batch(reading: Reading) -> Found:
    here, number = scope.region_or_none(), reading.number
    if number is None or here is None or here.id != number.region_number:
        return Found(Standing.NEVER_ISSUED, reading.token)
    batch = queries.for_tag(number.batch_number)
    if batch is None or not rules.has_issued(batch.state, batch.first_serial, batch.count, number.serial):
        return Found(Standing.NEVER_ISSUED, reading.token)
    voided_at = batch.voided_when(number.serial)
    standing = Standing.GENUINE if voided_at is None else Standing.VOIDED
    return Found(standing, reading.token, batch, number.serial, voided_at=voided_at)
