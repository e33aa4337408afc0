"""What people were told beside a form: what is collected, why, for whose eyes, how long. Each wording is a version.

A row keeps the version that stood beside its form, so that years later one can say what a person agreed to.
Source: 个人信息保护法 art. 14 and 17.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from app.infra import packs
from app.infra.i18n import say
from app.infra.packs import Pack, PolicyVersion, read_yaml
from app.infra.scope import Session

FAMILY, YEAR = "told", 2026
MARK = re.compile(r"(\d{4})-(\d{1,4})")


class Subject(StrEnum):
    """Beside which form."""

    COMPLAINT = "complaint"
    REPORT = "report"
    OBJECTION = "objection"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    zh: str
    en: str

    def __str__(self) -> str:
        return say(self.zh, self.en)


class Wording(Strict):
    """``consent`` stands beside a box to tick; nothing is agreed to without it."""

    name: Subject
    version: int
    consent: Said | None = None
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A version as a page shows it, in the reader's language."""

    id: int
    mark: str
    paragraphs: tuple[str, ...]
    consent: str


def shown(subject: Subject, *, bureau: str, hotline: str) -> Words:
    """The newest, for a form."""
    found = packs.newest(FAMILY, subject.value)
    if found is None:
        raise LookupError("the words beside the forms are not loaded: flask prepare")
    return words(found, bureau=bureau, hotline=hotline)


def words(version: PolicyVersion, *, bureau: str, hotline: str) -> Words:
    wording = Wording.model_validate(version.content)
    filled = tuple(str(one).format(bureau=bureau, hotline=hotline) for one in wording.paragraphs)
    return Words(version.id, f"{version.year}-{version.version}", filled, str(wording.consent or ""))


def seen(subject: Subject, mark: str) -> int | None:
    """The version that stood beside the form that was sent; the newest if the form names none of ours."""
    found = by_mark(subject, mark) or packs.newest(FAMILY, subject.value)
    return found.id if found else None


def by_mark(subject: Subject, mark: str) -> PolicyVersion | None:
    """``2026-1``: the first version of that year."""
    read = MARK.fullmatch(mark)
    if read is None:
        return None
    return Session().scalar(
        select(PolicyVersion).where(
            PolicyVersion.family == FAMILY, PolicyVersion.name == subject.value,
            PolicyVersion.year == int(read[1]), PolicyVersion.version == int(read[2]),
        )
    )  # fmt: skip


def beside(version_id: int | None, *, bureau: str, hotline: str) -> Words | None:
    """What stood beside a form; None for rows from before that was kept."""
    version = packs.by_id(version_id) if version_id else None
    return words(version, bureau=bureau, hotline=hotline) if version else None


def packs_of_words() -> Iterator[Pack]:
    for one in read_yaml("told", f"{YEAR}.yaml"):
        content = Wording.model_validate(one)
        yield Pack(FAMILY, content.name.value, YEAR, content.version, content.model_dump(mode="json"))
