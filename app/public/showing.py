"""What a shop shows of itself on its public page: its choice, and taken back as easily."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.public.models import Showing
from app.public.terms import ShowingAction, Shown


def shown_by(merchant_id: int) -> dict[Shown, Showing]:
    rows = Session().scalars(select(Showing).where(Showing.merchant_id == merchant_id))
    return {one.what: one for one in rows}


def choose(merchant_id: int, wanted: Collection[Shown], *, by: User, now: datetime) -> bool:
    """From now on this and nothing else. The same choice again changes nothing; False then."""
    Session().get_one(Merchant, merchant_id, with_for_update=True)  # two clicks choose once
    there = shown_by(merchant_id)
    new, gone = [one for one in wanted if one not in there], [one for one in there if one not in wanted]
    for what in new:
        made = add(Showing(merchant_id=merchant_id, what=what, since=now, by_name=by.name))
        audit.record(ShowingAction.SHOWN, made, by=by, now=now, merchant_id=merchant_id)
    for what in gone:
        audit.record(ShowingAction.TAKEN_BACK, there[what], by=by, now=now, merchant_id=merchant_id)
        Session().delete(there[what])
    Session().flush()
    return bool(new or gone)
