"""The open data slice."""

from app.infra.plan import Slice
from app.opendata import phrases, service, views

PLAN = Slice(name="opendata", blueprints=views.BLUEPRINTS, words=(phrases.WORDS,), errors=phrases.ERRORS)

FOLLOWS = (
    service.follow
)  # named here so that the cards are followed in every program, not only where pages are
