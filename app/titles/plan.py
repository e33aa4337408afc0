"""The titles slice."""

from app.infra.plan import Slice
from app.titles import (
    closing,  # noqa: F401  (says what a year that is closed leaves undone)
    desk,
    dues,
    hearings,  # noqa: F401  (reads hearings anew when a region's policy or calendar changes)
    listening,  # noqa: F401  (hears of scores that move)
    on_labels,  # noqa: F401  (says what labels may say of a title)
    on_lists,  # noqa: F401  (says what lists have to say beside a name)
    permissions,
    phrases,
)
from app.titles.views import cases, own, panel, public
from app.titles.views import desk as desk_views

PLAN = Slice(
    name="titles",
    blueprints=(own.blueprint, panel.blueprint, public.blueprint, cases.blueprint, desk_views.blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.STANDINGS, phrases.CASES),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    clocks=phrases.CLOCKS,
)
