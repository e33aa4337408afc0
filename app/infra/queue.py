"""RQ, thinly: one queue, one entrance. What to do stands in the job row, not here."""

from redis import Redis
from rq import Queue

QUEUE_NAME = "house"
ENTRANCE = "worker.main.carry_out"
_redis: Redis | None = None


def connect(url: str) -> Redis:
    """The process's connection. Short time-outs: a page must not hang on a dead queue."""
    global _redis  # noqa: PLW0603  (one connection pool a process is the point)
    _redis = Redis.from_url(url, socket_connect_timeout=1, socket_timeout=30)
    return _redis


def redis() -> Redis:
    if _redis is None:
        raise RuntimeError("no queue yet: create_app() first")
    return _redis


def push(region_id: int, job_id: int) -> None:
    Queue(QUEUE_NAME, connection=redis()).enqueue(
        ENTRANCE, region_id, job_id, job_timeout=3600, result_ttl=0, failure_ttl=3600
    )


def waiting() -> int:
    return int(Queue(QUEUE_NAME, connection=redis()).count)


def workers() -> int:
    """How many workers have said within their time that they are alive."""
    return len(redis().smembers("rq:workers"))
