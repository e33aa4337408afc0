"""Whom a complaint is about: told by the parcel's label, or chosen from the region's sellers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from app.complaints.terms import Channel
from app.labels import lookup
from app.labels.terms import Standing
from app.merchants import queries as merchants
from app.merchants.models import Merchant

LEAST_WORDS = 2
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """The seller, and how sure we are that a parcel of its was scanned."""

    merchant: Merchant
    channel: Channel = Channel.PUBLIC
    label_batch_id: int | None = None
    label_serial: int | None = None


def of_request() -> Origin | None:
    """By ``token`` or ``merchant`` of the address. A voided label still names its seller, but vouches for nothing."""
    if told := request.args.get("token", ""):
        return _of_token(told)
    merchant = merchants.by_code(request.args.get("merchant", ""))
    return Origin(merchant) if merchant else None


def _of_token(token: str) -> Origin | None:
    found = lookup.look_up(token)
    if found.batch is None:
        return None
    if found.standing is not Standing.GENUINE:
        return Origin(found.batch.merchant)
    return Origin(found.batch.merchant, Channel.QR, found.batch.id, found.serial)


def matches(words: str) -> Sequence[Merchant]:
    """Sellers by name or code; one letter finds nobody."""
    if len(words) < LEAST_WORDS:
        return ()
    plain = words.replace("%", "").replace("_", "")
    return merchants.page_of(words=plain).rows[:MOST_SHOWN] if plain else ()
