"""The rights slice."""

from app.infra.plan import Slice
from app.rights import (
    closing,  # noqa: F401  (says what keeps a year from being closed)
    desk,
    dues,
    permissions,
    phrases,
)
from app.rights.views import desk as desk_views
from app.rights.views import own

PLAN = Slice(
    name="rights",
    blueprints=(own.blueprint, desk_views.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
