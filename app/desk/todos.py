"""What to do today, in order, what to look at, and what the calendar holds: every slice says what it wants of this person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask import Flask, current_app

from app.accounts.models import User
from app.infra.desk import Due, Dues, Sight, Sights, Todo, Todos

ASKERS = "fangxin.todos"
SHOWERS = "fangxin.sights"
DATERS = "fangxin.dues"


def init_todos(app: Flask, askers: Iterable[Todos]) -> None:
    app.extensions[ASKERS] = tuple(askers)


def todos_of(user: User, now: datetime) -> Sequence[Todo]:
    """Overdue first, then soon due, then open, then good to do; within a rank in the slices' order."""
    asked = [todo for asker in current_app.extensions[ASKERS] for todo in asker(user, now)]
    return sorted(asked, key=lambda todo: todo.rank)


def init_sights(app: Flask, showers: Iterable[Sights]) -> None:
    app.extensions[SHOWERS] = tuple(showers)


def sights_of(user: User, now: datetime) -> Sequence[Sight]:
    """What each slice shows this person, in order."""
    shown = [sight for shower in current_app.extensions[SHOWERS] for sight in shower(user, now)]
    return sorted(shown, key=lambda sight: sight.rank)


def init_dues(app: Flask, daters: Iterable[Dues]) -> None:
    app.extensions[DATERS] = tuple(daters)


def dues_of(user: User, first: date, last: date) -> Sequence[Due]:
    """What every slice puts into this person's calendar on these days: in order of days, then in the slices' order."""
    found = [due for dater in current_app.extensions[DATERS] for due in dater(user, first, last)]
    return sorted(found, key=lambda due: due.day)
