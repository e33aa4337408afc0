"""The only place that asks what time it is. Entrances call it; rules and services are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from app.infra import scope
from app.kernel.clock import local_day

_standing: ContextVar[datetime | None] = ContextVar("standing_clock", default=None)


def real_now() -> datetime:
    """The instant on the machine's clock, in UTC: for leases, sessions and logs."""
    return _standing.get() or datetime.now(UTC)


def now() -> datetime:
    """The instant in the open region: the demo county's own clock may run ahead."""
    region = scope.region_or_none()
    return real_now() + region.ahead if region else real_now()


def today() -> date:
    """The region's calendar day."""
    return local_day(now())


@contextmanager
def standing_at(at: datetime) -> Iterator[None]:
    """Tests: the clock stands still at ``at``."""
    token = _standing.set(at)
    try:
        yield
    finally:
        _standing.reset(token)
