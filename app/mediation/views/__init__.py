"""Pages of the mediation slice: the table for who has an account, for the consumer, and the agreement for anyone."""

from flask import Blueprint

blueprint = Blueprint("mediation", __name__)
agreements = Blueprint("agreements", __name__)

from app.mediation.views import consumer, desk, lists, public  # noqa: E402  (they hang their pages on the blueprints)

__all__ = ["agreements", "blueprint", "consumer", "desk", "lists", "public"]
