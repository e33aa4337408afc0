"""The publicity slice."""

from app.infra.plan import Slice
from app.publicity import (
    closing,  # noqa: F401  (says what keeps a year from being closed)
    desk,
    dues,
    permissions,
    phrases,
)
from app.publicity.views import desk as desk_views
from app.publicity.views import follow as follow_views
from app.publicity.views import public as public_views

PLAN = Slice(
    name="publicity",
    blueprints=(public_views.blueprint, follow_views.blueprint, desk_views.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
