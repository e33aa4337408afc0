"""The labels slice."""

from app.infra.plan import Slice
from app.labels import commands, desk, permissions, phrases, sights, views

PLAN = Slice(
    name="labels",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.STANDINGS, phrases.LEDGER),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    counts=desk.counts,
    sights=sights.sights,
    commands=(commands.labels,),
)
