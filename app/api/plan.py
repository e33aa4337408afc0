"""The API slice."""

from app.api import desk, permissions, phrases
from app.api.views import batches, labels, pages, shops, tokens
from app.api.views.ground import blueprint
from app.infra.plan import Slice

ENDPOINTS = (batches, labels, shops, pages)  # importing them puts their endpoints on the blueprint

PLAN = Slice(
    name="api",
    blueprints=(blueprint, tokens.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
)
