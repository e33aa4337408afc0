"""Who wants to know when a seller's title, or its place on a notice, changes. Slices above this one say so here."""

from collections.abc import Callable, Collection

Watcher = Callable[[frozenset[int]], None]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> Watcher:
    """``watcher`` is called with the sellers, in the transaction that changes something about them."""
    _watchers.append(watcher)
    return watcher


def tell(merchant_ids: Collection[int]) -> None:
    told = frozenset(merchant_ids)
    for watcher in _watchers if told else ():
        watcher(told)
