"""The notices slice."""

from app.infra.plan import Slice
from app.notices import desk, permissions, phrases, views

PLAN = Slice(
    name="notices",
    blueprints=(views.blueprint, views.deliveries_blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    counts=desk.counts,
    around=desk.around,
)
