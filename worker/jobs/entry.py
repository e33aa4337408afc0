"""What ends by itself at the door: links that are over, sign-ins long past."""

from datetime import datetime

from app.accounts import sessions
from app.entry import links
from app.infra import clock


def forget_entries(now: datetime) -> None:
    """By the machine's clock, as all sign-ins: a demo clock that runs ahead ends nobody's link."""
    links.forget(now=clock.real_now())
    sessions.forget_sessions(now=clock.real_now())
