"""Labels that were scanned in more places than a parcel goes to: who looks into them, and what was found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.infra import audit
from app.infra.counts import Count
from app.infra.paging import Page, oldest_first
from app.infra.scope import Session
from app.kernel.errors import DomainError
from app.labels import ledger
from app.labels import queries as labels
from app.labels.models import LabelBatch, LabelEntry
from app.labels.terms import LedgerKind, Span
from app.public.terms import FlagAction


class LookedIntoAlready(DomainError):
    """Somebody has said what it was."""

    code = "label_flags.looked_into_already"


def _open() -> Select[LabelEntry]:
    later = aliased(LabelEntry)
    done = exists().where(
        later.batch_id == LabelEntry.batch_id, later.kind == LedgerKind.LOOKED_INTO,
        later.first_serial == LabelEntry.first_serial, later.id > LabelEntry.id,
    )  # fmt: skip
    return select(LabelEntry).where(LabelEntry.kind == LedgerKind.SCATTERED, ~done)


def page_of(after: int | None = None) -> Page[tuple[LabelEntry, LabelBatch]]:
    """Flagged and nobody has looked: who waited longest comes first, with its batch."""
    page = oldest_first(_open(), LabelEntry.id, after)
    wanted = select(LabelBatch).where(LabelBatch.id.in_({entry.batch_id for entry in page}))
    batches = {batch.id: batch for batch in Session().scalars(wanted)}
    return Page([(entry, batches[entry.batch_id]) for entry in page], page.after)


def waiting() -> Count:
    return Count("label flags", select(func.count()).select_from(_open().subquery()))


def count() -> int:
    return waiting().value()


def of(code: str, serial: int) -> tuple[LabelBatch, Sequence[LabelEntry]] | None:
    """The batch, and what the ledger says of this one label, oldest first; None if it was never flagged."""
    batch = labels.by_code(code)
    if batch is None:
        return None
    told = select(LabelEntry).where(
        LabelEntry.batch_id == batch.id, LabelEntry.first_serial <= serial, LabelEntry.last_serial >= serial
    )
    entries = Session().scalars(told.order_by(LabelEntry.id)).all()
    return (batch, entries) if any(one.kind is LedgerKind.SCATTERED for one in entries) else None


def is_open(entries: Sequence[LabelEntry]) -> bool:
    """Whether the newest word about it is that it was flagged."""
    about = [one.kind for one in entries if one.kind in (LedgerKind.SCATTERED, LedgerKind.LOOKED_INTO)]
    return bool(about) and about[-1] is LedgerKind.SCATTERED


def look_into(batch: LabelBatch, serial: int, *, note: str, by: User, now: datetime) -> None:
    """Say what it was; the ledger keeps it. Raises ``LookedIntoAlready``."""
    labels.locked(batch.id)
    found = of(batch.code, serial)
    if found is None or not is_open(found[1]):
        raise LookedIntoAlready
    ledger.write(batch, LedgerKind.LOOKED_INTO, Span(serial, serial), by=by, now=now, note=note)
    audit.record(FlagAction.LOOKED_INTO, batch, by=by, now=now, serial=serial, note=note)
