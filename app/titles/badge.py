"""The badge: a small picture that says what a seller's title is now."""

from decimal import Decimal

from flask import render_template

from app.infra.i18n import _
from app.infra.phrases import word
from app.titles.terms import TitleState

COLOURS = {
    TitleState.VALID: "#0b6b5d",
    TitleState.SUSPENDED: "#854700",
    TitleState.EXPIRED: "#5b6663",
    TitleState.REVOKED: "#b0241d",
}
NONE = "#5b6663"
CHARACTER, DIGIT, MARGIN = 13, 8, 20


def draw(standing: TitleState | None, score: Decimal | None) -> str:
    """As SVG. The score is shown only while the title holds."""
    if standing is None:
        told = _("未获得称号")
    elif standing is TitleState.VALID and score is not None:
        told = f"{word(standing)} {score:.2f}"
    else:
        told = word(standing)
    width = sum(DIGIT if character.isascii() else CHARACTER for character in told) + MARGIN
    colour = COLOURS[standing] if standing else NONE
    return render_template("titles/badge.svg", told=told, told_width=width, colour=colour)
