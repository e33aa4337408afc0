"""Pages of the entry slice, by what they are about."""

from flask import Blueprint

blueprint = Blueprint("entry", __name__)

from app.entry.views import account, forgotten, keys, people, proofs  # noqa: E402, F401  (they hang their pages on it)
