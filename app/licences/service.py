"""What changes a licence."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.models import User
from app.infra import audit, storage
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.papers import Paper
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.kernel import codes
from app.kernel.clock import local_day
from app.licences import kind_queries, news, queries, rules
from app.licences.models import Licence
from app.licences.terms import LicenceAction, LicenceState
from app.merchants.models import Merchant


@dataclass(frozen=True, slots=True)
class Entry:
    """What the seller confirms of the paper. ``uscc`` is compact; no ``valid_until`` is 长期."""

    kind: str
    number: str
    holder_name: str
    uscc: str | None = None
    valid_until: date | None = None
    person: str | None = None
    address: str | None = None
    scope: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that is stored already: what is shown, and the bytes as they came."""

    file: StoredFile
    original_id: int | None
    original_sha256: str
    pages: int


def keep(paper: Paper, *, now: datetime) -> Kept:
    """Store a paper and its original; one file where the two are the same."""
    file = storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now)
    if paper.original_sha256 == file.sha256:
        return Kept(file, file.id, paper.original_sha256, paper.pages)
    original = storage.keep(paper.original, media_type=paper.original_type, name=paper.name, now=now)
    return Kept(file, original.id, paper.original_sha256, paper.pages)


def submit(merchant: Merchant, entry: Entry, paper: Paper, *, by: Actor, now: datetime) -> Licence:
    """Take a paper in for an officer to look at. The same file again is the same licence.

    A credit code that is not the shop's is kept as written, so that it can be seen; it cannot be verified.
    Raises ``rules.UsccNeeded``, ``rules.LicenceOver``.
    """
    rules.check_entry(entry.kind, entry.uscc, entry.valid_until, local_day(now))
    return submit_kept(merchant, entry, keep(paper, now=now), by=by, now=now)


def submit_kept(merchant: Merchant, entry: Entry, paper: Kept, *, by: Actor, now: datetime) -> Licence:
    """The same for a paper that is stored already."""
    rules.check_entry(entry.kind, entry.uscc, entry.valid_until, local_day(now))
    queries.lock_shop(merchant.id)
    known = queries.same_paper(merchant.id, entry.kind, paper.original_sha256)
    if known is not None:
        return known
    licence = add(
        Licence(
            code=codes.fresh(12), merchant=merchant, file=paper.file, kind=entry.kind, number=entry.number,
            holder_name=entry.holder_name, uscc=entry.uscc, valid_until=entry.valid_until,
            person=entry.person, address=entry.address, scope=entry.scope, issued_on=entry.issued_on,
            original_sha256=paper.original_sha256, original_id=paper.original_id, pages=paper.pages, submitted_at=now, submitted_by=by.audit_name,
        )
    )  # fmt: skip
    audit.record(
        LicenceAction.SUBMITTED, licence, by=by, now=now,
        kind=str(entry.kind), original_sha256=paper.original_sha256, shop=merchant.audit_label,
    )  # fmt: skip
    return licence


def verify(licence: Licence, *, number: str, valid_until: date | None, by: User, now: datetime) -> None:
    """Confirm a paper with the number and the last day as the officer reads them.

    Raises ``rules.MoveRefused``, ``rules.UsccDiffers``, ``rules.LicenceOver``.
    """
    _lock(licence)
    rules.check_move(licence.state, LicenceState.VERIFIED)
    if rules.uscc_differs(licence.uscc, licence.merchant.uscc):
        raise rules.UsccDiffers(written=licence.uscc, shops=licence.merchant.uscc)
    rules.check_in_force(valid_until, local_day(now))
    before = {"number": licence.number, "valid_until": licence.valid_until}
    licence.number, licence.valid_until, licence.told_mark = number, valid_until, None
    _decide(licence, LicenceState.VERIFIED, by=by, now=now)
    audit.record(
        LicenceAction.VERIFIED, licence, by=by, now=now,
        number=number, valid_until=valid_until, before=before,
    )  # fmt: skip
    alone = kind_queries.current().is_one_a_shop(licence.kind)
    for old in queries.in_force(licence.merchant_id, licence.kind):
        if rules.takes_the_place_of(licence, old, one_a_shop=alone):
            old.state = LicenceState.REPLACED
            audit.record(LicenceAction.REPLACED, old, by=by, now=now, by_licence=licence.code)
    news.verified(licence, now=now)


def reject(licence: Licence, *, reason: str, by: User, now: datetime) -> None:
    """Send a paper back with a reason the seller can act on. Raises ``rules.MoveRefused``."""
    _lock(licence)
    rules.check_move(licence.state, LicenceState.REJECTED)
    licence.reason = reason
    _decide(licence, LicenceState.REJECTED, by=by, now=now)
    audit.record(LicenceAction.REJECTED, licence, by=by, now=now, reason=reason)
    news.rejected(licence, now=now)


def remind(*, now: datetime) -> int:
    """Tell sellers which papers run out, each mark once; how many were told."""
    today, told, marks = local_day(now), 0, kind_queries.current().reminders
    for licence in queries.to_remind_of(today, marks):
        mark = rules.mark_due(licence.valid_until, today, licence.told_mark, marks)
        if mark is not None:
            licence.told_mark = mark
            news.running_out(licence, mark=mark, today=today, now=now)
            told += 1
    return told


def expire(*, by: Actor, now: datetime) -> int:
    """Close papers whose last valid day has passed, and tell their sellers; how many."""
    over = queries.over_by(local_day(now))
    for licence in over:
        rules.check_move(licence.state, LicenceState.EXPIRED)
        licence.state = LicenceState.EXPIRED
        audit.record(LicenceAction.EXPIRED, licence, by=by, now=now, valid_until=licence.valid_until)
        news.expired(licence, now=now)
    return len(over)


def _lock(licence: Licence) -> None:
    """The state as it is now, not as the page saw it; a second officer waits here."""
    Session().refresh(licence, ["state"], with_for_update=True)


def _decide(licence: Licence, state: LicenceState, *, by: User, now: datetime) -> None:
    licence.state, licence.decided_at, licence.decided_by = state, now, by.audit_name
