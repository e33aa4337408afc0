"""The entry slice."""

from app.entry import desk, permissions, phrases, views
from app.infra.plan import Slice

PLAN = Slice(
    name="entry",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    around=desk.around,
)
