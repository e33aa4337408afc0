"""Chores of the public slice."""

from datetime import datetime

from app.public import cards


def renew_cards(now: datetime) -> None:
    """Cards that are missing, and complaints that have left the year that is counted."""
    cards.renew(now)
