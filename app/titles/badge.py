"""The badge: a small picture that says what a seller's title is now."""

from decimal import Decimal

from flask import render_template

from app.infra.phrases import word
from app.titles.terms import Standing

GREY = "#5b6663"
COLOURS = {
    Standing.NONE: GREY,
    Standing.ON_NOTICE: "#1d5a8a",
    Standing.NOTICE_OVER: "#854700",
    Standing.DISPUTED: "#854700",
    Standing.VALID: "#0b6b5d",
    Standing.SUSPENDED: "#854700",
    Standing.EXPIRED: GREY,
    Standing.REVOKED: "#b0241d",
}
CHARACTER, DIGIT, MARGIN = 13, 8, 20


def draw(standing: Standing, score: Decimal | None, *, disputed: bool = False) -> str:
    """As SVG. The score is shown only while the title holds; ``disputed`` is said beside a title that holds."""
    told = word(standing)
    if standing is Standing.VALID and score is not None:
        told = f"{told} {score:.2f}"
    if disputed and standing is not Standing.DISPUTED:
        told = f"{told} · {word(Standing.DISPUTED)}"
    width = sum(DIGIT if character.isascii() else CHARACTER for character in told) + MARGIN
    return render_template("titles/badge.svg", told=told, told_width=width, colour=COLOURS[standing])
