"""The dated chores about files: what nothing refers to any more is forgotten, then its bytes are removed."""

from datetime import datetime

from sqlalchemy import func, select

from app.infra import clock, sweeping
from app.licences.models import Reading


def forget_unclaimed_files(now: datetime) -> None:
    """Rows of files whose upload was dropped, whose proof was taken away, whose report is old."""
    sweeping.forget_unclaimed(now, select(func.jsonb_array_elements_text(Reading.pictures)))


def remove_unclaimed_bytes(now: datetime) -> None:
    """By the real clock: the bytes know no other."""
    sweeping.remove_bytes(clock.real_now())
