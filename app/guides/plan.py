"""The guides slice."""

from app.guides import commands, desk, packs, permissions, phrases, views
from app.infra.plan import Slice

PLAN = Slice(
    name="guides",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    packs=packs.packs,
    nav=desk.NAV,
    commands=(commands.guides,),
)
