"""Whether a label says in words what the region thinks of its seller, and who knows what to say.

Paper outlives a rating, so regions say no unless they say yes; the page behind the code tells the present one.
"""

from collections.abc import Callable
from datetime import date, datetime

from app.kernel.clock import local_day
from app.merchants.models import Merchant
from app.regions import queries as regions

Teller = Callable[[Merchant, date], str | None]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """For the slice that keeps titles: it stands above this one and is not asked by name."""
    _tellers.append(teller)
    return teller


def words_for(merchant: Merchant, now: datetime) -> str | None:
    """What stands on the paper for good; None if the region wants nothing there or there is nothing to say."""
    if not regions.policy().credit_on_label:
        return None
    told = (teller(merchant, local_day(now)) for teller in _tellers)
    return next((words for words in told if words), None)
