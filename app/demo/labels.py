"""The demo county's labels: one batch ready to print, one that was voided."""

from datetime import datetime, timedelta

from flask import current_app

from app.demo.people import demo_uscc
from app.infra import storage
from app.infra.audit import Passer
from app.infra.scope import current_region
from app.labels import printing, queries, scanning, service
from app.labels.models import LabelBatch
from app.labels.terms import Wish
from app.merchants import queries as merchants

TEA, LINEN = 1, 3  # the sellers' numbers in ``people``
SCANS = 7


def furnish(now: datetime) -> None:
    """Two small batches, made here and now. Called twice, it does nothing the second time."""
    if queries.highest_number():
        return
    ready = _make(TEA, Wish(count=48, layout="a4-3x8"), "周小满", now - timedelta(days=9))
    printed_badly = _make(LINEN, Wish(count=24, layout="thermal-60x40"), "袁启", now - timedelta(days=5))
    service.void(
        printed_badly,
        reason="打印机卡纸，整卷印坏，已重新申领",
        by=Passer("袁启"),
        now=now - timedelta(days=4),
    )
    for turn in range(SCANS):
        scanning.count_scan(
            ready,
            turn // 2 + 1,
            scanning.place_of(f"192.0.2.{turn}"),
            now=now - timedelta(hours=5 * turn + 3),
        )


def _make(number: int, wish: Wish, who: str, at: datetime) -> LabelBatch:
    """One batch from order to file."""
    merchant = merchants.by_uscc(demo_uscc(current_region().code, number))
    if merchant is None:
        raise LookupError(f"no demo seller {number}")
    batch = service.enter(
        merchant,
        wish,
        by=Passer(who),
        request_key=f"demo:{number}",
        address=current_app.config["PUBLIC_URL"],
        now=at,
    )
    service.begin(batch)
    path = storage.scratch(f"labels-{batch.code}.pdf")
    printing.press(batch, path)
    service.finish(batch, path, now=at)
    return batch
