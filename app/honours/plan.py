"""The honours slice."""

from app.honours import desk, dues, permissions, phrases
from app.honours.views import desk as desk_views
from app.honours.views import editions, own
from app.honours.views import public as public_views
from app.infra.plan import Slice

PLAN = Slice(
    name="honours",
    blueprints=(public_views.blueprint, desk_views.blueprint, editions.blueprint, own.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.FALLS),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
