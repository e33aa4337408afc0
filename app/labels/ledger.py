"""The ledger of a batch: issued, delivered, printed, re-printed, taken back in part. Written once, never edited."""

from datetime import datetime

from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import add
from app.labels import queries, rules
from app.labels.models import LabelBatch, LabelEntry
from app.labels.terms import BatchState, LabelAction, LedgerKind, Span


def write(
    batch: LabelBatch, kind: LedgerKind, span: Span, *, by: Actor, now: datetime, note: str | None = None
) -> LabelEntry:
    """One line. Who and why stay readable after the person has left."""
    return add(
        LabelEntry(
            batch_id=batch.id, kind=kind, first_serial=span.first, last_serial=span.last, note=note, at=now,
            who_id=by.audit_id, who_name=by.audit_name,
        )
    )  # fmt: skip


def note_printed(batch: LabelBatch, span: Span, *, by: Actor, now: datetime) -> None:
    """Somebody says that these are on paper now. Raises ``NotReady``, ``SpanOutside``."""
    rules.check_deliverable(batch.state)
    rules.check_span(span, batch.span)
    write(batch, LedgerKind.PRINTED, span, by=by, now=now)
    audit.record(LabelAction.PRINTED, batch, by=by, now=now, first=span.first, last=span.last)


def note_reprint(batch: LabelBatch, span: Span, *, reason: str, by: Actor, now: datetime) -> None:
    """The same labels once more, for a jam or a torn roll.

    Raises ``NotReady``, ``SpanOutside``, ``SpanTooLong``, and ``SpanVoided`` if any of them was taken back.
    """
    rules.check_deliverable(batch.state)
    rules.check_reprint(span, batch.span, batch.voided_spans)
    write(batch, LedgerKind.REPRINTED, span, by=by, now=now, note=reason)
    audit.record(
        LabelAction.REPRINTED, batch, by=by, now=now, first=span.first, last=span.last, reason=reason
    )


def void_span(batch: LabelBatch, span: Span, *, reason: str, by: Actor, now: datetime) -> None:
    """Take some labels of a finished batch back; the others stand. When none is left, the batch is void.

    Raises ``NotReady``, ``SpanOutside``, and ``SpanVoided`` if all of them were taken back before.
    """
    current = queries.locked(batch.id)
    rules.check_deliverable(current.state)
    rules.check_void(span, current.span, current.voided_spans)
    current.void_ranges = [*current.void_ranges, [span.first, span.last, now.isoformat()]]
    write(current, LedgerKind.RANGE_VOIDED, span, by=by, now=now, note=reason)
    audit.record(LabelAction.VOIDED, current, by=by, now=now, reason=reason, first=span.first, last=span.last)
    if rules.covers(current.voided_spans, current.span):
        rules.check_move(current.state, BatchState.VOIDED)
        current.state, current.void_reason = BatchState.VOIDED, reason
        current.voided_at, current.voider_name = now, by.audit_name
