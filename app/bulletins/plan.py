"""The bulletins slice."""

from app.bulletins import desk, permissions, phrases
from app.bulletins.views import desk as desk_views
from app.bulletins.views import public as public_views
from app.infra.plan import Slice

PLAN = Slice(
    name="bulletins",
    blueprints=(public_views.blueprint, desk_views.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
)
