"""When a word may leave the house, and when a contact counts as somebody's own. Pure."""

from datetime import datetime, time, timedelta
from math import ceil

from app.kernel.clock import SHANGHAI, local
from app.kernel.errors import DomainError
from app.notices.terms import Port

QUIET_FROM, QUIET_UNTIL = time(21), time(9)  # region's wall clock; the end is open again
CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=15)
CODE_PAUSE = timedelta(seconds=60)
MOST_GUESSES = 5
SMS_LONGEST = 300  # characters, about five parts of a long message


class CodeOver(DomainError):
    """No code is open: too old, guessed wrongly too often, or none asked for."""

    code = "notices.code_over"


class CodeTooSoon(DomainError):
    """The last code went out only just now."""

    code = "notices.code_too_soon"


class NothingToSend(DomainError):
    """It is under way or out already, or its words are gone."""

    code = "notices.nothing_to_send"


def is_quiet(now: datetime) -> bool:
    """Nine in the evening until nine in the morning; 21:00 belongs to the night, 09:00 to the day."""
    at = local(now).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def not_before(now: datetime, *, urgent: bool) -> datetime:
    """When a word of ``now`` may go out: at once, or at the next nine o'clock."""
    if urgent or not is_quiet(now):
        return now
    there = local(now)
    day = there.date() + timedelta(days=1) if there.time() >= QUIET_FROM else there.date()
    return datetime.combine(day, QUIET_UNTIL, SHANGHAI).astimezone(now.tzinfo)


def check_pause(sent_at: datetime | None, now: datetime) -> None:
    """Raises ``CodeTooSoon``."""
    if sent_at is not None and now - sent_at < CODE_PAUSE:
        raise CodeTooSoon(seconds=ceil((CODE_PAUSE - (now - sent_at)).total_seconds()))


def check_code_is_open(sent_at: datetime | None, guesses: int, now: datetime) -> None:
    """Raises ``CodeOver``."""
    if sent_at is None or guesses >= MOST_GUESSES or now - sent_at > CODE_LIVES:
        raise CodeOver


def mask(port: Port, address: str) -> str:
    """138****5678; l***@example.cn."""
    if port is Port.SMS:
        return f"{address[:3]}****{address[-4:]}" if len(address) >= 11 else "****"
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***{at}{host}" if at else "****"


def one_line(text: str) -> str:
    """Safe for a header: no line ends, no control characters."""
    return " ".join(text.split())
