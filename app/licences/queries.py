"""Reads of the licences slice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.infra.paging import Page, newest_first, oldest_first
from app.infra.scope import Session
from app.licences.models import Licence
from app.licences.rules import MARKS, best
from app.licences.terms import LicenceKind, LicenceState
from app.merchants.models import Merchant

NEVER_TOLD = 9999


def _whole() -> Select[Licence]:
    return select(Licence).options(joinedload(Licence.merchant), joinedload(Licence.file))


def by_code(code: str) -> Licence | None:
    """With its shop and its file."""
    return Session().scalar(_whole().where(Licence.code == code))


def of_merchant(merchant_id: int) -> Sequence[Licence]:
    """All papers of a shop, newest first."""
    return (
        Session()
        .scalars(select(Licence).where(Licence.merchant_id == merchant_id).order_by(Licence.id.desc()))
        .all()
    )


def waiting(after: int | None = None) -> Page[Licence]:
    """The officers' queue, oldest first, each with its shop."""
    return oldest_first(_whole().where(Licence.state == LicenceState.SUBMITTED), Licence.id, after)


def in_state(state: LicenceState, after: int | None = None) -> Page[Licence]:
    """One page of those in ``state``, newest first, each with its shop."""
    return newest_first(_whole().where(Licence.state == state), Licence.id, after)


def count_waiting() -> int:
    counted = select(func.count(Licence.id)).where(Licence.state == LicenceState.SUBMITTED)
    return Session().scalar(counted) or 0


def states_of(merchant_ids: Sequence[int]) -> Mapping[int, Mapping[LicenceKind, LicenceState]]:
    """Where each shop's kinds stand, in one query. A shop without papers has an empty mapping."""
    found: dict[int, dict[LicenceKind, list[LicenceState]]] = {one: defaultdict(list) for one in merchant_ids}
    rows = Session().execute(
        select(Licence.merchant_id, Licence.kind, Licence.state)
        .where(Licence.merchant_id.in_(merchant_ids))
        .distinct()
    )
    for merchant_id, kind, state in rows:
        found[merchant_id][kind].append(state)
    return {one: {kind: best(kinds[kind]) for kind in sorted(kinds)} for one, kinds in found.items()}


def verified_kinds(merchant_id: int) -> frozenset[LicenceKind]:
    """Kinds of which the shop has one that an officer has confirmed and that is still in force."""
    states = states_of([merchant_id])[merchant_id]
    return frozenset(kind for kind, state in states.items() if state is LicenceState.VERIFIED)


def same_paper(merchant_id: int, kind: LicenceKind, original_sha256: str) -> Licence | None:
    """The same upload, still waiting or already confirmed: a second click, not a second paper."""
    return Session().scalar(
        _whole().where(
            Licence.merchant_id == merchant_id,
            Licence.kind == kind,
            Licence.original_sha256 == original_sha256,
            Licence.state.in_([LicenceState.SUBMITTED, LicenceState.VERIFIED]),
        )
    )


def in_force(merchant_id: int, kind: LicenceKind) -> Sequence[Licence]:
    """The shop's confirmed papers of a kind, oldest first."""
    wanted = select(Licence).where(
        Licence.merchant_id == merchant_id, Licence.kind == kind, Licence.state == LicenceState.VERIFIED
    )
    return Session().scalars(wanted.order_by(Licence.id)).all()


def to_remind_of(today: date) -> Sequence[Licence]:
    """Confirmed papers with a reminder reached and not yet told, the soonest over first."""
    told = func.coalesce(Licence.told_mark, NEVER_TOLD)
    reached = [and_(Licence.valid_until <= today + timedelta(days=mark), told > mark) for mark in MARKS]
    wanted = select(Licence).where(
        Licence.state == LicenceState.VERIFIED, Licence.valid_until >= today, or_(*reached)
    )
    return Session().scalars(wanted.order_by(Licence.valid_until, Licence.id)).all()


def over_by(today: date) -> Sequence[Licence]:
    """Confirmed papers whose last valid day has passed, oldest first."""
    wanted = select(Licence).where(Licence.state == LicenceState.VERIFIED, Licence.valid_until < today)
    return Session().scalars(wanted.order_by(Licence.valid_until, Licence.id)).all()


def lock_shop(merchant_id: int) -> None:
    """One upload a shop at a time, until the commit."""
    Session().execute(select(Merchant.id).where(Merchant.id == merchant_id).with_for_update())
