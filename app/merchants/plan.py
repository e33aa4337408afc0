"""The merchants slice."""

from app.infra.plan import Slice
from app.merchants import commands, desk, permissions, phrases, views

PLAN = Slice(
    name="merchants",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    commands=(commands.merchants,),
)
