"""Pages of the complaints slice, by who stands before them."""

from flask import Blueprint

blueprint = Blueprint("complaints", __name__)

from app.complaints.views import bureau, desk, follow, public  # noqa: E402  (they hang their pages on the blueprint)

__all__ = ["blueprint", "bureau", "desk", "follow", "public"]
