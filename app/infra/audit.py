"""What happened, who did it, when, to what: written in the same transaction, never edited, chained.

Each row carries the hash of the row before it in its region, so that a changed or missing row shows. The
table refuses UPDATE, DELETE and TRUNCATE. Rows are written last in the unit of work, under the region's
chain lock, so that the lock is held for as short a time as can be.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import BigInteger, Row, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.db import Base, Json, RegionScoped, add, before_each_commit, this_region
from app.infra.i18n import HOUSE
from app.infra.scope import Session
from app.kernel.kinds import AuditAction

FIRST_HASH = "0" * 64
WALKED_EVERY = timedelta(hours=20)
_WAITING = "audit_waiting"


class Actor(Protocol):
    """Whoever acts: a user, or the house itself (``SYSTEM``)."""

    @property
    def audit_id(self) -> int | None: ...
    @property
    def audit_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The house: the timetable and its jobs."""

    audit_id: int | None = None
    audit_name: str = HOUSE


@dataclass(frozen=True, slots=True)
class Passer:
    """Someone without an account: a consumer, a citizen. Named by what we may write down."""

    audit_name: str
    audit_id: int | None = None


SYSTEM = System()


class AuditEntry(RegionScoped, Base):
    """One thing that happened. ``seq`` counts from 1 in each region, without gaps."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("region_id", "seq"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    action: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    subject_name: Mapped[str]
    facts: Mapped[Json]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditWalk(RegionScoped, Base):
    """The region's chain was walked from its first row to ``seq``, whose hash was ``head``.

    ``broken_seq``: the first row that did not fit. The newest walks are kept, so that a row changed between two is dated.
    """

    __tablename__ = "audit_walk"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[str]
    broken_seq: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def audit_label(self) -> str:
        return f"{self.seq} {self.head[:12]}"


class Named(Protocol):
    """What an audit row can be about: any row with a name to copy."""

    @property
    def id(self) -> int: ...
    @property
    def audit_label(self) -> str: ...


def record(action: AuditAction, subject: Named, *, by: Actor, now: datetime, **facts: object) -> None:
    """Write down what happened to ``subject``. Facts must be plain values; they are kept for good."""
    Session().info.setdefault(_WAITING, []).append(
        AuditEntry(
            at=now,
            action=action.value,
            actor_id=by.audit_id,
            actor_name=by.audit_name,
            subject_kind=type(subject).__name__,
            subject_id=subject.id,
            subject_name=subject.audit_label,
            facts=json.loads(json.dumps(facts, ensure_ascii=False, default=str)),
        )
    )


def digest(entry: AuditEntry | Row[Any]) -> str:
    """The hash of one row over everything it says and the hash before it."""
    said = [
        entry.previous_hash, entry.region_id, entry.seq, entry.at.isoformat(), entry.action, entry.actor_id,
        entry.actor_name, entry.subject_kind, entry.subject_id, entry.subject_name, entry.facts,
    ]  # fmt: skip
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


@before_each_commit
def write_waiting() -> None:
    """Number, chain and insert what this unit of work recorded."""
    session = Session()
    waiting: list[AuditEntry] = session.info.pop(_WAITING, [])
    if not waiting:
        return
    region_id = this_region()
    session.execute(select(func.pg_advisory_xact_lock(7_001, region_id)))
    seq, previous = _head()
    for entry in waiting:
        seq += 1
        entry.region_id, entry.seq, entry.previous_hash = region_id, seq, previous
        entry.at = entry.at.astimezone(UTC)
        previous = entry.hash = digest(entry)
        session.add(entry)
    session.flush()


def _head() -> tuple[int, str]:
    newest = select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    row = Session().execute(newest).first()
    return (row.seq, row.hash) if row else (0, FIRST_HASH)


def head() -> str:
    """The hash of the newest row of the open region: printed on papers, it says what came before them."""
    return _head()[1]


def of(subject: Named) -> Sequence[AuditEntry]:
    """All that happened to ``subject``, oldest first."""
    about = (
        select(AuditEntry)
        .where(AuditEntry.subject_kind == type(subject).__name__, AuditEntry.subject_id == subject.id)
        .order_by(AuditEntry.seq)
    )
    return Session().scalars(about).all()


def first_broken() -> AuditEntry | None:
    """Walk the open region's chain; the first row that does not fit, or None.

    Rows cut off at the end leave a chain that fits: what an earlier walk found there must be there still.
    """
    previous, held = FIRST_HASH, newest_walk()
    columns = AuditEntry.__table__.columns
    rows = Session().execute(select(*columns).order_by(AuditEntry.seq).execution_options(yield_per=2000))
    for seq, entry in enumerate(rows, start=1):
        fits = (entry.seq, entry.previous_hash) == (seq, previous) and digest(entry) == entry.hash
        if not fits or (held is not None and held.seq == seq and held.head != entry.hash):
            return Session().get(AuditEntry, entry.id)
        previous = entry.hash
    newest = Session().scalar(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    return newest if held is not None and newest is not None and newest.seq < held.seq else None


def newest_walk() -> AuditWalk | None:
    """How the open region's chain was found the last time."""
    return Session().scalar(select(AuditWalk).order_by(AuditWalk.id.desc()).limit(1))


def walk(*, now: datetime) -> AuditWalk | None:
    """Once a day: walk the chain and write down how far it fits. None if it has been walked today."""
    last = newest_walk()
    if last is not None and now - last.at < WALKED_EVERY:
        return None
    broken = first_broken()
    seq, head_now = _head()
    return add(AuditWalk(at=now, seq=seq, head=head_now, broken_seq=broken.seq if broken else None))


def holding(hash_said: str) -> AuditEntry | None:
    """The row that bears a hash: what somebody has on a printed list, looked for in today's chain."""
    return Session().scalar(select(AuditEntry).where(AuditEntry.hash == "".join(hash_said.split()).lower()))
