"""Which seller a public form is about, and which parcel vouches for that."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.labels import lookup
from app.labels.terms import Standing
from app.merchants import queries as merchants
from app.merchants.models import Merchant

LEAST_WORDS = 2
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Source:
    """The seller; ``parcel`` (batch and serial) only if a genuine label was scanned."""

    merchant: Merchant
    parcel: tuple[int, int] | None = None


def of_address(token: str, code: str) -> Source | None:
    """By the label's ``token`` or the seller's ``code``. A voided label still names its seller, but vouches for nothing."""
    if token:
        found = lookup.look_up(token)
        if found.batch is None:
            return None
        genuine = found.standing is Standing.GENUINE and found.serial is not None
        return Source(found.batch.merchant, (found.batch.id, found.serial or 0) if genuine else None)
    merchant = merchants.by_code(code)
    return Source(merchant) if merchant else None


def matches(words: str) -> Sequence[Merchant]:
    """Sellers by name or code; one letter finds nobody."""
    if len(words) < LEAST_WORDS:
        return ()
    plain = words.replace("%", "").replace("_", "")
    return merchants.page_of(words=plain).rows[:MOST_SHOWN] if plain else ()
