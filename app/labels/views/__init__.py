"""Pages of the labels slice, by what the person is doing."""

from flask import Blueprint

blueprint = Blueprint("labels", __name__)

from app.labels.views import (  # noqa: E402  (they hang their pages on the blueprint)
    desk,
    find,
    ledger,
    outputs,
    printers,
    settings,
)

__all__ = ["blueprint", "desk", "find", "ledger", "outputs", "printers", "settings"]
