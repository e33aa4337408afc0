"""The words of the assessment: five evaluations in two blocks, a filled-in form, the region's policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

Answer = Decimal | None
"""What was put down for one item, as a number; ``None`` says that the item does not apply to this shop."""


class Evaluation(StrEnum):
    DEPARTMENT = "department"
    MONITORING = "monitoring"
    INDUSTRY = "industry"
    CONSUMER = "consumer"
    SOCIAL = "social"


class Unread(StrEnum):
    """Why a hand-written file cannot be read."""

    FORM = "unread_form"
    TWICE = "unread_twice"
    ELSEWHERE = "unread_elsewhere"
    DEEP = "unread_deep"


class Block(StrEnum):
    """The two parts of the hundred points, named by what each can give at most.

    Source: the region's programme (放心电商): department and third-party monitoring 70, the other three 30.
    """

    SEVENTY = "70"
    THIRTY = "30"

    @property
    def points(self) -> Decimal:
        return Decimal(self.value)


BLOCK_OF: Mapping[Evaluation, Block] = MappingProxyType(
    {
        Evaluation.DEPARTMENT: Block.SEVENTY,
        Evaluation.MONITORING: Block.SEVENTY,
        Evaluation.INDUSTRY: Block.THIRTY,
        Evaluation.CONSUMER: Block.THIRTY,
        Evaluation.SOCIAL: Block.THIRTY,
    }
)


PUBLIC = frozenset({Evaluation.CONSUMER, Evaluation.SOCIAL})
"""What anyone can fill in: looked at for collusion, and weighed."""


def evaluations_in(block: Block) -> tuple[Evaluation, ...]:
    """The evaluations of a block, always in the same order."""
    return tuple(name for name in Evaluation if BLOCK_OF[name] is block)


@dataclass(frozen=True)
class Form:
    """One filled-in form. It carries answers, or a score that was added up on paper, never both.

    ``weight`` runs from 0 (left out) to 1; anything below 1 must come with its ``reason``.
    """

    ref: str
    evaluation: Evaluation
    answers: Mapping[str, Answer] = field(default_factory=dict)
    score: Decimal | None = None
    weight: Decimal = Decimal(1)
    reason: str = ""


def one_of_each() -> Mapping[Evaluation, int]:
    return MappingProxyType(dict.fromkeys(evaluations_in(Block.THIRTY), 1))


@dataclass(frozen=True)
class ScoringPolicy:
    """What a region may decide about counting. The blocks of 70 and 30 are not among it.

    ``minimums``: forms an evaluation of the 30 block needs before it counts. ``trim_from``: number of forms
    from which the mean is trimmed; ``trim_pct``: per cent of them dropped at each end, at least one form.
    Source: region policy, defaults; the threshold is the programme's.
    """

    threshold: Decimal = Decimal(85)
    minimums: Mapping[Evaluation, int] = field(default_factory=one_of_each)
    trim_from: int = 10
    trim_pct: int = 10

    def minimum(self, evaluation: Evaluation) -> int:
        return max(1, self.minimums.get(evaluation, 1))
