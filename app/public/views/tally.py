"""Scans on their way into the books: gathered for a moment, then written together.

A page must not wait for a counter, and ten thousand scans a minute must not be ten thousand transactions. A process that is
killed loses what it gathered since the last second; nothing else hangs on it.
"""

import atexit
import logging
import threading
from collections import defaultdict
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.infra import scope
from app.infra.db import unit_of_work
from app.infra.scope import RegionRef
from app.labels import scanning
from app.labels.scanning import Scan
from app.public.tags import Known
from app.settings import Settings

log = logging.getLogger(__name__)
MOST_WAITING = 100_000  # while the database is away; then counts are lost rather than the page
TALLY = "fangxin.tally"


class Tally:
    """``seconds`` between two writings; nought writes each scan at once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._waiting: list[tuple[RegionRef, Scan]] = []
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._writer: threading.Thread | None = None

    def note(self, known: Known, address: str | None) -> None:
        """The label was seen from this address. Never fails and, but for ``seconds`` of nought, never waits."""
        self.take(known.region, known.batch.id, known.serial, address, known.now)

    def take(self, region: RegionRef, batch_id: int, serial: int, address: str | None, now: datetime) -> None:
        scan = Scan(batch_id, serial, scanning.place_of(address), scanning.hour_of(now))
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append((region, scan))
        if not self.seconds:
            self.write_down(now)
        elif self._writer is None or not self._writer.is_alive():
            self._start()

    def write_down(self, now: datetime | None = None) -> int:
        """Everything gathered so far, region by region; how many. What cannot be written waits for the next time."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        by_region: dict[RegionRef, list[Scan]] = defaultdict(list)
        for region, scan in taken:
            by_region[region].append(scan)
        for region, scans in by_region.items():
            try:
                with scope.region_scope(region), unit_of_work():
                    scanning.count_scans(scans, now=now or max(scan.hour for scan in scans))
            except SQLAlchemyError:
                log.warning("%d scans wait to be counted", len(scans), exc_info=True)
                with self._lock:
                    self._waiting = [(region, scan) for scan in scans] + self._waiting[:MOST_WAITING]
        return len(taken)

    def _start(self) -> None:
        """At the first scan, not before: whoever forks has none yet."""
        with self._lock:
            if self._writer is None or not self._writer.is_alive():
                self._writer = threading.Thread(target=self._go_on, name="tally", daemon=True)
                self._writer.start()
                atexit.register(self.write_down)

    def _go_on(self) -> None:
        while not self._bell.wait(self.seconds):
            try:
                self.write_down()
            except Exception:
                log.exception("scans could not be counted")


def init_tally(app: Flask, settings: Settings) -> None:
    app.extensions[TALLY] = Tally(settings.scan_seconds)


def tally_of(app: Flask) -> Tally:
    found: Tally = app.extensions[TALLY]
    return found
