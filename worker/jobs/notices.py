"""Takes words out of the house. Killed half way, nothing is lost, and nothing that can wait is said twice."""

from collections.abc import Callable
from datetime import datetime

from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job
from app.kernel.kinds import JobName
from app.notices import outbound, ports
from app.notices.jobs import NoticeJob


class DeliveryDelayed(Exception):
    """The port did not take it; the job's own pauses, longer each time, lie between the tries."""


def deliver(job: Job) -> None:
    """Three steps, three transactions: marked, handed over, written down."""
    delivery_id = int(job.args["delivery_id"])
    with unit_of_work():
        found = outbound.begin(delivery_id, now=clock.now())
    if found is None:
        return
    port, letter = found
    try:
        ports.of(port).send(letter)
    except ports.NotDelivered as trouble:
        with unit_of_work():
            again = outbound.note_trouble(delivery_id, trouble.trouble, last_try=job.tries >= MOST_TRIES)
        if again:
            raise DeliveryDelayed(trouble.trouble.value) from None
        return
    with unit_of_work():
        outbound.finish(delivery_id, now=clock.now())


def release_held_words(now: datetime) -> None:
    """It is nine in the morning, or later."""
    outbound.release(now)


def forget_addresses(now: datetime) -> None:
    """Where words went half a year ago."""
    outbound.forget_addresses(now)


JOBS: dict[JobName, Callable[[Job], None]] = {NoticeJob.DELIVER: deliver}
