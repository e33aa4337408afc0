"""Pages of the complaints slice, by who stands before them."""

from flask import Blueprint

blueprint = Blueprint("complaints", __name__)

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
    public,
    receipts,
    recovery,
    region,
    seconds,
)

__all__ = [
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
    "public",
    "receipts",
    "recovery",
    "region",
    "seconds",
]
