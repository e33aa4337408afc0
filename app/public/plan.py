"""The public slice, above everything but the desk."""

from app.infra.plan import Slice
from app.public import cards, phrases
from app.public.views import site, tag

PLAN = Slice(name="public", blueprints=(site.blueprint, tag.blueprint), words=(phrases.WORDS,))

WRITES = cards.write_touched  # named here so that cards are kept in every program, not only where pages are
