"""Who wants to know when something happens to a notice. Slices above this one say so here."""

from collections.abc import Callable

from app.publicity.models import PublicNotice

Watcher = Callable[[PublicNotice], None]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> Watcher:
    """``watcher`` is called in the same transaction: opened, objected to, answered, a seller stopped, ended, decided, withdrawn."""
    _watchers.append(watcher)
    return watcher


def tell(notice: PublicNotice) -> None:
    for watcher in _watchers:
        watcher(notice)
