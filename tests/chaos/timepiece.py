"""A clock that can be put forward and back under running processes: all of them read the same offset from one file."""

import os
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from app.infra import clock

FOLDER = "CHAOS_FOLDER"
READ_EVERY = 0.02  # seconds on the clock that nobody shifts
_real = time.time
_seen = (-1.0, 0.0)


def follow(folder: Path | None = None) -> None:
    """From now on this process believes the file: ``clock``, and whatever else asks ``time.time()``."""
    path = (folder or Path(os.environ[FOLDER])) / "offset"

    def shifted() -> float:
        global _seen  # noqa: PLW0603  (one clock a process)
        beat = time.monotonic()
        if beat - _seen[0] > READ_EVERY:
            _seen = (beat, float(path.read_text()))
        return _real() + _seen[1]

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain one is enough
            return datetime.fromtimestamp(shifted(), tz)

    time.time = shifted
    clock.datetime = Shifted  # type: ignore[attr-defined]  # the name that ``real_now`` asks


def put_to(folder: Path, at: datetime) -> None:
    """All clocks show ``at`` now, and go on from there."""
    _write(folder, at.timestamp() - _real())


def put_forward(folder: Path, by: timedelta) -> None:
    """Or back, by less than nothing."""
    _write(folder, float((folder / "offset").read_text()) + by.total_seconds())


def _write(folder: Path, offset: float) -> None:
    aside = folder / "offset.new"
    aside.write_text(repr(offset))
    aside.replace(folder / "offset")
    time.sleep(2 * READ_EVERY)  # until everybody has read it
