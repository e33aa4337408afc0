"""The reports slice."""

from app.infra import retention
from app.infra.plan import Slice
from app.reports import desk, permissions, phrases, views

PLAN = Slice(
    name="reports",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    packs=retention.packs_of_register,
    nav=desk.NAV,
    todos=desk.todos,
    clocks=phrases.CLOCKS,
)
