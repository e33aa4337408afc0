"""The statistics slice."""

from app.infra.plan import Slice
from app.statistics import desk, permissions, phrases, views

PLAN = Slice(
    name="statistics",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
)
