"""Pages of the complaints slice, by who stands before them."""

from flask import Blueprint

blueprint = Blueprint("complaints", __name__)
requests = Blueprint("assistance", __name__)
wordings = Blueprint("wordings", __name__)
office_settings = Blueprint("complaint_settings", __name__)
BLUEPRINTS = (blueprint, requests, wordings, office_settings)

from app.complaints.views import (  # noqa: E402  (they hang their pages on the blueprint)
    after,
    assistance,
    bureau,
    desk,
    follow,
    handing,
    joined,
    mine,
    office,
    privacy,
    public,
    receipts,
    recovery,
    region,
    seconds,
)

__all__ = [
    "BLUEPRINTS",
    "after",
    "assistance",
    "blueprint",
    "bureau",
    "desk",
    "follow",
    "handing",
    "joined",
    "mine",
    "office",
    "privacy",
    "public",
    "receipts",
    "recovery",
    "region",
    "seconds",
]
