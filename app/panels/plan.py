"""The panels slice."""

from app.infra.plan import Slice
from app.panels import (
    bars,  # noqa: F401  (keeps members away from assessments they are tied to)
    closing,  # noqa: F401  (says what keeps a year from being closed)
    desk,
    dues,
    permissions,
    phrases,
)
from app.panels.views import lots, member, sittings

PLAN = Slice(
    name="panels",
    blueprints=(member.blueprint, sittings.blueprint, lots.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
