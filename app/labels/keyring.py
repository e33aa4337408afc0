"""Changing the key that seals labels, and letting go of an old one.

A rotation changes nothing for labels that are about. Letting go ends the validity of every batch that the key
sealed: whoever scans one of them is told that it is too old to be vouched for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select, update

from app.infra import audit
from app.infra.audit import Actor
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.labels import keys, rules
from app.labels.models import LabelBatch
from app.labels.terms import LabelAction
from app.regions import queries as regions
from app.regions import service as region_service


@dataclass(frozen=True, slots=True)
class KeyUse:
    """What one key has sealed. ``until`` is the last valid day of its last batch; None: no end, or nothing sealed."""

    key_id: int
    batches: int
    labels: int
    until: date | None
    seals_now: bool
    is_valid: bool  # some of its labels are still vouched for


def overview(today: date) -> Sequence[KeyUse]:
    """Every key that has been opened, newest first."""
    current = regions.policy().label_key_id
    valid = or_(LabelBatch.valid_until.is_(None), LabelBatch.valid_until >= today)
    sums = (
        LabelBatch.key_id, func.count(), func.sum(LabelBatch.count), func.max(LabelBatch.valid_until),
        func.bool_or(valid), func.bool_or(LabelBatch.valid_until.is_(None)),
    )  # fmt: skip
    rows = {row[0]: row for row in Session().execute(select(*sums).group_by(LabelBatch.key_id))}
    return [_use(key_id, rows.get(key_id), current) for key_id in range(current, 0, -1)]


def _use(key_id: int, row: Sequence[object] | None, current: int) -> KeyUse:
    if row is None:
        return KeyUse(key_id, 0, 0, None, seals_now=key_id == current, is_valid=False)
    _, batches, labels, until, is_valid, endless = row
    return KeyUse(
        key_id, int(str(batches)), int(str(labels)), until if isinstance(until, date) and not endless else None,
        key_id == current, bool(is_valid),
    )  # fmt: skip


def rotate(*, by: Actor, now: datetime) -> int:
    """New labels are sealed with the next key from now on; its id. Raises ``KeysUsedUp``."""
    current = regions.policy().label_key_id
    following = rules.next_key(current, keys.LAST)
    region_service.change_policy({"label_key_id": following}, by=by, now=now)
    audit.record(LabelAction.KEY_ROTATED, regions.here(), by=by, now=now, before=current, after=following)
    return following


def let_go(key_id: int, *, by: Actor, now: datetime) -> int:
    """Nobody vouches for what this key sealed any more; how many batches that ends.

    A second time ends none. Raises ``KeyInUse``, ``KeyNeverUsed``.
    """
    rules.check_let_go(key_id, regions.policy().label_key_id)
    yesterday = local_day(now) - timedelta(days=1)
    still_valid = or_(LabelBatch.valid_until.is_(None), LabelBatch.valid_until > yesterday)
    ended = Session().execute(
        update(LabelBatch)
        .where(LabelBatch.key_id == key_id, still_valid)
        .values(valid_until=yesterday)
        .returning(LabelBatch.id)
    ).all()  # fmt: skip
    if ended:
        audit.record(
            LabelAction.KEY_LET_GO, regions.here(), by=by, now=now, key_id=key_id, batches=len(ended)
        )
    return len(ended)
