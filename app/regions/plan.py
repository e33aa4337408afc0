"""The region slice."""

from app.infra.plan import Slice
from app.regions import commands, desk, packs, permissions, phrases, policy_views, views

PLAN = Slice(
    name="regions",
    blueprints=(views.blueprint, policy_views.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    packs=packs.packs,
    nav=desk.NAV,
    commands=(commands.workdays,),
)
