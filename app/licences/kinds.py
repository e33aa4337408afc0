"""The kinds of paper there are, as the pack says it: what each is called, who must show it, how it behaves. Values only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.kernel.errors import DomainError
from app.licences.terms import LicenceKind, LicenceState

SHOWN = frozenset({LicenceState.SUBMITTED, LicenceState.VERIFIED})
KindCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,38}$")]
ScopeCode = Annotated[str, Field(pattern=r"^[a-z_]+$")]
Words = Annotated[str, Field(min_length=2, max_length=60)]
Days = Annotated[int, Field(ge=0, le=365)]


class NameTaken(DomainError):
    """Another kind is called so already."""

    code = "licences.kind_name_taken"


class KindUnknown(DomainError):
    """No such kind, or one that the house needs as it is."""

    code = "licences.kind_unknown"


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(Entry):
    """An article that asks for the paper. ``law`` is the short title of the index of laws."""

    law: str
    article: Annotated[int, Field(gt=0)]


class Kind(Entry):
    """``always``: every shop must show it; otherwise those with any of ``scopes``. ``one_a_shop``: a new one takes the
    place of the old. ``own_number``: it bears a number beside the credit code. ``offered``: may still be uploaded.
    """

    code: KindCode
    zh: Words
    en: Words
    always: bool = False
    scopes: tuple[ScopeCode, ...] = ()
    one_a_shop: bool = False
    machine_reads: bool = True
    own_number: bool = True
    offered: bool = True
    basis: tuple[Basis, ...] = ()

    def required_by(self, scopes: Iterable[str]) -> bool:
        return self.offered and (self.always or not set(self.scopes).isdisjoint(scopes))


class Kinds(Entry):
    """One version of the list. ``reminders``: days before the last valid day, the farthest first."""

    year: int
    version: int
    reminders: Annotated[tuple[Days, ...], Field(min_length=1)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1, max_length=60)]

    @model_validator(mode="after")
    def hangs_together(self) -> Self:
        codes, names = [one.code for one in self.kinds], [one.zh for one in self.kinds]
        missing = sorted(set(LicenceKind) - set(codes))
        if missing:
            raise ValueError(f"the program knows by sight, so must stay: {', '.join(missing)}")
        if len(set(codes)) < len(codes) or len(set(names)) < len(names):
            raise ValueError("a code or a name is used twice")
        if list(self.reminders) != sorted(set(self.reminders), reverse=True):
            raise ValueError("reminders stand farthest first, each once")
        return self

    @property
    def by_code(self) -> Mapping[str, Kind]:
        return {one.code: one for one in self.kinds}

    @property
    def offered(self) -> Sequence[Kind]:
        return [one for one in self.kinds if one.offered]

    def required(self, scopes: Iterable[str]) -> Sequence[str]:
        """Codes of what a shop with these scopes must show, in the order of the list."""
        said = frozenset(scopes)
        return [one.code for one in self.kinds if one.required_by(said)]

    def missing(self, scopes: Iterable[str], standing: Mapping[str, LicenceState]) -> Sequence[str]:
        """What is required and neither waiting for an officer nor in force."""
        return [code for code in self.required(scopes) if standing.get(code) not in SHOWN]

    def is_one_a_shop(self, code: str) -> bool:
        return code in self.by_code and self.by_code[code].one_a_shop

    def may_be_read(self, code: str | None) -> bool:
        """Whether the machine may look at it; what nobody has named may."""
        kind = self.by_code.get(code or "")
        return kind is None or kind.machine_reads

    def with_kind(self, kind: Kind) -> "Kinds":
        """The next version: with this one added, or in the place of the one with its code. Raises ``NameTaken``."""
        if any(one.code != kind.code and kind.zh == one.zh for one in self.kinds):
            raise NameTaken(name=kind.zh)
        known = kind.code in self.by_code
        placed = [kind if one.code == kind.code else one for one in self.kinds]
        more = () if known else (kind,)
        return self.model_copy(update={"kinds": (*placed, *more), "version": self.version + 1})
