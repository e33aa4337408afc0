"""Label batches for tests, made as people make them. Call inside a region scope."""

from itertools import count

from app.accounts.models import User
from app.infra import clock, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.labels import printing, queries, service
from app.labels.models import LabelBatch
from app.labels.terms import Wish
from app.merchants import queries as merchants
from app.merchants.models import Merchant

ADDRESS = "http://127.0.0.1:8000"
_keys = count(1)


def ordered(
    merchant: Merchant, *, by: User | None = None, key: str | None = None, **wish: object
) -> LabelBatch:
    """Waiting for the worker."""
    whole = merchants.by_id(merchant.id)
    assert whole is not None
    with unit_of_work():
        return service.order(
            whole, Wish(**{"count": 24, "layout": "a4-3x8", **wish}), by=by or SYSTEM,
            request_key=key or f"test {next(_keys)}", address=ADDRESS, now=clock.now(),
        )  # fmt: skip


def ready(merchant: Merchant, *, by: User | None = None, **wish: object) -> LabelBatch:
    """Made, and ready to be taken away."""
    return finished(ordered(merchant, by=by, **wish).code)


def finished(code: str) -> LabelBatch:
    """What the worker does to a waiting batch, in short."""
    batch = queries.by_code(code)
    assert batch is not None
    with unit_of_work():
        service.begin(batch)
    path = storage.scratch(f"labels-{batch.code}.pdf")
    printing.press(batch, path)
    with unit_of_work():
        service.finish(batch, path, now=clock.now())
    return batch


def voided(merchant: Merchant, reason: str = "卷纸丢失") -> LabelBatch:
    batch = ready(merchant)
    with unit_of_work():
        service.void(batch, reason=reason, by=SYSTEM, now=clock.now())
    return batch


def token(batch: LabelBatch, serial: int = 1) -> str:
    return printing.token_of(batch, serial)
