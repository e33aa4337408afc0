"""The cards: put together from what every slice below knows, and kept right in the transaction that changes any of it.

Whoever changes a seller, a title, an entry of a list, a complaint or a self-check leaves its mark in the session; the
last step of the unit of work writes the cards of the marked sellers again. So a revoked title shows the moment it is
revoked. What time alone changes is asked of the facts by the day (``rules.standing_on``) or counted anew by a nightly chore.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as OrmSession

from app.complaints import queries as complaints
from app.complaints.figures import Counts
from app.complaints.models import Complaint
from app.honours import queries as honours
from app.honours.models import HonourEntry, HonourList
from app.honours.terms import ListKind
from app.infra import clock
from app.infra.db import before_each_commit, this_region
from app.infra.scope import Session, fresh_eyes
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant, StreamRoom
from app.public import rules
from app.public.models import MerchantCard
from app.public.terms import CardFacts, ComplaintFact, ListFact, NoticeFact, Room, TitleFact
from app.regions.models import Organisation
from app.rights.models import Claim
from app.selfchecks import queries as selfchecks
from app.selfchecks.models import SelfCheck
from app.titles import changes
from app.titles import queries as titles
from app.titles.models import Title
from app.titles.queries import TitleStanding

COUNTED = timedelta(days=365)
LOCK, CHUNK = 7_020, 500
_TOUCHED, _PLACES = "public.touched", "public.places"
_ENTERED, _TOLD_OF = "public.entered", "public.told_of"
OF_A_SELLER = (StreamRoom, Title, HonourEntry, Complaint, Claim)


@event.listens_for(OrmSession, "after_flush")
def _mark(session: OrmSession, _context: object) -> None:
    """Remember whose card the flushed rows stand on."""
    touched: set[int] = session.info.setdefault(_TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Merchant):
            touched.add(row.id)
            if row in session.new:
                session.info.setdefault(_ENTERED, set()).add(row.id)
        elif isinstance(row, OF_A_SELLER) or (isinstance(row, SelfCheck) and row.submitted_at):
            touched.add(row.merchant_id)
            if not isinstance(row, StreamRoom):
                session.info.setdefault(_TOLD_OF, set()).add(row.merchant_id)
        elif isinstance(row, Organisation | HonourList):
            session.info.setdefault(_PLACES, set()).add((type(row), row.id))


@changes.watch
def _mark_sellers(merchant_ids: frozenset[int]) -> None:
    """A title or a notice about these changed, perhaps by way of rows that name no seller."""
    for what in (_TOUCHED, _TOLD_OF):
        Session().info.setdefault(what, set()).update(merchant_ids)


@before_each_commit
def write_touched() -> None:
    """The last step of a unit of work: the cards of every seller it touched."""
    session = Session()
    touched: set[int] = session.info.pop(_TOUCHED, set())
    touched |= _sellers_of(session.info.pop(_PLACES, set()))
    entered = session.info.pop(_ENTERED, set()) - session.info.pop(_TOLD_OF, set())
    if touched:
        write(touched, now=clock.now(), entered=entered)


def write(
    merchant_ids: Collection[int],
    *,
    now: datetime,
    even_if_same: bool = False,
    entered: Collection[int] = (),
) -> None:
    """Put these sellers' cards together anew, one writer at a time in a region; what did not change stays as it is.

    ``entered``: those that this very unit of work has put on the region's list. They have nothing yet but themselves.
    """
    Session().execute(select(func.pg_advisory_xact_lock(LOCK, this_region())))
    with fresh_eyes():  # others may have committed since this session read what it remembers
        made = facts_of(merchant_ids, now=now, entered=entered)
        rows = {one.id: row_of(one, facts) for one, facts in made.items()}
        kept = _digests(rows)
        _keep([row for of, row in rows.items() if even_if_same or kept.get(of) != row["digest"]])
        for follow in _followers:
            follow({one.id: facts for one, facts in made.items()}, now)


Follower = Callable[[Mapping[int, CardFacts], datetime], None]
_followers: list[Follower] = []


def followed_by(follower: Follower) -> Follower:
    """For slices above: called in the same transaction with every card that was put together anew, changed or not."""
    _followers.append(follower)
    return follower


def facts_of(
    merchant_ids: Collection[int], *, now: datetime, entered: Collection[int] = ()
) -> dict[Merchant, CardFacts]:
    """What everybody may know of these sellers. As many queries for one as for five hundred; of those just entered, few."""
    ids, today = [one for one in merchant_ids if one not in entered], local_day(now)
    history, told = (titles.histories_of(ids), titles.standings(ids, today)) if ids else ({}, {})
    red, black = (
        honours.standing_of(kind, ids, today) if ids else {} for kind in (ListKind.RED, ListKind.BLACK)
    )
    counts = complaints.counts_of(ids, now - COUNTED) if ids else {}
    checked = selfchecks.latest_results(ids) if ids else {}
    return {
        one: CardFacts(
            code=one.code, uscc=one.uscc, name=one.name, kind=one.kind, goods=one.goods,
            park=one.park.name if one.park else None, station=one.station.name,
            rooms=tuple(Room(platform=room.platform, name=room.name) for room in one.rooms),
            registered_on=local_day(one.registered_at),
            title=_title(history[one.id][0]) if one.id in history else None,
            earlier=tuple(_title(title) for title in history.get(one.id, ())[1:]),
            notice=_notice(told.get(one.id)), disputed=one.id in told and told[one.id].disputed,
            red=_entry(red.get(one.id)), black=_entry(black.get(one.id)),
            complaints=_counted(counts.get(one.id, Counts()), now),
            selfcheck_on=_submitted_on(checked.get(one.id)),
        )
        for one in merchants.by_ids(list(merchant_ids))
    }  # fmt: skip


def card_of(merchant_id: int, *, now: datetime) -> CardFacts:
    """One seller's card, put together here and now and kept nowhere."""
    return next(iter(facts_of([merchant_id], now=now).values()))


