"""Telling those above that a score changed: they say here that they want to hear of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.assessments.models import Assessment
from app.infra.audit import Actor


class ChangeKind(StrEnum):
    TAKEN_BACK = "taken_back"
    REASSESSING = "reassessing"
    REASSESSED = "reassessed"


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """``after`` is None when a score was taken back; while a re-assessment runs it is still the one before."""

    assessment: Assessment
    kind: ChangeKind
    before: Decimal | None
    after: Decimal | None
    reason: str
    by: Actor
    now: datetime


Watcher = Callable[[ScoreChange], None]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> Watcher:
    """Have ``watcher`` called in the transaction of every change. Said once, when its module is read."""
    if watcher not in _watchers:
        _watchers.append(watcher)
    return watcher


def tell(change: ScoreChange) -> None:
    for watcher in _watchers:
        watcher(change)
