"""RQ, thinly: one queue, one entrance. What to do stands in the job row, not here."""

from redis import Redis
from rq import Queue

QUEUE_NAME = "house"
ENTRANCE = "worker.main.carry_out"
WORKER_SIGN = "fangxin:worker"
SIGN_SECONDS = 100  # a worker says that it lives every 45 s at most
_redis: Redis | None = None


def connect(url: str) -> Redis:
    """The process's connection. Short time-outs: a page must not hang on a dead queue. A worker lengthens its own."""
    global _redis  # noqa: PLW0603  (one connection pool a process is the point)
    _redis = Redis.from_url(url, socket_connect_timeout=1, socket_timeout=3)
    return _redis


def redis() -> Redis:
    if _redis is None:
        raise RuntimeError("no queue yet: create_app() first")
    return _redis


def push(region_id: int, job_id: int) -> None:
    """At the end of the line, unless it stands there already: rows that wait long are sent again and again."""
    line, name = Queue(QUEUE_NAME, connection=redis()), f"{region_id}-{job_id}"
    if redis().lpos(line.key, name) is None:
        line.enqueue(
            ENTRANCE, region_id, job_id, job_id=name, job_timeout=3600, result_ttl=0, failure_ttl=3600
        )


def waiting() -> int:
    return int(Queue(QUEUE_NAME, connection=redis()).count)


def say_alive() -> None:
    """A worker is at work. Not RQ's own list: that one keeps the dead, and an emptied queue forgets the living."""
    redis().set(WORKER_SIGN, 1, ex=SIGN_SECONDS)


def has_worker() -> bool:
    """Whether a worker has said within its time that it lives."""
    return bool(redis().exists(WORKER_SIGN))
