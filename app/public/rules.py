"""What a seller is found by, and what is so of a card on a day."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from app.public.terms import CardFacts, ComplaintFact, ListFact
from app.publicity.rules import standing as notice_standing
from app.publicity.terms import NoticeState
from app.titles.rules import overall, standing
from app.titles.terms import Standing

LONGEST_GRAM = 3
COUNT_MAY_WAIT = timedelta(days=1)
LONGEST_WORDS = 60
MOST_GRAMS = 24  # of a query: more would only repeat what the first ones said
USCC_LENGTH = 18
LEAST_OF_A_CODE, SURELY_A_CODE = 4, 10  # no shop is called by ten digits and letters


def folded(text: str) -> str:
    """As compared: full-width made narrow, small letters, no blanks and no marks between words."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in narrow if c.isalnum())


def grams(texts: Iterable[str]) -> list[str]:
    """Every run of one, two and three characters, sorted. Chinese names are asked for by two."""
    found: set[str] = set()
    for text in map(folded, texts):
        for size in range(1, LONGEST_GRAM + 1):
            found.update(text[at : at + size] for at in range(len(text) - size + 1))
    return sorted(found)


def asked_grams(words: str) -> list[str]:
    """What a card must have to hold ``words``: its runs of three, or all of it if it is shorter."""
    text = folded(words[:LONGEST_WORDS])
    size = min(LONGEST_GRAM, len(text))
    runs = [text[at : at + size] for at in range(len(text) - size + 1)] if size else []
    return list(dict.fromkeys(runs))[:MOST_GRAMS]


def asked_code(words: str) -> str | None:
    """The beginning of a credit code, if that is what was typed: four to eighteen digits and capital letters."""
    text = "".join(unicodedata.normalize("NFKC", words).upper().split())
    fits = LEAST_OF_A_CODE <= len(text) <= USCC_LENGTH and text.isascii() and text.isalnum()
    return text if fits and any(c.isdigit() for c in text) else None


def standing_on(card: CardFacts, day: date) -> Standing:
    """What the seller's title is on ``day``: decided where all other pages let it be decided, from the card's facts."""
    newest = standing(card.title.state, card.title.valid_until, day) if card.title else None
    stage = notice_standing(NoticeState.RUNNING, card.notice.ends_on, day) if card.notice else None
    return overall(newest, stage, disputed=is_disputed(card))


def is_disputed(card: CardFacts) -> bool:
    """Said beside a title that holds; where there is none it is the standing itself."""
    return card.disputed or (card.notice is not None and card.notice.disputed)


def complaints_on(card: CardFacts, day: date) -> ComplaintFact:
    """What is counted of its complaints. A seller without any had none up to ``day`` either: one would have been counted."""
    told = card.complaints
    if told.received:
        return told
    return told.model_copy(update={"since": day - (told.until - told.since), "until": day})


def lags(card: CardFacts, day: date) -> bool:
    """Whether its complaints were counted too long ago to be shown: longer than the nightly count takes to come round."""
    return bool(card.complaints.received) and day - card.complaints.until > COUNT_MAY_WAIT


def stands_on(entry: ListFact | None, day: date) -> bool:
    return entry is not None and day <= entry.until
