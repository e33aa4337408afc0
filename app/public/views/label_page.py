"""The page of a genuine label: drawn once for as long as everything it tells stays the same, letter for letter.

What it tells is read anew at every scan. The drawing is kept under the very rows that the database gave, with the day and
the language; change one letter of them and it is drawn again. Only the label's own number is put in each time.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, render_template, url_for

from app.infra import cookies
from app.infra.i18n import COOKIE, LANGUAGES
from app.infra.templates import in_words
from app.labels.token import grouped
from app.public import rules
from app.public.pieces import Pieces, cut
from app.public.tags import Known
from app.public.terms import CardFacts

DRAWN = 2_048  # pages kept; a page is some ten kilobytes
BLANK = "7" * 20  # stands where the number of the label will be; no word of the page looks like it
MARKS = (BLANK.encode(), grouped(BLANK).encode())


def filled_with(written: str) -> dict[bytes, bytes]:
    return {MARKS[0]: written.encode(), MARKS[1]: grouped(written).encode()}


def page_of(app: Flask, known: Known, card: CardFacts, language: str) -> Pieces:
    """The page in pieces; inside a request or outside. ``card``: the known one, or one made up for the moment."""
    minute = (
        f"{known.now:%H:%M}" if known.region.is_demo else ""
    )  # the demo county's clock stands on the page
    spoken = language if language in LANGUAGES else "zh"
    key = (
        *known.rows,
        known.today.isoformat(),
        minute,
        "" if card is known.card else card.model_dump_json(),
        spoken,
    )
    return _drawn(app, key, _Aside(known, card))


class _Aside:
    """Carries what is drawn past the cache: what counts is the key, so all of these are equal."""

    __slots__ = ("card", "known")

    def __init__(self, known: Known, card: CardFacts) -> None:
        self.known, self.card = known, card

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Aside)

    def __hash__(self) -> int:
        return 1


@lru_cache(maxsize=DRAWN)
def _drawn(app: Flask, key: tuple[str, ...], aside: _Aside) -> Pieces:
    """In a request of its own, a stranger's: nothing of whoever happens to ask first gets onto the page."""
    with app.test_request_context(
        f"/Q/{BLANK}", headers={"Cookie": f"{cookies.named(COOKIE, app)}={key[-1]}"}
    ):
        return cut(render_template("public/tag.html", **_told(aside.known, aside.card)).encode(), *MARKS)


def forget() -> None:
    """Whatever was drawn is drawn again."""
    _drawn.cache_clear()


def _told(known: Known, card: CardFacts) -> dict[str, Any]:
    region = known.region
    return {
        "card": card,
        "title": card.title,
        "complaints": rules.complaints_on(card, known.today),
        "standing": rules.standing_on(card, known.today),
        "disputed": rules.is_disputed(card),
        "notice_url": url_for("public_notices.show", region_code=region.code, code=card.notice.code)
        if card.notice
        else None,
        "black": card.black if rules.stands_on(card.black, known.today) else None,
        "shown": grouped(BLANK),
        "region": in_words(region),
        "region_code": region.code,
        "public_home_url": url_for("public.county", region_code=region.code),
        "demo_clock": known.now if region.is_demo else None,
        "complain_url": url_for("complaints.start", region_code=region.code, token=BLANK),
        "review_url": url_for("assessments.consumer_form", region_code=region.code, token=BLANK),
        "seller_url": url_for("public.merchant", region_code=region.code, code=card.code),
    }
