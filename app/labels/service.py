"""Ordering, making and voiding batches."""

from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from app.infra import audit, jobs, scope, storage
from app.infra.audit import SYSTEM, Actor
from app.infra.db import add, this_region
from app.infra.scope import Session
from app.infra.storage import MediaKind
from app.kernel import codes
from app.kernel.clock import local_day, start_of
from app.labels import credit, ledger, printing, queries, rules, waybills
from app.labels.jobs import LabelJob
from app.labels.models import LabelBatch
from app.labels.terms import BatchState, LabelAction, LedgerKind, Wish
from app.merchants.models import Merchant
from app.regions import queries as regions

NUMBERS_LOCK = 7_003


def order(
    merchant: Merchant,
    wish: Wish,
    *,
    by: Actor,
    request_key: str,
    address: str,
    now: datetime,
    most: int = rules.MOST_LABELS,
) -> LabelBatch:
    """Take a print run on and have the worker make it. The same ``request_key`` again is the same batch.

    ``merchant`` comes with its park; ``address`` is where the labels' codes lead; ``most`` labels to a batch. Raises ``CountOutOfRange`` and
    whatever the press would refuse.
    """
    batch = enter(merchant, wish, by=by, request_key=request_key, address=address, now=now, most=most)
    jobs.promise(LabelJob.MAKE, key=job_key(batch), batch_id=batch.id)
    return batch


def enter(
    merchant: Merchant,
    wish: Wish,
    *,
    by: Actor,
    request_key: str,
    address: str,
    now: datetime,
    most: int = rules.MOST_LABELS,
) -> LabelBatch:
    """``order`` without the worker, for who prints at once. Raises the same."""
    batch, numbers = proposed(
        merchant, wish, by=by, request_key=request_key, address=address, now=now, most=most
    )
    Session().execute(select(func.pg_advisory_xact_lock(NUMBERS_LOCK, this_region())))
    known = queries.by_request_key(request_key)
    if known is not None:
        return known
    _check_quotas(merchant, wish.count, now)
    if numbers is not None:
        batch.waybill_file_id, batch.waybill_width = waybills.keep(numbers, batch.code, now), numbers.shape[1]
    batch.number = queries.highest_number() + 1
    add(batch)
    audit.record(
        LabelAction.ORDERED,
        batch,
        by=by,
        now=now,
        number=batch.number,
        count=batch.count,
        layout=batch.layout,
    )
    return batch


def proposed(
    merchant: Merchant,
    wish: Wish,
    *,
    by: Actor,
    request_key: str = "",
    address: str,
    now: datetime,
    most: int = rules.MOST_LABELS,
) -> tuple[LabelBatch, NDArray[np.uint8] | None]:
    """The batch as it would be, with its waybill numbers; nothing is written and it has no number yet.

    Its labels would bear the number nought, which no batch ever gets. Raises what ``order`` raises but quotas.
    """
    rules.check_count(wish.count, most)
    rules.check_copies(wish.copies)
    policy = regions.policy()
    batch = LabelBatch(
        code=codes.fresh(10), number=0, merchant_id=merchant.id, park_id=merchant.park_id,
        layout=wish.layout, count=wish.count, start_at=wish.start_at, dpi=wish.dpi, dx_mm=wish.dx_mm,
        dy_mm=wish.dy_mm, scale=wish.scale, key_id=policy.label_key_id, first_serial=rules.FIRST_SERIAL, address=address,
        merchant_name=merchant.name, park_name=merchant.park.name if merchant.park else None,
        hotline=scope.current_region().hotline, request_key=request_key, ordered_at=now, ordered_by=by.audit_id,
        orderer_name=by.audit_name, state=BatchState.WAITING, copies=wish.copies, void_ranges=[],
        credit_words=credit.words_for(merchant, now),
        valid_until=rules.valid_until(local_day(now), policy.label_valid_months),
    )  # fmt: skip
    numbers = waybills.rows_of(wish.waybills, wish.count)
    batch.pages = printing.check(batch, numbers)
    return batch, numbers


def _check_quotas(merchant: Merchant, count: int, now: datetime) -> None:
    """Under the numbers' lock, so that two orders at once cannot both be the last one allowed."""
    policy, ordered = regions.policy(), queries.ordered_since(start_of(local_day(now)), merchant)
    rules.check_quota("shop", count, ordered.shop, policy.shop_labels_a_day)
    if merchant.park_id is not None:
        rules.check_quota("park", count, ordered.park, policy.park_labels_a_day)


def job_key(batch: LabelBatch) -> str:
    return f"labels {batch.code}"


def begin(batch: LabelBatch) -> bool:
    """Whether the batch still wants to be made. A second start after a killed worker begins again."""
    current = queries.locked(batch.id)
    if current.state is BatchState.WAITING:
        rules.check_move(current.state, BatchState.MAKING)
        current.state = BatchState.MAKING
    return current.state is BatchState.MAKING


def note_progress(batch: LabelBatch, made: int) -> bool:
    """Write down how far the press is; False if the batch was voided meanwhile."""
    current = queries.locked(batch.id)
    current.made = made
    return current.state is BatchState.MAKING


def finish(batch: LabelBatch, made: Path, *, now: datetime) -> bool:
    """Hand over the file. False, and nothing kept, if the batch was voided or finished meanwhile."""
    current = queries.locked(batch.id)
    if current.state is not BatchState.MAKING:
        return False
    file = storage.keep_made(made, media_type=MediaKind.PDF.value, name=file_name(current, now), now=now)
    current.state, current.made, current.file_id, current.made_at = (
        BatchState.READY,
        current.count,
        file.id,
        now,
    )
    ledger.write(current, LedgerKind.ISSUED, current.span, by=SYSTEM, now=now)
    audit.record(LabelAction.MADE, current, by=SYSTEM, now=now, sha256=file.sha256, size=file.size)
    return True


def fail(batch: LabelBatch, trouble: str, *, now: datetime) -> None:
    """Say that the batch cannot be made. Nothing of it was handed out."""
    current = queries.locked(batch.id)
    if current.state is not BatchState.MAKING:
        return
    current.state, current.trouble = BatchState.FAILED, trouble
    audit.record(LabelAction.FAILED, current, by=SYSTEM, now=now, trouble=trouble)


def note_delivery(batch: LabelBatch, *, by: Actor, now: datetime, form: str = "PDF") -> None:
    """Somebody takes the labels away, as a file of the kind ``form``. Raises ``NotReady``."""
    rules.check_deliverable(batch.state)
    ledger.write(batch, LedgerKind.DELIVERED, batch.span, by=by, now=now, note=form)
    audit.record(LabelAction.DELIVERED, batch, by=by, now=now)


def void(batch: LabelBatch, *, reason: str, by: Actor, now: datetime) -> None:
    """Take the whole batch back: whoever scans one of its labels is told so. Raises ``BatchMoveRefused``."""
    current = queries.locked(batch.id)
    rules.check_move(current.state, BatchState.VOIDED)
    before = current.state
    current.state, current.void_reason = BatchState.VOIDED, reason
    current.voided_at, current.voider_name = now, by.audit_name
    if before is BatchState.READY:
        ledger.write(current, LedgerKind.RANGE_VOIDED, current.span, by=by, now=now, note=reason)
    audit.record(LabelAction.VOIDED, current, by=by, now=now, reason=reason, before=before.value)


def file_name(batch: LabelBatch, now: datetime) -> str:
    return f"labels-{local_day(now):%Y%m%d}-{batch.number}-{batch.count}.pdf"
