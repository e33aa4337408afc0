"""When the database or the disk fails a page for a moment: a sentence, and what was written ready to be sent again.

A form with a key of its own may be sent twice and counts once, so its words come back on a page that sends them again,
whether or not the first time had arrived. Other forms are better looked at first: their page says so.
"""

import logging

import psycopg
from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import InterfaceError, OperationalError, PendingRollbackError

from app.infra import errors, problems, written
from app.infra.room import FULL
from app.infra.watch import asked
from app.settings import Settings

log = logging.getLogger(__name__)
AGAIN_SECONDS = 5
TROUBLES = (
    OperationalError,
    InterfaceError,
    PendingRollbackError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)


def init_away(app: Flask, settings: Settings) -> None:
    for trouble in TROUBLES:
        app.register_error_handler(trouble, _database_away)
    app.register_error_handler(OSError, _disk_trouble)


def _database_away(trouble: Exception) -> ResponseReturnValue:
    log.warning("the database failed %s: %s", asked(), type(trouble).__name__)
    return _page(kept=written.read() if _may_be_sent_again() else None)


def _disk_trouble(trouble: OSError) -> ResponseReturnValue:
    """Too full even to take an upload in. Anything else is a mistake of ours, as before."""
    if trouble.errno not in FULL:
        return errors.unexpected(trouble)
    log.error("no room on the disk at %s", asked())
    return _page(full=True)


def _page(*, full: bool = False, kept: written.Written | None = None) -> ResponseReturnValue:
    errors.on_its_own()
    if problems.are_wanted():
        answer = make_response(problems.answer(503))
    else:
        answer = make_response(render_template("errors/away.html", full=full, written=kept), 503)
    answer.headers["Retry-After"] = str(AGAIN_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_be_sent_again() -> bool:
    """A form of ours with a key that makes it one however often it comes."""
    form = request.form
    return request.method == "POST" and bool(form.get(written.KEY)) and written.TOKEN in form
