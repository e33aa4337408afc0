"""Counting against ceilings: in Valkey for all processes together; while it is away, in this process's memory."""

import logging
from collections.abc import Mapping, Sequence
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
    """Nothing is counted unless every ceiling has room."""

    def __init__(self, url: str) -> None:
        self._near = FixedWindowRateLimiter(MemoryStorage())
        far = RedisStorage(url, wrap_exceptions=True, socket_connect_timeout=1, socket_timeout=1)
        self._far = FixedWindowRateLimiter(far)

    def refuse_until(
        self, kind: str, ceilings: Sequence[Ceiling], vouch: Vouch, marks: Mapping[By, str]
    ) -> datetime | None:
        """None, and one more is counted; or when there is room again."""
        asked = [
            (parse(one.rate), f"{kind} {one.by.value} {one.rate} {marks[one.by]}")
            for one in ceilings
            if vouch in one.vouches and one.by in marks
        ]
        try:
            return _ask(self._far, asked)
        except (RedisError, StorageError) as trouble:
            log.warning("ceilings are counted in memory, the queue's store is away: %s", trouble)
            return _ask(self._near, asked)


def _ask(counter: FixedWindowRateLimiter, asked: Sequence[Told]) -> datetime | None:
    full = [one for one in asked if not counter.test(one[0], one[1])]
    full = full or [one for one in asked if not counter.hit(one[0], one[1])]
    if not full:
        return None
    latest = max(counter.get_window_stats(item, mark).reset_time for item, mark in full)
    return datetime.fromtimestamp(latest, UTC)
