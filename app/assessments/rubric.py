"""The rubric of one kind of business and year: five forms, their items and weights.

The schema refuses what would make the hundred points mean something else: blocks other than 70 and 30,
items that do not add up to 100, a code used twice, a veto in the hands of the public.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from app.assessments.errors import RubricRefused
from app.assessments.items import Item, Strict, Words
from app.assessments.terms import BLOCK_OF, Block, Evaluation, evaluations_in
from app.kernel.numbers import HUNDRED

Weight = Annotated[Decimal, Field(gt=0, lt=70, decimal_places=2)]


class FormSheet(Strict):
    """The form of one evaluation. ``weight`` is what a perfect score adds to the hundred points."""

    weight: Weight
    title: Words = Words()
    intro: Words = Words()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def adds_up_to_a_hundred(self) -> Self:
        total = sum(item.points for item in self.items)
        if total != HUNDRED:
            raise ValueError(f"item points add up to {total}, not to 100")
        if all(item.optional for item in self.items if item.points):
            raise ValueError("at least one item worth points must always apply")
        return self

    @property
    def by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}


class Rubric(Strict):
    """``kind``, ``year`` and ``version`` name it; a version that was used never changes."""

    kind: Literal["live_stream", "group_buy"]
    year: Annotated[int, Field(ge=2020, le=2100)]
    version: Annotated[int, Field(ge=1)] = 1
    title: Words = Words()
    scale_words: Mapping[Literal["4", "5"], tuple[Words, ...]] = {}
    evaluations: Mapping[Evaluation, FormSheet]

    @model_validator(mode="after")
    def keeps_the_blocks(self) -> Self:
        absent = [name.value for name in Evaluation if name not in self.evaluations]
        if absent:
            raise ValueError(f"evaluations missing: {', '.join(absent)}")
        for block in Block:
            total = sum(self.evaluations[name].weight for name in evaluations_in(block))
            if total != block.points:
                raise ValueError(f"the block of {block} adds up to {total}")
        return self

    @model_validator(mode="after")
    def names_each_item_once(self) -> Self:
        seen: set[str] = set()
        for evaluation, item in self.lines():
            if item.code in seen:
                raise ValueError(f"code {item.code} is used twice")
            if item.veto and BLOCK_OF[evaluation] is not Block.SEVENTY:
                raise ValueError(f"{item.code}: only department and monitoring may veto")
            seen.add(item.code)
        return self

    def lines(self) -> Iterator[tuple[Evaluation, Item]]:
        for evaluation in Evaluation:
            for item in self.evaluations[evaluation].items:
                yield evaluation, item

    @property
    def weights(self) -> dict[Evaluation, Decimal]:
        return {name: self.evaluations[name].weight for name in Evaluation}

    def without_words(self) -> list[str]:
        """Where a sentence is missing in either language. Empty for a rubric that is shown to people."""
        missing = [] if self.title.complete else ["title"]
        for name in Evaluation:
            sheet = self.evaluations[name]
            missing += [] if sheet.title.complete and sheet.intro.complete else [name.value]
        for _, item in self.lines():
            words = (item.text, item.help, *item.answer.steps)
            missing += [] if all(word.complete for word in words) else [item.code]
        return missing


def read_rubric(document: Mapping[str, object], place: str = "rubric") -> Rubric:
    """A rubric from plain data.

    Raises ``RubricRefused`` naming the place and the first fault.
    """
    try:
        return Rubric.model_validate(document)
    except ValidationError as refusal:
        first = refusal.errors()[0]
        spot = ".".join(str(part) for part in (place, *first["loc"]))
        raise RubricRefused(place=spot, problem=first["msg"].removeprefix("Value error, ")) from refusal


def reweighted(rubric: Rubric, weights: Mapping[Evaluation, Decimal]) -> Rubric:
    """The same items with another split inside the blocks. Raises ``RubricRefused`` if a block breaks."""
    sheets = {
        name: sheet.model_dump() | {"weight": weights.get(name, sheet.weight)}
        for name, sheet in rubric.evaluations.items()
    }
    return read_rubric(rubric.model_dump() | {"evaluations": sheets})
