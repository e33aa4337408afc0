"""The dated chore of the guides slice."""

from datetime import datetime

from app.guides import news


def tell_of_law_changes(now: datetime) -> None:
    """What changes in the law under a shop's items within sixty days, each change once a shop."""
    news.tell(now)
