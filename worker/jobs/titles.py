"""Chores of notices, titles and lists."""

from datetime import datetime

from app.honours import service as honours
from app.publicity import service as publicity
from app.titles import hearings, overdue, service


def recount_notices(now: datetime) -> None:
    """First: a last day guessed over an unknown year may have moved."""
    publicity.recount_provisional(now)


def reread_hearings(now: datetime) -> None:
    """A new calendar may give a shop more days to speak."""
    hearings.reread(now)


def end_notices(now: datetime) -> None:
    """Their last day is over; whoever decides is told."""
    publicity.end_notices(now)


def expire_titles(now: datetime) -> None:
    """Their year is over."""
    service.expire_titles(now)


def take_down_expired(now: datetime) -> None:
    """Entries of the lists whose last day is over."""
    honours.take_down_expired(now)


def tell_overdue(now: datetime) -> None:
    """Objections, claims, repairs, hearings and votes whose time is over."""
    overdue.tell_overdue(now)
