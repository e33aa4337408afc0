"""The honours slice."""

from app.honours import desk, dues, permissions, phrases
from app.honours.views import desk as desk_views
from app.honours.views import editions, own, repairs
from app.honours.views import public as public_views
from app.infra.plan import Slice

PLAN = Slice(
    name="honours",
    blueprints=(
        public_views.blueprint,
        desk_views.blueprint,
        editions.blueprint,
        repairs.blueprint,
        own.blueprint,
    ),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.STAGES, phrases.FALLS),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    counts=desk.counts,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
