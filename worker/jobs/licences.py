"""The dated chores of the licences slice; the region's chores call them."""

from datetime import datetime

from app.infra.audit import SYSTEM
from app.licences import service


def close_expired(now: datetime) -> None:
    """Papers whose last valid day has passed."""
    service.expire(by=SYSTEM, now=now)


def remind_of_expiry(now: datetime) -> None:
    """60, 30, 7 and 1 days before the last valid day, and on it."""
    service.remind(now=now)
