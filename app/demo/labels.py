"""The demo county's labels: one batch ready to print, one with a full ledger, one that was voided."""

from datetime import datetime, timedelta
from decimal import Decimal

from flask import current_app

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.demo.people import demo_uscc
from app.infra import storage
from app.infra.audit import Passer
from app.infra.scope import current_region
from app.labels import ledger, printers, printing, queries, scanning, service
from app.labels.models import LabelBatch
from app.labels.terms import PrinterWish, Span, Wish
from app.merchants import queries as merchants

TEA, LINEN, TOYS = 1, 3, 6  # the sellers' numbers in ``people``
PARCELS = tuple(f"SF20260{at:06d}" for at in range(1, 13))
SCANS = 7


def furnish(now: datetime) -> None:
    """Three small batches, made here and now. Called twice, it does nothing the second time."""
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

    _parcels(now)


def _parcels(now: datetime) -> None:
    """A roll with the park's own parcel numbers, as its packer left it; and the printer it was made on."""
    packer, at = accounts.of_role(Role.PARK)[0], now - timedelta(days=2)
    printer = printers.keep(
        PrinterWish("打包台热敏机", 203, Decimal("0.5"), Decimal(0), Decimal(1)), by=packer, now=at
    )
    wish = Wish(
        count=len(PARCELS), layout="thermal-60x40", dpi=printer.dpi, dx_mm=printer.dx_mm, waybills=PARCELS
    )
    batch = _make(TOYS, wish, packer.audit_name, at)
    service.note_delivery(batch, by=packer, now=at + timedelta(minutes=2), form="ZPL")
    ledger.note_printed(batch, batch.span, by=packer, now=at + timedelta(minutes=5))
    ledger.note_reprint(
        batch, Span(4, 5), reason="断带，两张没有印全", by=packer, now=at + timedelta(minutes=9)
    )
    ledger.void_span(batch, Span(9, 9), reason="贴错包裹，已撕毁", by=packer, now=at + timedelta(hours=3))


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
