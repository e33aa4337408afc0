"""The complaints slice."""

from app.complaints import commands, desk, dues, packs, permissions, phrases, views
from app.infra.plan import Slice

PLAN = Slice(
    name="complaints",
    blueprints=views.BLUEPRINTS,
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.PRIVACY),
    errors=phrases.ERRORS,
    clocks=phrases.CLOCKS,
    packs=packs.packs,
    nav=desk.NAV,
    todos=desk.todos,
    counts=desk.counts,
    dues=dues.dues,
    commands=(commands.receipts,),
)
