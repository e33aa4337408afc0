"""Pages of the labels slice, by what the person is doing."""

from flask import Blueprint

blueprint = Blueprint("labels", __name__)

from app.labels.views import desk, ledger, outputs, printers  # noqa: E402  (they hang their pages on the blueprint)

__all__ = ["blueprint", "desk", "ledger", "outputs", "printers"]
