"""What stands beside a name on a list besides its entry, and who knows it."""

from collections.abc import Callable, Collection
from datetime import date

Teller = Callable[[Collection[int], date], frozenset[int]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """For the slice that keeps titles: which of these sellers' titles are disputed on a day. It stands above this one."""
    _tellers.append(teller)
    return teller


def disputed(merchant_ids: Collection[int], day: date) -> frozenset[int]:
    """Sellers among these about whose title something is undecided."""
    return frozenset().union(*(teller(merchant_ids, day) for teller in _tellers if merchant_ids))
