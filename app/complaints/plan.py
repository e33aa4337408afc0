"""The complaints slice."""

from app.complaints import desk, permissions, phrases, views
from app.infra.plan import Slice

PLAN = Slice(
    name="complaints",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
)
