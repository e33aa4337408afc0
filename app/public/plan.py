"""The public slice, above everything but the desk."""

from app.infra.plan import Slice
from app.public import cards, commands, desk, permissions, phrases
from app.public.views import flagged, own, site, tag

PLAN = Slice(
    name="public",
    blueprints=(site.blueprint, tag.blueprint, flagged.blueprint, own.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    todos=desk.todos,
    counts=desk.counts,
    commands=(commands.cards_group,),
)

WRITES = cards.write_touched  # named here so that cards are kept in every program, not only where pages are
