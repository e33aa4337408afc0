"""How long personal things are kept: one register, by class, with the reason. Chores carry it out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from app.infra import packs
from app.infra.packs import Pack, read_yaml

FAMILY, NAME, YEAR = "retention", "register", 2026


class Kept(StrEnum):
    """A class of things that are kept for a time."""

    COMPLAINT_CONTACT = "complaint_contact"
    COMPLAINT_FILES = "complaint_files"
    REPORT_CONTACT = "report_contact"
    RECOVERY = "recovery"
    GUARD = "guard"
    REVIEW_MARKS = "review_marks"
    SIGN_IN_MARKS = "sign_in_marks"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    zh: str
    en: str


class Class(Strict):
    """``days`` are calendar days from ``since``: closed, decided or asked."""

    key: Kept
    days: int = Field(ge=1, le=3660)
    since: str
    what: Said
    why: Said


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
    return next(timedelta(days=one.days) for one in register() if one.key is kind)


def packs_of_register() -> Iterator[Pack]:
    content = Register.model_validate(read_yaml("retention", f"{YEAR}.yaml"))
    yield Pack(FAMILY, NAME, YEAR, content.version, content.model_dump(mode="json"))
