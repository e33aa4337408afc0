"""What operators see: a number for each request, one line of log for it, and figures for Prometheus. No personal data.

A line names the page by its rule (``/Q/<token>``), never the address as it was asked: tokens and codes stay out of logs.
"""

import json
import logging
import re
import secrets
import time
from datetime import UTC, datetime
from functools import lru_cache

from flask import Flask, Response, abort, g, has_request_context, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from redis.exceptions import RedisError

from app.infra import queue
from app.infra.access import public
from app.settings import Settings

log = logging.getLogger(__name__)
ASKED_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
HERE = ("127.0.0.1", "::1")

REQUESTS = Counter("fangxin_requests", "Requests by page and answer", ("page", "method", "status"))
SECONDS = Histogram(
    "fangxin_request_seconds", "How long pages took", ("page",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


def init_watch(app: Flask, settings: Settings) -> None:
    """Number and measure each request; ``/metrics`` for this machine, or for whoever holds the token."""
    app.before_request(_begin)
    app.after_request(_end)

    @app.get("/metrics")
    @public
    def metrics() -> ResponseReturnValue:
        _check_watcher(settings.metrics_token)
        return Response(figures(together=settings.metrics_together), content_type=CONTENT_TYPE_LATEST)


def request_id() -> str:
    """This request's number, for logs and error pages; a dash outside one."""
    return str(g.get("request_id", "-")) if has_request_context() else "-"


def asked() -> str:
    """What was asked, by the page's rule: the address itself may hold a code or a token."""
    return f"{request.method} {request.url_rule.rule if request.url_rule else '-'}"


def figures(*, together: bool) -> bytes:
    """The figures of this process, or of all processes of this machine together, and how much work waits."""
    registry = CollectorRegistry()
    if together:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library ships no types for it
        told = generate_latest(registry)
    else:
        told = generate_latest()
    return told + _waiting()


def _waiting() -> bytes:
    try:
        waits, worker = queue.waiting(), int(queue.has_worker())
    except RedisError:
        return b"fangxin_queue_up 0\n"
    return f"fangxin_queue_up 1\nfangxin_jobs_waiting {waits}\nfangxin_worker_up {worker}\n".encode()


def _check_watcher(token: str) -> None:
    """The figures name no one, but they are not for everyone either: a 404 for strangers."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        if not secrets.compare_digest(given.encode(), token.encode()):
            abort(404)
    elif request.remote_addr not in HERE or request.headers.get("X-Forwarded-For"):
        abort(404)


def number_of(asked: str) -> str:
    """The number that a proxy gave, if it is one, else a fresh one."""
    return asked if ASKED_ID.fullmatch(asked) else secrets.token_hex(8)


def note(method: str, page: str, status: int, took: float, *, number: str | None = None) -> None:
    """Count and measure one answer, and say it in one line. ``number`` where there is no request of Flask's."""
    requests, seconds = _counters(method, page, status)
    requests.inc()
    seconds.observe(took)
    log.info(
        "%s %s %s %d ms",
        method,
        page,
        status,
        round(took * 1000),
        extra={"request": number} if number else None,
    )


@lru_cache(maxsize=4096)
def _counters(method: str, page: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(page, method, status), SECONDS.labels(page)


def _begin() -> None:
    g.request_id = number_of(request.headers.get("X-Request-Id", ""))
    g.begun_at = time.monotonic()


def _end(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = request_id()
    page = request.url_rule.rule if request.url_rule else "-"
    if page.startswith("/static"):
        return answer
    note(request.method, page, answer.status_code, time.monotonic() - g.get("begun_at", time.monotonic()))
    return answer


class Lines(logging.Formatter):
    """One JSON object a line: when, how grave, who says so, in which request, what."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request", None) or request_id(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def speak(kind: str) -> None:
    """Set a process's log up: ``json`` for collectors, plain lines for people; once a process."""
    if logging.getLogger().handlers:
        return
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(levelname)s %(name)s %(message)s")
    handler.setFormatter(Lines() if kind == "json" else plain)
    logging.getLogger().addHandler(handler)
    logging.getLogger("app").setLevel(logging.INFO if kind == "json" else logging.WARNING)
    logging.getLogger("worker").setLevel(logging.INFO)
