"""Counting against ceilings: in Valkey for all processes together; while it is away, in this process's memory."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from app.infra.limits import By, Ceiling, Vouch

log = logging.getLogger(__name__)
Told = tuple[RateLimitItem, str]


class Counters:
    """Whether there is room, and later that one more was let in: what a form refuses costs nobody a place."""

    def __init__(self, url: str) -> None:
        self._near = FixedWindowRateLimiter(MemoryStorage())
        far = RedisStorage(url, wrap_exceptions=True, socket_connect_timeout=1, socket_timeout=1)
        self._far = FixedWindowRateLimiter(far)

    def refuse_until(
        self, kind: str, ceilings: Sequence[Ceiling], vouch: Vouch, marks: Mapping[By, str]
    ) -> datetime | None:
        """None while there is room; else when there is room again."""
        return self._by_either(_room, _asked(kind, ceilings, vouch, marks))

    def count(self, kind: str, ceilings: Sequence[Ceiling], vouch: Vouch, marks: Mapping[By, str]) -> None:
        """One more was let in."""
        self._by_either(_hit, _asked(kind, ceilings, vouch, marks))

    def _by_either(
        self, do: Callable[[FixedWindowRateLimiter, Sequence[Told]], datetime | None], asked: Sequence[Told]
    ) -> datetime | None:
        try:
            return do(self._far, asked)
        except (RedisError, StorageError) as trouble:
            log.warning("ceilings are counted in memory, the queue's store is away: %s", trouble)
            return do(self._near, asked)


def _asked(kind: str, ceilings: Sequence[Ceiling], vouch: Vouch, marks: Mapping[By, str]) -> Sequence[Told]:
    return [
        (parse(one.rate), f"{kind} {one.by.value} {one.rate} {marks[one.by]}")
        for one in ceilings
        if vouch in one.vouches and one.by in marks
    ]


def _hit(counter: FixedWindowRateLimiter, asked: Sequence[Told]) -> None:
    for item, mark in asked:
        counter.hit(item, mark)


def _room(counter: FixedWindowRateLimiter, asked: Sequence[Told]) -> datetime | None:
    full = [one for one in asked if not counter.test(one[0], one[1])]
    if not full:
        return None
    latest = max(counter.get_window_stats(item, mark).reset_time for item, mark in full)
    return datetime.fromtimestamp(latest, UTC)
