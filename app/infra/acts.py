"""Pages of one act each, opened when there is nothing to do: from an old tab, an old notice, a second time."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from app.infra.i18n import _


def lead_back(title: str, url: str) -> ResponseReturnValue:
    """Say so before anybody fills in a form for nothing. ``title``: what the page would have done; ``url``: what it is about."""
    flash(_("“%(what)s”现在不用做，或者已经做过了。下面是现在的情况。", what=title), "info")
    return redirect(url, 303)
