"""What to do today, in order, what to look at, and what the calendar holds: every slice says what it wants of this person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from flask import Flask, current_app

from app.accounts.models import User
from app.infra.desk import Due, Dues, Sight, Sights, Todo, Todos
from app.infra.i18n import _l

ASKERS = "fangxin.todos"
SHOWERS = "fangxin.sights"
DATERS = "fangxin.dues"
PARTS = ((10, _l("马上办")), (20, _l("这几天办")), (50, _l("接着办")))  # ranks below; see ``Todo.rank``
LAST_PART = _l("可以看看")


def init_todos(app: Flask, askers: Iterable[Todos]) -> None:
    app.extensions[ASKERS] = tuple(askers)


def todos_of(user: User, now: datetime) -> Sequence[Todo]:
    """Overdue first, then soon due, then open, then good to do; within a rank in the slices' order."""
    asked = [todo for asker in current_app.extensions[ASKERS] for todo in asker(user, now)]
    return sorted(asked, key=lambda todo: todo.rank)


def in_parts(todos: Sequence[Todo]) -> list[tuple[str, list[Todo]]]:
    """The same list under headings that say how much it presses; only headings with something under them."""
    return [(str(title), list(some)) for title, some in groupby(todos, key=_part_of)]


def _part_of(todo: Todo) -> object:
    return next((title for below, title in PARTS if todo.rank < below), LAST_PART)


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
