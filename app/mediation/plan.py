"""The mediation slice."""

from app.infra.plan import Slice
from app.mediation import desk, permissions, phrases, views

PLAN = Slice(
    name="mediation",
    blueprints=(views.blueprint, views.agreements),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    todos=desk.todos,
    clocks=phrases.CLOCKS,
)
