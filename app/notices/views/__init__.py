"""Pages of the notices slice: the inbox, where to be told besides, and what left the house."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)
deliveries_blueprint = Blueprint("deliveries", __name__)

from app.notices.views import contacts, deliveries, inbox  # noqa: E402  (they hang their pages on the blueprints)

__all__ = ["blueprint", "contacts", "deliveries", "deliveries_blueprint", "inbox"]
