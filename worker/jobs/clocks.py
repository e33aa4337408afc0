"""Chores of the clocks slice."""

from datetime import datetime

from app.clocks import service


def recount_deadlines(now: datetime) -> None:
    """First: a deadline guessed over an unknown year may turn out not to be late."""
    service.recount(now)
