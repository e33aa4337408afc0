"""The licences slice."""

from app.infra.plan import Slice
from app.licences import desk, dues, packs, permissions, phrases, views

PLAN = Slice(
    name="licences",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    packs=packs.packs,
    nav=desk.NAV,
    todos=desk.todos,
    counts=desk.counts,
    dues=dues.dues,
)
