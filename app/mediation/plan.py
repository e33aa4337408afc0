"""The mediation slice."""

from app.infra.plan import Slice
from app.mediation import desk, dues, permissions, phrases, views

PLAN = Slice(
    name="mediation",
    blueprints=(views.blueprint, views.agreements),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.SHELVES),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
