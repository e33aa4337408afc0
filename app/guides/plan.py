"""The guides slice."""

from app.guides import commands, desk, packs, permissions, phrases
from app.guides.views import publishing, reading
from app.infra.plan import Slice

PLAN = Slice(
    name="guides",
    blueprints=(reading.blueprint, publishing.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    packs=packs.packs,
    nav=desk.NAV,
    todos=desk.todos,
    commands=(commands.guides,),
)
