"""A year before this one: two sellers that already hold the title, and the red list of its December."""

from datetime import datetime, timedelta
from decimal import Decimal

from app.demo.people import demo_uscc
from app.infra.audit import SYSTEM
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.titles import service

HOLDERS = (  # (seller's number in the demo list, score, days since the award)
    (7, "88.50", 345),  # runs out in three weeks
    (11, "90.25", 330),
)


def furnish(now: datetime) -> None:
    """Titles that were earned before the county used this system."""
    titles = []
    for number, score, days in HOLDERS:
        merchant = merchants.by_uscc(demo_uscc(current_region().code, number))
        if merchant is not None:
            then = now - timedelta(days=days)
            titles.append(
                service.enter_earlier(
                    merchant, score=Decimal(score), awarded_on=local_day(then), by=SYSTEM, now=then
                )
            )
    if titles:
        service.publish_earlier(titles, by=SYSTEM, now=now - timedelta(days=HOLDERS[-1][2]))
