"""The remedies, each of which can be taken away by its name, to see that its test notices: ``CHAOS_WITHOUT=resend``."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import timedelta

from app.infra import audit, away, engine, jobs, receipts, room
from app.notices import outbound
from worker import main, timetable

NAME = "CHAOS_WITHOUT"


def _resend() -> None:
    """Rows that the queue or a worker lost are sent again."""
    timetable.resend_forgotten = lambda *_: 0


def _row_lock() -> None:
    """One row, one worker. Those who do the work are forked from one another: each counts by itself."""

    def alone() -> None:
        main.LOCK_SPACE = os.getpid() % 2**30

    os.register_at_fork(after_in_child=alone)


def _form_key() -> None:
    """A form that comes twice is the form that came before: what is kept of its key is the same."""
    receipts.hash_of_form = lambda _key: secrets.token_hex(20)


def _once() -> None:
    """A word that is out is not sent again, and what it said is not kept."""

    def finish(delivery_id: int, **_told: object) -> None:
        row = outbound.queries.held_delivery(delivery_id)
        if row is not None:
            row.state = outbound.DeliveryState.SENT

    outbound.OVER, outbound.finish = frozenset(), finish


def _unsure() -> None:
    """What nobody waits for is not risked twice after a worker died while sending."""
    begin = outbound.begin

    def bold(delivery_id: int, **told: object) -> object:
        row = outbound.queries.held_delivery(delivery_id)
        if row is not None and row.state is outbound.DeliveryState.SENDING:
            row.state = outbound.DeliveryState.WAITING
        return begin(delivery_id, **told)  # type: ignore[arg-type]  # handed on

    outbound.begin = bold  # type: ignore[assignment]  # the remedy taken away, on purpose


def _queue_may_fail() -> None:
    """A queue that is away is no harm: the row waits."""

    def push(region_id: int, job_id: int) -> bool:
        jobs.queue.push(region_id, job_id)
        return True

    jobs.send_one = push


def _words_again() -> None:
    """Who met a dead database finds her words on a page that sends them again."""
    away._may_be_sent_again = lambda: False


def _no_room() -> None:
    """A full disk is a refusal, and leaves nothing half written."""

    @contextmanager
    def nothing(_unfinished: object):  # type: ignore[no-untyped-def]  # it gives nothing
        yield

    room.or_refuse = nothing


def _given_up() -> None:
    """What fails every time is given up, kept and shown."""
    main.MOST_TRIES = 10**6


def _wrong_clock() -> None:
    """A time too far ahead was written by a wrong clock."""
    jobs.LONGEST_WAIT = timedelta(days=36_500)


def _chain_lock() -> None:
    """One row of the chain after the other."""
    audit.func = _Unlocked(audit.func)  # type: ignore[attr-defined]  # the remedy taken away, on purpose


def _fresh_lines() -> None:
    """A line to the database is asked whether it lives before a page rests on it."""
    connect = engine.create_engine
    engine.create_engine = lambda url, **told: connect(url, **{**told, "pool_pre_ping": False})


class _Unlocked:
    def __init__(self, real: object) -> None:
        self.real = real

    def __getattr__(self, name: str) -> object:
        return self.real.greatest if name == "pg_advisory_xact_lock" else getattr(self.real, name)


REMEDIES: Mapping[str, Callable[[], None]] = {
    "resend": _resend, "row_lock": _row_lock, "form_key": _form_key, "once": _once, "unsure": _unsure,
    "queue_may_fail": _queue_may_fail, "words_again": _words_again, "no_room": _no_room, "given_up": _given_up,
    "wrong_clock": _wrong_clock, "chain_lock": _chain_lock, "fresh_lines": _fresh_lines,
}  # fmt: skip
ELSEWHERE = ("politely", "next_one")  # taken away by the tests themselves: SIGTERM, the proxy's second choice


def is_away(name: str) -> bool:
    return os.environ.get(NAME) == name


def take_away() -> None:
    """In each process of the house, before it does anything."""
    wanted = os.environ.get(NAME)
    if wanted and wanted not in ELSEWHERE:
        REMEDIES[wanted]()
