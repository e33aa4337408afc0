"""How long personal things are kept: one register, by class, with the reason. Chores carry it out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.infra import packs
from app.infra.packs import Pack, read_yaml

FAMILY, NAME, YEAR = (
    "retention",
    "holdings",
    2026,
)  # another name than the release before reads: it knows other fields


class Kept(StrEnum):
    """A class of things that are kept for a time."""

    COMPLAINT_CONTACT = "complaint_contact"
    COMPLAINT_FILES = "complaint_files"
    COMPLAINT_CASE = "complaint_case"
    RECOVERY = "recovery"
    SENT_WORDS = "sent_words"
    REPORT_CONTACT = "report_contact"
    REPORT_CASE = "report_case"
    OBJECTOR = "objector"
    GUARD = "guard"
    REVIEW_MARKS = "review_marks"
    SCANS = "scans"
    ACCOUNT = "account"
    SESSIONS = "sessions"
    SIGN_IN_MARKS = "sign_in_marks"
    LINKS = "links"
    DECLARED_TIES = "declared_ties"
    NAMES_OF_RECORD = "names_of_record"
    SELLER_FILE = "seller_file"
    REJECTED_ORIGINALS = "rejected_originals"
    ENDED_ORIGINALS = "ended_originals"
    WAYBILLS = "waybills"
    MADE_PAPERS = "made_papers"
    EXPORTS = "exports"


class Whose(StrEnum):
    """About whom a class tells."""

    CONSUMER = "consumer"
    REPORTER = "reporter"
    VISITOR = "visitor"
    SELLER = "seller"
    STAFF = "staff"


class Since(StrEnum):
    """From when the days are counted."""

    CLOSED = "closed"
    DECIDED = "decided"
    ANSWERED = "answered"
    ASKED = "asked"
    SENT = "sent"
    DECLARED = "declared"
    MADE = "made"
    LAST_USED = "last_used"
    PAPER_ENDED = "paper_ended"
    ACCOUNT_CLOSED = "account_closed"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    zh: str
    en: str


class Class(Strict):
    """``days`` are calendar days from ``since``, then ``chore`` deletes; or it ``stays``, and that says until when.

    ``holds``: where it lies, ``table.column``.
    """

    key: Kept
    whose: Whose
    days: int | None = Field(default=None, ge=1, le=3660)
    since: Since | None = None
    chore: str | None = None
    stays: Said | None = None
    holds: tuple[str, ...]
    what: Said
    why: Said

    @model_validator(mode="after")
    def _ends_or_stays(self) -> Self:
        ends = (self.days, self.since, self.chore)
        if (self.stays is None) is (None in ends) or (self.stays is not None and any(ends)):
            raise ValueError(f"{self.key}: either days, since and chore, or stays")
        return self


class Register(Strict):
    version: int
    classes: tuple[Class, ...]


def loaded() -> Register:
    """The newest register of the house."""
    found = packs.newest(FAMILY, NAME)
    if found is None:
        raise LookupError("the retention register is not loaded: flask prepare")
    return Register.model_validate(found.content)


def register() -> Sequence[Class]:
    return loaded().classes


def kept_for(kind: Kept) -> timedelta:
    """How long this class is kept."""
    return next(timedelta(days=one.days) for one in register() if one.key is kind and one.days)


def by_whose() -> dict[Whose, list[Class]]:
    """The register in the order of the people it tells of."""
    found: dict[Whose, list[Class]] = {whose: [] for whose in Whose}
    for one in register():
        found[one.whose].append(one)
    return found


def packs_of_register() -> Iterator[Pack]:
    content = Register.model_validate(read_yaml("retention", f"{YEAR}.yaml"))
    yield Pack(FAMILY, NAME, YEAR, content.version, content.model_dump(mode="json"))
