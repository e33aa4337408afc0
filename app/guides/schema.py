"""The pack files: one frame and one file of items a dimension. Reading them gives a whole guide for each kind."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.guides.terms import Citation, Dimension, Entry, Guide, GuideItem, Names, Scope
from app.merchants.terms import MerchantKind


class Frame(Entry):
    """``guide.yaml``: what both kinds share."""

    year: int
    version: int
    names: dict[MerchantKind, Names]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=8, max_length=8)]
    scopes: tuple[Scope, ...]


class SourceItem(GuideItem):
    """An item as it is written: for which kinds, with citations that only one kind needs kept apart."""

    kinds: Annotated[tuple[MerchantKind, ...], Field(min_length=1)]
    citations_live_stream: tuple[Citation, ...] = ()
    citations_group_buy: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def says_the_same_in_both_languages(self) -> Self:
        if (len(self.proof), len(self.fix)) != (len(self.proof_en), len(self.fix_en)):
            raise ValueError(f"{self.code}: proof or fix differ in length between the languages")
        return self

    def own_citations(self, kind: MerchantKind) -> tuple[Citation, ...]:
        return self.citations_live_stream if kind is MerchantKind.LIVE_STREAM else self.citations_group_buy

    @model_validator(mode="after")
    def cites_only_for_its_kinds(self) -> Self:
        stray = [kind for kind in MerchantKind if kind not in self.kinds and self.own_citations(kind)]
        if stray:
            raise ValueError(f"{self.code}: citations for {stray[0]}, which it is not asked of")
        return self

    def of_kind(self, kind: MerchantKind) -> GuideItem:
        """As the sellers of ``kind`` are asked, all its citations together, each once."""
        merged = dict.fromkeys((*self.citations, *self.own_citations(kind)))
        return GuideItem(
            **{name: getattr(self, name) for name in GuideItem.model_fields} | {"citations": tuple(merged)}
        )


class Amendment(Entry):
    """Items that change, or come, on the day a law takes force."""

    on: Annotated[date, Field(alias="date")]
    items: Annotated[tuple[SourceItem, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        """By which a guide remembers that it has taken it up."""
        return self.on.isoformat()


class Source(Entry):
    """All files of one year."""

    frame: Frame
    as_of: date
    items: tuple[SourceItem, ...]

    @model_validator(mode="after")
    def hangs_together(self) -> Self:
        dimensions = {one.code for one in self.frame.dimensions}
        scopes = {one.code for one in self.frame.scopes}
        counted = Counter(item.code for item in self.items)
        wrong = [f"{code} is used twice" for code, times in counted.items() if times > 1]
        wrong += [
            f"{item.code}: no such dimension" for item in self.items if item.dimension not in dimensions
        ]
        wrong += [f"{item.code}: no such scope" for item in self.items if not scopes.issuperset(item.scope)]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def guide(self, kind: MerchantKind) -> Guide:
        """The guide of one kind: its items, and the scopes that any of them asks about."""
        items = tuple(item.of_kind(kind) for item in self.items if kind in item.kinds)
        asked = {code for item in items for code in item.scope}
        return Guide(
            kind=kind, year=self.frame.year, version=self.frame.version, as_of=self.as_of,
            name=self.frame.names[kind], dimensions=self.frame.dimensions, items=items,
            scopes=tuple(scope for scope in self.frame.scopes if scope.code in asked),
        )  # fmt: skip


def read_source(frame: object, items: Sequence[object], as_of: date) -> Source:
    """Raises pydantic's ``ValidationError`` naming the place."""
    return Source.model_validate({"frame": frame, "items": items, "as_of": as_of})
