"""Reads of the licences slice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.infra.counts import Count
from app.infra.paging import Page, newest_first, oldest_first
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.licences.models import Licence, Reading
from app.licences.rules import MARKS, best
from app.licences.terms import LicenceState
from app.merchants.models import Merchant

NEVER_TOLD = 9999
MOST_ENDING = 200


def _whole() -> Select[Licence]:
    return select(Licence).options(joinedload(Licence.merchant), joinedload(Licence.file))


def by_code(code: str) -> Licence | None:
    """With its shop and its file."""
    return Session().scalar(_whole().where(Licence.code == code))


def by_id(licence_id: int) -> Licence | None:
    return Session().get(Licence, licence_id)


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


def unverified() -> Count:
    return Count(
        "licences unverified", select(func.count(Licence.id)).where(Licence.state == LicenceState.SUBMITTED)
    )


def states_of(merchant_ids: Sequence[int]) -> Mapping[int, Mapping[str, LicenceState]]:
    """Where each shop's kinds stand, in one query. A shop without papers has an empty mapping."""
    found: dict[int, dict[str, list[LicenceState]]] = {one: defaultdict(list) for one in merchant_ids}
    rows = Session().execute(
        select(Licence.merchant_id, Licence.kind, Licence.state)
        .where(Licence.merchant_id.in_(merchant_ids))
        .distinct()
    )
    for merchant_id, kind, state in rows:
        found[merchant_id][kind].append(state)
    return {one: {kind: best(kinds[kind]) for kind in sorted(kinds)} for one, kinds in found.items()}


def verified_kinds(merchant_id: int) -> frozenset[str]:
    """Kinds of which the shop has one that an officer has confirmed and that is still in force."""
    states = states_of([merchant_id])[merchant_id]
    return frozenset(kind for kind, state in states.items() if state is LicenceState.VERIFIED)


def same_paper(merchant_id: int, kind: str, original_sha256: str) -> Licence | None:
    """The same upload, still waiting or already confirmed: a second click, not a second paper."""
    return Session().scalar(
        _whole().where(
            Licence.merchant_id == merchant_id,
            Licence.kind == kind,
            Licence.original_sha256 == original_sha256,
            Licence.state.in_([LicenceState.SUBMITTED, LicenceState.VERIFIED]),
        )
    )


def in_force(merchant_id: int, kind: str) -> Sequence[Licence]:
    """The shop's confirmed papers of a kind, oldest first."""
    wanted = select(Licence).where(
        Licence.merchant_id == merchant_id, Licence.kind == kind, Licence.state == LicenceState.VERIFIED
    )
    return Session().scalars(wanted.order_by(Licence.id)).all()


def to_remind_of(today: date, marks: Sequence[int] = MARKS) -> Sequence[Licence]:
    """Confirmed papers with a reminder reached and not yet told, the soonest over first."""
    told = func.coalesce(Licence.told_mark, NEVER_TOLD)
    reached = [and_(Licence.valid_until <= today + timedelta(days=mark), told > mark) for mark in marks]
    wanted = select(Licence).where(
        Licence.state == LicenceState.VERIFIED, Licence.valid_until >= today, or_(*reached)
    )
    return Session().scalars(wanted.order_by(Licence.valid_until, Licence.id)).all()


def over_by(today: date) -> Sequence[Licence]:
    """Confirmed papers whose last valid day has passed, oldest first."""
    wanted = select(Licence).where(Licence.state == LicenceState.VERIFIED, Licence.valid_until < today)
    whole = wanted.options(joinedload(Licence.merchant)).order_by(Licence.valid_until, Licence.id)
    return Session().scalars(whole).all()


def run_out_in(park_id: int) -> int:
    """How many papers of a park's sellers have expired with nothing in force or in wait in their place."""
    newer = aliased(Licence)
    replaced = exists().where(
        newer.merchant_id == Licence.merchant_id,
        newer.kind == Licence.kind,
        newer.state.in_([LicenceState.VERIFIED, LicenceState.SUBMITTED]),
    )
    kinds = (
        select(Licence.merchant_id, Licence.kind)
        .where(Licence.merchant.has(park_id=park_id), Licence.state == LicenceState.EXPIRED, ~replaced)
        .distinct()
    )
    return Session().scalar(select(func.count()).select_from(kinds.subquery())) or 0


