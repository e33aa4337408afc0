"""One question, one trip: for the page that is asked for more often than all others.

A session opens a transaction, says its region, asks, and closes: four trips and more. Here a database function does all
of that in one statement, over a line of its own that each thread keeps open. Reading only.
"""

import threading
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.sql import SQL, Identifier, Placeholder
from sqlalchemy import Engine

from app.infra import engine


class _Line(threading.local):
    """``of`` is the engine whose address the line leads to: a new engine gets a new line."""

    connection: Connection[Any] | None = None
    of: Engine | None = None


_line = _Line()
_orders: dict[tuple[str, int], str] = {}


def call(function: str, *numbers: int) -> tuple[Any, ...] | None:
    """The first row of what the function gives; None if it gives none. A line that broke is opened once more."""
    order = _orders.get((function, len(numbers))) or _written(function, len(numbers))
    try:
        return _ask(_open(), order, numbers)
    except OperationalError:
        if engine.bound() is not None:
            raise
        _hang_up()
        return _ask(_open(), order, numbers)


def _ask(connection: Connection[Any], order: str, numbers: tuple[int, ...]) -> tuple[Any, ...] | None:
    _told(order, numbers)
    row: tuple[Any, ...] | None = connection.execute(order, numbers, prepare=True).fetchone()
    return row


def _told(order: str, numbers: tuple[int, ...]) -> None:
    """Whoever counts the engine's statements hears of this one too."""
    dispatch = engine.get().dispatch
    if dispatch.before_cursor_execute:
        for hear in dispatch.before_cursor_execute:
            hear(None, None, order, numbers, None, False)  # noqa: FBT003  (as the engine itself calls it)


def _open() -> Connection[Any]:
    bound = engine.bound()
    if bound is not None:
        return bound.connection.driver_connection  # type: ignore[return-value]  # psycopg's own
    here = engine.get()
    if _line.connection is None or _line.of is not here or _line.connection.closed:
        args, named = here.dialect.create_connect_args(here.url)
        _line.connection = here.dialect.connect(*args, **named)  # type: ignore[assignment]  # psycopg's own
        _line.of = here
        _line.connection.autocommit = True  # type: ignore[union-attr]  # just assigned
    return _line.connection  # type: ignore[return-value]  # the same


def _hang_up() -> None:
    if _line.connection is not None:
        _line.connection.close()
        _line.connection = None


def _written(function: str, count: int) -> str:
    marks = SQL(", ").join([Placeholder()] * count)
    order = SQL("select * from {}({})").format(Identifier(function), marks).as_string(None)
    _orders[function, count] = order
    return order
