"""Who wants to know when a region's policy or its calendar changes. Slices above this one say so here."""

from collections.abc import Callable
from datetime import datetime

Watcher = Callable[[datetime], None]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> Watcher:
    """``watcher`` is called in the transaction of every change. Said once, when its module is read."""
    if watcher not in _watchers:
        _watchers.append(watcher)
    return watcher


def tell(now: datetime) -> None:
    for watcher in _watchers:
        watcher(now)
