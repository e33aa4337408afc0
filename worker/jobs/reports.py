"""Chores of the reports slice, and of the gate before public forms."""

from datetime import datetime

from app.infra import guard, retention
from app.infra.retention import Kept
from app.reports import service


def tell_overdue_reports(now: datetime) -> None:
    """Late and not yet told."""
    service.tell_overdue(now)


def forget_reporters(now: datetime) -> None:
    """Whose time in the register is over."""
    service.forget_reporters(now, kept=retention.kept_for(Kept.REPORT_CONTACT))


def forget_answered_challenges(now: datetime) -> None:
    """Answers too old to be used again."""
    guard.forget_answered(now)
