"""What comes out of the counting: enough to draw the page and to check the sum by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.assessments.terms import BLOCK_OF, Block, Evaluation


class FormState(StrEnum):
    COUNTED = "counted"
    PARTLY = "partly_trimmed"
    TRIMMED = "trimmed"
    EXCLUDED = "excluded"


class Standing(StrEnum):
    """Whether an evaluation took part in the total."""

    COUNTED = "counted"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Reason:
    """Why the result is what it is. ``code`` names a sentence, ``facts`` fill it in."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class FormLine:
    """One form. ``score``: 0–100, four places. ``counted``: the weight that went into the mean, four places."""

    ref: str
    score: Decimal
    weight: Decimal
    counted: Decimal
    state: FormState
    reason: str
    capped_by: tuple[str, ...]
    vetoes: tuple[str, ...]


@dataclass(frozen=True)
class ItemLine:
    """One item over all forms with a weight. ``average``: points earned, two places; ``None`` if nobody answered."""

    code: str
    dimension: str | None
    points: Decimal
    average: Decimal | None
    answered: int


@dataclass(frozen=True)
class Explanation:
    """One evaluation, line by line.

    ``weight`` stands in the rubric; ``counted_weight`` is what it had after redistribution, two places.
    ``mean``: 0–100, four places, for reading only; ``points`` is reckoned from the unrounded mean, two places.
    """

    evaluation: Evaluation
    standing: Standing
    minimum: int
    weight: Decimal
    counted_weight: Decimal
    mean: Decimal | None
    capped_at: Decimal | None
    points: Decimal
    forms: tuple[FormLine, ...]
    items: tuple[ItemLine, ...]

    @property
    def block(self) -> Block:
        return BLOCK_OF[self.evaluation]

    def with_ref(self, state: FormState) -> tuple[str, ...]:
        return tuple(line.ref for line in self.forms if line.state is state)


@dataclass(frozen=True)
class Result:
    """The hundred points of one merchant. ``total`` is the published figure, and the one that is compared.

    ``final`` is false while the whole 30 block is empty; such a result earns nothing.
    """

    rubric: tuple[str, int, int]
    evaluations: Mapping[Evaluation, Explanation]
    blocks: Mapping[Block, Decimal]
    total: Decimal
    threshold: Decimal
    final: bool
    eligible: bool
    reasons: tuple[Reason, ...]
    notes: tuple[Reason, ...]