def row_of(merchant: Merchant, facts: CardFacts) -> dict[str, Any]:
    """The card's row. The day through which was counted is no change by itself."""
    searched = [facts.name, *(room.name for room in facts.rooms)]
    said = facts.model_dump(mode="json")
    undated = {**said, "complaints": {**said["complaints"], "since": None, "until": None}}
    return {
        "merchant_id": merchant.id, "region_id": this_region(), "code": facts.code, "uscc": facts.uscc,
        "name": facts.name, "kind": facts.kind, "park_id": merchant.park_id,
        "standing": rules.standing_on(facts, facts.complaints.until),
        "title_until": facts.title.valid_until if facts.title else None,
        "red_until": facts.red.until if facts.red else None,
        "black_until": facts.black.until if facts.black else None,
        "received": facts.complaints.received, "counted_on": facts.complaints.until,
        "words": "\n".join(map(rules.folded, searched)), "grams": rules.grams(searched), "facts": said,
        "digest": hashlib.sha256(json.dumps(undated, sort_keys=True).encode()).hexdigest()[:32],
    }  # fmt: skip


def renew(now: datetime, most: int = 5_000) -> int:
    """Chore: cards that are missing, and cards whose complaints were not counted to the end of yesterday.

    Some of them at a time, oldest first; how many were written.
    """
    today = local_day(now)
    missing = merchants.without(MerchantCard.merchant_id, most)
    old = select(MerchantCard.merchant_id).where(MerchantCard.received > 0, MerchantCard.counted_on < today)
    stale = Session().scalars(old.order_by(MerchantCard.counted_on).limit(most)).all()
    wanted = list(dict.fromkeys([*missing, *stale]))[:most]
    for begin in range(0, len(wanted), CHUNK):
        write(wanted[begin : begin + CHUNK], now=now, even_if_same=True)
    return len(wanted)


def _keep(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    new = insert(MerchantCard).values(rows)
    changed = {name: new.excluded[name] for name in rows[0] if name not in ("merchant_id", "region_id")}
    Session().execute(new.on_conflict_do_update(index_elements=[MerchantCard.merchant_id], set_=changed))


def _digests(merchant_ids: Iterable[int]) -> dict[int, str]:
    wanted = select(MerchantCard.merchant_id, MerchantCard.digest)
    return dict(
        Session().execute(wanted.where(MerchantCard.merchant_id.in_(list(merchant_ids)))).tuples().all()
    )


def _sellers_of(places: Collection[tuple[type, int]]) -> set[int]:
    """Whose cards name these offices, or stand on these editions."""
    offices = [key for kind, key in places if kind is Organisation]
    editions = [key for kind, key in places if kind is HonourList]
    found: set[int] = set()
    if offices:
        here = Merchant.park_id.in_(offices) | Merchant.station_id.in_(offices)
        found.update(Session().scalars(select(Merchant.id).where(here)))
    if editions:
        there = select(HonourEntry.merchant_id).where(HonourEntry.edition_id.in_(editions))
        found.update(Session().scalars(there))
    return found


def _title(title: Title) -> TitleFact:
    return TitleFact(
        number=title.number, state=title.state, score=title.score, awarded_on=title.awarded_on,
        valid_until=title.valid_until, suspended_at=title.suspended_at, revoked_at=title.revoked_at, ground=title.ground,
    )  # fmt: skip


def _notice(told: TitleStanding | None) -> NoticeFact | None:
    if told is None or told.notice is None:
        return None
    return NoticeFact(code=told.notice.code, ends_on=told.notice.ends_on, disputed=told.disputed)


def _entry(entry: HonourEntry | None) -> ListFact | None:
    if entry is None:
        return None
    return ListFact(
        until=entry.until, since=entry.edition.published_on, grounds=entry.grounds, source_number=entry.source_number,
        source_on=entry.source_on, source_url=entry.source_url, source_kind=entry.source_kind,
    )  # fmt: skip


def _counted(counts: Counts, now: datetime) -> ComplaintFact:
    return ComplaintFact(
        since=local_day(now - COUNTED), until=local_day(now), received=counts.received, answered=counts.answered,
        answered_in_time=counts.answered_in_time, ended=dict(counts.ended),
    )  # fmt: skip


def _submitted_on(selfcheck: SelfCheck | None) -> date | None:
    return local_day(selfcheck.submitted_at) if selfcheck and selfcheck.submitted_at else None
