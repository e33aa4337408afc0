"""Waybill numbers of a batch: one file of lines of one width, found by the label's place and not by a row."""

import mmap
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from app.infra import audit, dropping, storage
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.labels.errors import WaybillsRefused
from app.labels.models import LabelBatch
from app.labels.terms import LabelAction

MOST_AT_ONCE = 200


def rows_of(numbers: Sequence[str], count: int) -> NDArray[np.uint8] | None:
    """One row of ASCII a label, blanks at the end; None without numbers. Raises ``WaybillsRefused``."""
    if not numbers:
        return None
    if len(numbers) != count:
        raise WaybillsRefused(reason="count", numbers=len(numbers), count=count)
    width = max(len(one) for one in numbers)
    whole = "".join(one.ljust(width) for one in numbers).encode("ascii")
    return np.frombuffer(whole, dtype=np.uint8).reshape(count, width)


def keep(rows: NDArray[np.uint8], code: str, now: datetime) -> int:
    """The id of the stored file."""
    return storage.keep(rows.tobytes(), media_type="text/plain", name=f"waybills-{code}.txt", now=now).id


def of(batch: LabelBatch) -> NDArray[np.uint8] | None:
    """The rows of a batch, read from the disk only where they are looked at."""
    file = _file(batch)
    if file is None or batch.waybill_width is None:
        return None
    return np.memmap(
        storage.path_of(file), dtype=np.uint8, mode="r", shape=(batch.count, batch.waybill_width)
    )


def number_at(batch: LabelBatch, serial: int) -> str | None:
    """The waybill number that was printed on this label: one read at its place in the file."""
    file = _file(batch)
    if file is None or batch.waybill_width is None or serial not in batch.span:
        return None
    with storage.path_of(file).open("rb") as stream:
        stream.seek((serial - batch.first_serial) * batch.waybill_width)
        return stream.read(batch.waybill_width).decode("ascii").rstrip()


def serial_of(batch: LabelBatch, number: str) -> int | None:
    """Which label carries this number."""
    file, width = _file(batch), batch.waybill_width
    if file is None or width is None or not number or len(number) > width:
        return None
    wanted = number.encode("ascii", "replace").ljust(width)
    with (
        storage.path_of(file).open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        at = whole.find(wanted)
        while at >= 0 and at % width:
            at = whole.find(wanted, at + 1)
    return None if at < 0 else batch.first_serial + at // width


def _file(batch: LabelBatch) -> StoredFile | None:
    return None if batch.waybill_file_id is None else Session().get(StoredFile, batch.waybill_file_id)


def forget(*, before: datetime, now: datetime) -> int:
    """The numbers of batches made before then, and the print file on which they stand; of how many batches.

    The labels stay valid; a complaint finds them by their own number. Source: 个人信息保护法 art. 19.
    """
    old = select(LabelBatch).where(LabelBatch.made_at < before, LabelBatch.waybill_file_id.is_not(None))
    batches = Session().scalars(old.order_by(LabelBatch.id).limit(MOST_AT_ONCE)).all()
    gone: list[int] = []
    for batch in batches:
        gone += [one for one in (batch.waybill_file_id, batch.file_id) if one is not None]
        batch.waybill_file_id = batch.waybill_width = batch.file_id = None
        audit.record(LabelAction.WAYBILLS_FORGOTTEN, batch, by=audit.SYSTEM, now=now)
    Session().flush()
    dropping.drop(gone)
    return len(batches)
