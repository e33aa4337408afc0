"""Line icons, written into the page as SVG so that they take the colour of the text beside them.

The files come from the icon package named in ``package.json``; ``tools/assets.json`` lists the ones in use and
set-up copies them below ``app/static/vendor/icons``.
"""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

ICONS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "icons"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
_OPEN = (
    '<svg class="fx-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


@cache
def icon_svg(name: str) -> Markup:
    """The icon as markup that screen readers skip; the words beside it say what it means.

    Empty when the file is not there: a page must not fall over because a picture is missing.

    Raises ``ValueError`` for a name that could not be an icon's (``../secret``).
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of an icon: {name!r}")
    try:
        text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return Markup("")
    found = _BODY.search(text)
    if found is None:
        return Markup("")
    lines = (line.strip() for line in _FRAME.sub("", found.group(1)).splitlines())
    return Markup(_OPEN + "".join(line for line in lines if line) + "</svg>")  # noqa: S704 - our own file, no user's words
