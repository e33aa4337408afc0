"""What changes a seller's entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.accounts import service as accounts
from app.accounts.models import User
from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes, uscc
from app.merchants import queries, rules
from app.merchants.models import Merchant, StreamRoom
from app.merchants.terms import MerchantAction, MerchantKind, Platform


@dataclass(frozen=True, slots=True)
class Entry:
    """What a seller says of itself. ``rooms`` are (platform, name)."""

    name: str
    uscc: str
    kind: MerchantKind
    contact: str
    address: str
    goods: str
    station_id: int
    park_id: int | None = None
    scopes: tuple[str, ...] = ()
    rooms: tuple[tuple[Platform, str], ...] = ()


def register(entry: Entry, *, by: User, now: datetime) -> Merchant:
    """Take a seller in, and let the person act for it.

    Raises ``uscc.UsccRefused``, ``rules.UsccTaken``, ``rules.ShopExists``.
    """
    if by.merchant_id is not None:
        raise rules.ShopExists
    merchant = enter(entry, by=by, now=now)
    accounts.join_merchant(by, merchant.id)
    return merchant


def enter(entry: Entry, *, by: Actor, now: datetime) -> Merchant:
    """Put a seller on the region's list. Raises ``uscc.UsccRefused``, ``rules.UsccTaken``."""
    code = uscc.read(entry.uscc)
    if queries.by_uscc(code) is not None:
        raise rules.UsccTaken(uscc=code)
    merchant = add(
        Merchant(
            code=codes.fresh(10), uscc=code, name=entry.name, kind=entry.kind, contact=entry.contact,
            address=entry.address, goods=entry.goods, scopes=list(entry.scopes), park_id=entry.park_id,
            station_id=entry.station_id, registered_at=now,
        )
    )  # fmt: skip
    _put_rooms(merchant, entry.rooms)
    audit.record(MerchantAction.REGISTERED, merchant, by=by, now=now, kind=entry.kind.value)
    return merchant


def change(merchant: Merchant, entry: Entry, *, by: Actor, now: datetime) -> None:
    """Bring the entry up to date. The code and the kind stay; they are what the shop is."""
    before = {"name": merchant.name, "address": merchant.address, "goods": merchant.goods}
    merchant.name, merchant.contact = entry.name, entry.contact
    merchant.address, merchant.goods = entry.address, entry.goods
    merchant.park_id, merchant.station_id = entry.park_id, entry.station_id
    for room in list(merchant.rooms):
        Session().delete(room)
    _put_rooms(merchant, entry.rooms)
    audit.record(MerchantAction.CHANGED, merchant, by=by, now=now, before=before)


def set_scopes(merchant: Merchant, scopes: Sequence[str], *, by: Actor, now: datetime) -> None:
    """What the seller sells and does, in the guide's scope codes."""
    if list(scopes) == merchant.scopes:
        return
    audit.record(
        MerchantAction.CHANGED, merchant, by=by, now=now, scopes=list(scopes), before=merchant.scopes
    )
    merchant.scopes = list(scopes)


def _put_rooms(merchant: Merchant, rooms: Sequence[tuple[Platform, str]]) -> None:
    for platform, name in rooms:
        Session().add(StreamRoom(merchant_id=merchant.id, platform=platform, name=name))
    Session().flush()
