"""Pages of the reports slice, by who stands before them."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)

from app.reports.views import desk, follow, hotline, public  # noqa: E402  (they hang their pages on the blueprint)

__all__ = ["blueprint", "desk", "follow", "hotline", "public"]
