"""The accounts slice."""

from app.accounts import phrases, views
from app.infra.plan import Slice

PLAN = Slice(name="accounts", blueprints=(views.blueprint,), words=(phrases.WORDS,), errors=phrases.ERRORS)
