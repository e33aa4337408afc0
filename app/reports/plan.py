"""The reports slice."""

from itertools import chain

from app.infra import retention, told
from app.infra.plan import Slice
from app.reports import desk, dues, permissions, phrases, views

PLAN = Slice(
    name="reports",
    blueprints=(views.blueprint,),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    packs=lambda: chain(retention.packs_of_register(), told.packs_of_words()),
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
