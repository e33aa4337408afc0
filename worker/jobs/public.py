"""Chores of the public slice."""

from datetime import datetime

from app.opendata import service as opendata
from app.public import cards


def renew_cards(now: datetime) -> None:
    """Cards that are missing, and complaints that have left the year that is counted."""
    cards.renew(now)


def count_open_lines(_now: datetime) -> None:
    """How long the files of open data are."""
    opendata.count_lines()
