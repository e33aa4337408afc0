"""For browsers without script and people without a label: nothing to work out, but time to let pass.

A ticket comes with the page. It is good some seconds later, in its own region, once, and for as long as a challenge would be.
"""

import hashlib
import hmac
from math import ceil

from app.infra import clock, seals
from app.infra.guard import work
from app.infra.limits import PATIENCE_SECONDS, WORK_HOURS
from app.infra.scope import current_region
from app.kernel import codes

FIELD = "ticket"
PARTS = 3
LONGEST = 100


def ticket() -> str:
    """A fresh one: when it was given, a number of its own, and our seal on both."""
    said = f"{int(clock.real_now().timestamp())}.{codes.fresh(16)}"
    return f"{said}.{_seal(said)}"


def seconds_left(told: str) -> int | None:
    """How long it still has to wait, nought if it may come now; None if it is no ticket of ours or too old."""
    given, _, rest = told.partition(".")
    if not _is_ours(told) or not given.isdigit() or not rest:
        return None
    age = clock.real_now().timestamp() - int(given)
    if age > WORK_HOURS * 3600:
        return None
    return max(0, ceil(PATIENCE_SECONDS - age))


def mark(told: str) -> str:
    """What is remembered of it."""
    return hashlib.sha256(told.encode()).hexdigest()


def again(told: str) -> str:
    """For a form that is shown again: the same ticket, so that nobody waits twice; a fresh one if it will not do any more."""
    return told if told and seconds_left(told) is not None and not work.is_spent(mark(told)) else ticket()


def _is_ours(told: str) -> bool:
    parts = told.split(".")
    if len(told) > LONGEST or not told.isascii() or len(parts) != PARTS:
        return False
    return hmac.compare_digest(_seal(".".join(parts[:2])), parts[2])


def _seal(said: str) -> str:
    """The region stands in it, so that a ticket of one county is worth nothing in the next."""
    text = f"{current_region().code} {said}".encode()
    return hmac.new(seals.derive("patience"), text, hashlib.sha256).hexdigest()[:32]
