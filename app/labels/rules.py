"""What may be ordered, and where a batch may go from where it stands."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from app.labels.errors import (
    BatchMoveRefused,
    CopiesOutOfRange,
    CountOutOfRange,
    KeyInUse,
    KeyNeverUsed,
    KeysUsedUp,
    NotReady,
    QuotaReached,
    SpanOutside,
    SpanTooLong,
    SpanVoided,
)
from app.labels.terms import BatchState, Span

MOST_LABELS = 240_000  # in one batch; ten thousand A4 sheets of 24. Source: the house's own limit
FIRST_SERIAL = 1
MOST_COPIES = 9  # of each label, side by side
MOST_REPRINTED = 24_000  # at once, made while one waits; a thousand A4 sheets of 24
MANY_PLACES = 5  # marks of eight; about eight places, and a parcel passes through fewer hands that scan

MOVES: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.WAITING: frozenset({BatchState.MAKING, BatchState.VOIDED}),
    BatchState.MAKING: frozenset({BatchState.READY, BatchState.FAILED, BatchState.VOIDED}),
    BatchState.READY: frozenset({BatchState.VOIDED}),
    BatchState.FAILED: frozenset({BatchState.VOIDED}),
    BatchState.VOIDED: frozenset(),
}


def check_count(count: int, most: int = MOST_LABELS) -> None:
    """Raises ``CountOutOfRange``."""
    if not 1 <= count <= most:
        raise CountOutOfRange(count=count, most=most)


def check_move(now: BatchState, to: BatchState) -> None:
    """Raises ``BatchMoveRefused``."""
    if to not in MOVES[now]:
        raise BatchMoveRefused(now=now, to=to)


def check_deliverable(now: BatchState) -> None:
    """Only a finished batch that still stands is handed out. Raises ``NotReady``."""
    if now is not BatchState.READY:
        raise NotReady(now=now)


def has_issued(state: BatchState, first_serial: int, count: int, serial: int) -> bool:
    """Whether this serial has been, or is about to be, put on paper. A failed batch put nothing there."""
    return state is not BatchState.FAILED and first_serial <= serial < first_serial + count


def valid_until(ordered_on: date, months: int) -> date | None:
    """The last day on which labels are vouched for, that day included; None if the region sets no end.

    Unit: calendar date, local to the region. A day that the last month lacks becomes its last day.

    Source: region policy, default (24 months).
    """
    if not months:
        return None
    years, month = divmod(ordered_on.month - 1 + months, 12)
    year = ordered_on.year + years
    return date(year, month + 1, min(ordered_on.day, calendar.monthrange(year, month + 1)[1]))


def has_expired(last_day: date | None, today: date) -> bool:
    return last_day is not None and today > last_day


def next_key(current: int, last: int) -> int:
    """The id that seals new labels after ``current``. Raises ``KeysUsedUp``."""
    if current >= last:
        raise KeysUsedUp(last=last)
    return current + 1


def check_let_go(key_id: int, current: int) -> None:
    """The key that seals new labels stays; others before it may go. Raises ``KeyInUse``, ``KeyNeverUsed``."""
    if key_id == current:
        raise KeyInUse(key_id=key_id)
    if not 1 <= key_id < current:
        raise KeyNeverUsed(key_id=key_id, current=current)


def check_copies(copies: int) -> None:
    """Raises ``CopiesOutOfRange``."""
    if not 1 <= copies <= MOST_COPIES:
        raise CopiesOutOfRange(copies=copies, most=MOST_COPIES)


def check_quota(whose: str, count: int, ordered_today: int, quota: int) -> None:
    """``quota`` labels a day for one shop, or for one park; 0 sets no bound. Raises ``QuotaReached``.

    Source: region policy, default.
    """
    left = max(0, quota - ordered_today)
    if quota and count > left:
        raise QuotaReached(whose=whose, left=left, quota=quota, count=count)


def check_span(span: Span, batch: Span) -> None:
    """Raises ``SpanOutside``."""
    if not batch.first <= span.first <= span.last <= batch.last:
        raise SpanOutside(first=span.first, last=span.last, least=batch.first, most=batch.last)


def check_reprint(span: Span, batch: Span, voided: Iterable[Span]) -> None:
    """What has been taken back is not printed again. Raises ``SpanOutside``, ``SpanTooLong``, ``SpanVoided``."""
    check_span(span, batch)
    if span.count > MOST_REPRINTED:
        raise SpanTooLong(count=span.count, most=MOST_REPRINTED)
    for gone in voided:
        if gone.meets(span):
            raise SpanVoided(first=max(gone.first, span.first), last=min(gone.last, span.last))


def check_void(span: Span, batch: Span, voided: Iterable[Span]) -> None:
    """Raises ``SpanOutside``, and ``SpanVoided`` if every one of them has been taken back before."""
    check_span(span, batch)
    if covers(voided, span):
        raise SpanVoided(first=span.first, last=span.last)


def covers(spans: Iterable[Span], whole: Span) -> bool:
    """Whether the spans together leave nothing of ``whole``."""
    reached = whole.first
    for span in sorted(spans, key=lambda one: one.first):
        if span.first <= reached <= span.last:
            reached = span.last + 1
    return reached > whole.last


def is_scattered(marks: int) -> bool:
    """Whether a label's marks (one bit of eight for each group of places) say: too many places."""
    return marks.bit_count() >= MANY_PLACES
