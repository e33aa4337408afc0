"""When the database or the disk fails a page for a moment: a sentence, and what was written ready to be sent again.

A form with a key of its own may be sent twice and counts once, so its words come back on a page that sends them again,
whether or not the first time had arrived. Other forms are better looked at first: their page says so.
"""

import logging
import re

import psycopg
from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import InterfaceError, OperationalError, PendingRollbackError

from app.infra import errors, problems
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
KEY, TOKEN = "key", "csrf_token"
NOTHING: dict[str, object] = {"full": False, "pairs": (), "words": (), "file_fields": (), "address": ""}
CHOSEN = re.compile(r"[a-z_]*")  # what a list or a tick sends is no word of hers
NEVER_SHOWN = frozenset({KEY, TOKEN, "altcha", "website", "password"})


def init_away(app: Flask, settings: Settings) -> None:
    for trouble in TROUBLES:
        app.register_error_handler(trouble, _database_away)
    app.register_error_handler(OSError, _disk_trouble)


def _database_away(trouble: Exception) -> ResponseReturnValue:
    log.warning("the database failed %s: %s", asked(), type(trouble).__name__)
    return _page(_sent_again() if _may_be_sent_again() else NOTHING)


def _disk_trouble(trouble: OSError) -> ResponseReturnValue:
    """Too full even to take an upload in. Anything else is a mistake of ours, as before."""
    if trouble.errno not in FULL:
        return errors.unexpected(trouble)
    log.error("no room on the disk at %s", asked())
    return _page({**NOTHING, "full": True})


def _page(shown: dict[str, object]) -> ResponseReturnValue:
    if problems.are_wanted():
        answer = make_response(problems.answer(503))
    else:
        answer = make_response(render_template("errors/away.html", **shown), 503)
    answer.headers["Retry-After"] = str(AGAIN_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_be_sent_again() -> bool:
    """A form of ours, whole, with a key that makes it one however often it comes."""
    return request.method == "POST" and bool(request.form.get(KEY)) and TOKEN in request.form


def _sent_again() -> dict[str, object]:
    pairs = [(name, value) for name, value in request.form.items(multi=True) if name != "password"]
    return {
        **NOTHING,
        "pairs": pairs,
        "words": [value for name, value in pairs if name not in NEVER_SHOWN and not CHOSEN.fullmatch(value)],
        "file_fields": sorted({name for name, one in request.files.items(multi=True) if one.filename}),
        "address": request.full_path.rstrip("?"),
    }
