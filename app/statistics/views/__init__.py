"""Pages of the statistics slice."""

from flask import Blueprint

blueprint = Blueprint("statistics", __name__)

from app.statistics.views import exports, figures  # noqa: E402  (they hang their pages on the blueprint)

__all__ = ["blueprint", "exports", "figures"]
