"""A guide as it is read: its dimensions, its scopes, its items. Values only; the words come in both languages."""

import enum
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.kernel.kinds import AuditAction, Permission
from app.merchants.terms import MerchantKind

ItemCode = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-\d{2}$")]
Lines = Annotated[tuple[str, ...], Field(min_length=1)]


class GuidePermission(Permission):
    READ = "guides:read"
    PUBLISH = "guides:publish"


class GuideAction(AuditAction):
    PUBLISHED = "guide.published"
    AMENDED = "guide.amended"


class Severity(enum.StrEnum):
    """一票否决, 严重, 一般, 轻微: how much an unmet item weighs. Members stand in order, gravest first."""

    VETO = "veto"
    SERIOUS = "serious"
    ORDINARY = "ordinary"
    MINOR = "minor"


GRAVEST_FIRST: Mapping[Severity, int] = {severity: place for place, severity in enumerate(Severity)}


class LeniencyKind(enum.StrEnum):
    """What the law leaves open to someone who fails the item and puts it right."""

    FIRST_OFFENCE = "first_offence"
    CORRECT_FIRST = "correct_first"
    DILIGENCE = "diligence"
    NONE = "none"


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Entry):
    """``law`` is the short title under which the index of laws knows the text."""

    law: str
    article: Annotated[int, Field(gt=0)]


class Leniency(Entry):
    kind: LeniencyKind
    note: str
    note_en: str
    citations: tuple[Citation, ...] = ()


class Names(Entry):
    zh: str
    en: str


class Dimension(Entry):
    """One of the programme's eight aspects; ``zh`` are the programme's own words, ``short`` fits a chart."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    zh: str
    short: str
    en: str


class Scope(Entry):
    """Something a shop may sell or do. ``code`` is what the shop's entry keeps."""

    code: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    zh: str
    en: str


class GuideItem(Entry):
    """One question and all that helps to answer it.

    ``scope``: empty applies to every shop of the kind; otherwise any one ticked scope makes it apply.
    ``fix_days``: calendar days to put it right, counted from the day of the result; 0 is at once.
    ``licence``: the kind of licence that proves it, if there is one.
    """

    code: ItemCode
    ask: str
    ask_en: str
    why: str
    why_en: str
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    proof: Lines
    proof_en: Lines
    licence: str | None = None
    good: str
    good_en: str
    bad: str
    bad_en: str
    fix: Lines
    fix_en: Lines
    fix_days: Annotated[int, Field(ge=0, le=90)]
    severity: Severity
    leniency: Leniency
    scope: tuple[str, ...] = ()

    @property
    def dimension(self) -> str:
        """The code of the dimension it belongs to."""
        return self.code.split("-")[0]

    @property
    def rank(self) -> tuple[int, str]:
        """Gravest first, then by code."""
        return GRAVEST_FIRST[self.severity], self.code

    def applies_to(self, scopes: Sequence[str]) -> bool:
        return not self.scope or any(code in scopes for code in self.scope)


class Guide(Entry):
    """One version of one kind's guide. ``as_of`` is the day on which every citation was in force; ``amended`` names the
    changes of law within the year that it has taken up.
    """

    kind: MerchantKind
    year: int
    version: int
    as_of: date
    name: Names
    dimensions: tuple[Dimension, ...]
    scopes: tuple[Scope, ...]
    items: tuple[GuideItem, ...]
    family: Literal["guides"] = "guides"
    amended: tuple[str, ...] = ()

    def dimension(self, code: str) -> Dimension | None:
        return next((one for one in self.dimensions if one.code == code), None)

    def item(self, code: str) -> GuideItem | None:
        return next((one for one in self.items if one.code == code), None)

    def items_of(self, dimension: str) -> Sequence[GuideItem]:
        """The dimension's items, gravest first."""
        return sorted((one for one in self.items if one.dimension == dimension), key=lambda one: one.rank)

    def in_order(self) -> Sequence[GuideItem]:
        """Every item in the order of asking: by dimension, and in each the gravest first."""
        return [item for dimension in self.dimensions for item in self.items_of(dimension.code)]

    def applicable(self, scopes: Sequence[str]) -> Sequence[GuideItem]:
        """The items that apply to a shop with these scopes, in the order of asking."""
        return [item for item in self.in_order() if item.applies_to(scopes)]

    def hidden(self, scopes: Sequence[str]) -> Sequence[GuideItem]:
        """The items that do not apply to it, in the same order."""
        return [item for item in self.in_order() if not item.applies_to(scopes)]
