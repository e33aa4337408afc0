"""Chores of the complaints slice."""

from datetime import datetime

from app.complaints import service


def recount_deadlines(now: datetime) -> None:
    """First: a deadline guessed over an unknown year may turn out not to be late."""
    service.recount(now)


def tell_overdue_complaints(now: datetime) -> None:
    """Late and not yet told."""
    service.tell_overdue(now)


def forget_consumers(now: datetime) -> None:
    """Whose three years are over."""
    service.forget_consumers(now)