def ending_between(
    first: date, last: date, *, merchant_id: int | None = None, park_id: int | None = None
) -> Sequence[Licence]:
    """Confirmed papers whose last valid day is one of these, of one seller or of a park's, with their sellers."""
    wanted = select(Licence).where(
        Licence.state == LicenceState.VERIFIED, Licence.valid_until.between(first, last)
    )
    if merchant_id is not None:
        wanted = wanted.where(Licence.merchant_id == merchant_id)
    if park_id is not None:
        wanted = wanted.where(Licence.merchant.has(park_id=park_id))
    whole = wanted.options(joinedload(Licence.merchant)).order_by(Licence.valid_until, Licence.id)
    return Session().scalars(whole.limit(MOST_ENDING)).all()


def first_waiting() -> Licence | None:
    """The paper that has waited longest."""
    return Session().scalar(
        select(Licence).where(Licence.state == LicenceState.SUBMITTED).order_by(Licence.id).limit(1)
    )


def beside(licence: Licence) -> tuple[Licence | None, Licence | None]:
    """Those that wait just before and just after it in the queue."""
    waits = select(Licence).where(Licence.state == LicenceState.SUBMITTED)
    before = waits.where(Licence.id < licence.id).order_by(Licence.id.desc()).limit(1)
    after = waits.where(Licence.id > licence.id).order_by(Licence.id).limit(1)
    return Session().scalar(before), Session().scalar(after)


def _reading() -> Select[Reading]:
    return select(Reading).options(joinedload(Reading.merchant), joinedload(Reading.file))


def reading_by_code(code: str) -> Reading | None:
    """With its shop and its file."""
    return Session().scalar(_reading().where(Reading.code == code))


def reading_by_id(number: int) -> Reading | None:
    return Session().scalar(_reading().where(Reading.id == number))


def reading_of(licence_id: int) -> Reading | None:
    """What a licence was submitted from, with its shop and its file."""
    return Session().scalar(_reading().where(Reading.licence_id == licence_id))


def unused_reading(merchant_id: int, original_sha256: str) -> Reading | None:
    """The same upload, not yet submitted as a licence."""
    return Session().scalar(
        _reading()
        .where(
            Reading.merchant_id == merchant_id,
            Reading.original_sha256 == original_sha256,
            Reading.licence_id.is_(None),
        )
        .order_by(Reading.id.desc())
        .limit(1)
    )


def unused_readings(merchant_id: int) -> Sequence[Reading]:
    """The shop's uploads that nobody has confirmed yet, newest first."""
    wanted = select(Reading).where(Reading.merchant_id == merchant_id, Reading.licence_id.is_(None))
    return Session().scalars(wanted.order_by(Reading.id.desc()).limit(10)).all()


def lock_reading(reading: Reading) -> bool:
    """The reading as it is now, until the commit; False if it has been dropped."""
    wanted = _reading().where(Reading.id == reading.id).with_for_update(of=Reading)
    return Session().scalar(wanted.execution_options(populate_existing=True)) is not None


def page_picture(reading: Reading, number: int) -> StoredFile | None:
    """The picture of a page, counted from 1; the upload itself if it is a picture that needed no turning."""
    if 0 < number <= len(reading.pictures):
        return Session().scalar(select(StoredFile).where(StoredFile.code == reading.pictures[number - 1]))
    is_picture = reading.file.media_type.startswith("image/")
    return reading.file if number == 1 and is_picture and not reading.pictures else None


def lock_shop(merchant_id: int) -> None:
    """One upload a shop at a time, until the commit."""
    Session().execute(select(Merchant.id).where(Merchant.id == merchant_id).with_for_update())
