"""What changes a reading: an upload taken in, looked at by the machine, and used for a licence."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.infra import audit, jobs, storage
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.papers import Paper
from app.infra.scope import Session
from app.kernel import codes
from app.licences import queries, service
from app.licences.models import Licence, Reading
from app.licences.reading.fields import FOR_GOOD, days_in
from app.licences.reading.lines import squeeze
from app.licences.terms import LicenceAction, LicenceJob, ReadField, ReadingState, ReadingTrouble
from app.merchants.models import Merchant

log = logging.getLogger(__name__)
"""Kinds that show a person's identity papers: kept and looked at by people, never read by machine."""


def take_in(merchant: Merchant, kind: str | None, paper: Paper, *, by: Actor, now: datetime) -> Reading:
    """Keep an upload and promise to look at it. The same file again, not yet used, is the same reading."""
    queries.lock_shop(merchant.id)
    known = queries.unused_reading(merchant.id, paper.original_sha256)
    if known is not None:
        known.kind = kind or known.kind
        return known
    kept = service.keep(paper, now=now)
    reading = add(
        Reading(
            code=codes.fresh(12), merchant=merchant, file=kept.file, kind=kind, original_sha256=paper.original_sha256,
            original_id=kept.original_id, pages=paper.pages, uploaded_at=now, uploaded_by=by.audit_name,
        )
    )  # fmt: skip
    audit.record(
        LicenceAction.UPLOADED, reading, by=by, now=now, original_sha256=paper.original_sha256, kind=kind,
    )  # fmt: skip
    jobs.promise(LicenceJob.READ, key=f"licence.read {reading.code}", reading_id=reading.id)
    return reading


def note(reading: Reading, answer: Mapping[str, Any], pages: list[Path], *, now: datetime) -> None:
    """Write down what was seen, once: an answer that comes a second time changes nothing."""
    if not queries.lock_reading(reading) or reading.looked_at is not None:
        return
    reading.pictures = [
        storage.keep(page.read_bytes(), media_type="image/jpeg", name=f"{number}.jpg", now=now).code
        for number, page in enumerate(pages, start=1)
    ]
    reading.fields = dict(answer["fields"])
    reading.trouble = ReadingTrouble(answer["trouble"]) if answer["trouble"] else None
    reading.state = ReadingState.FAILED if reading.trouble else ReadingState.READ
    reading.looked_at = now


def use(reading: Reading, entry: service.Entry, *, by: Actor, now: datetime) -> Licence:
    """Submit a licence with what a person has confirmed. A second click is the same licence.

    Raises ``rules.UsccNeeded``, ``rules.LicenceOver``.
    """
    Session().refresh(reading, ["licence_id"], with_for_update=True)
    if reading.licence_id is not None:
        return Session().get_one(Licence, reading.licence_id)
    paper = service.Kept(reading.file, reading.original_id, reading.original_sha256, reading.pages)
    licence = service.submit_kept(reading.merchant, entry, paper, by=by, now=now)
    if queries.reading_of(licence.id) is None:
        reading.licence_id = licence.id
    else:
        Session().delete(reading)  # the same file a second time
    Session().flush()
    return licence


def drop(reading: Reading, *, by: Actor, now: datetime) -> None:
    """The seller does not want this upload. One that a licence rests on stays."""
    if not queries.lock_reading(reading) or reading.licence_id is not None:
        return
    audit.record(LicenceAction.DROPPED, reading, by=by, now=now, original_sha256=reading.original_sha256)
    Session().delete(reading)


def said(reading: Reading, field: ReadField) -> str:
    """What the machine read there, or nothing."""
    return str(reading.fields.get(field.value, {}).get("text", ""))


def agrees(reading: Reading | None, field: ReadField, written: object) -> bool:
    """Whether a person wrote what the machine read, marks and blanks aside. Nothing read is no difference."""
    read = said(reading, field) if reading else ""
    if field is ReadField.VALID_UNTIL and written is None:
        written = FOR_GOOD
    return not read or _bare(read) == _bare(str(written or ""))


def _bare(text: str) -> str:
    return "".join(char for char in squeeze(text).upper() if char.isalnum())


def proposed(reading: Reading) -> dict[str, Any]:
    """What the confirming form shows at first; a person looks at every line."""
    until = said(reading, ReadField.VALID_UNTIL)
    kind = reading.kind or said(reading, ReadField.KIND) or ""
    return {
        "kind": str(kind), "holder_name": said(reading, ReadField.NAME), "uscc": said(reading, ReadField.USCC),
        "number": said(reading, ReadField.NUMBER), "person": said(reading, ReadField.PERSON),
        "address": said(reading, ReadField.ADDRESS), "scope": said(reading, ReadField.SCOPE),
        "issued_on": _day(said(reading, ReadField.ISSUED_ON)), "valid_until": _day(until), "long_term": until == FOR_GOOD,
    }  # fmt: skip


def _day(text: str) -> date | None:
    return next(iter(days_in(text)), None)
