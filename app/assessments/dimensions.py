"""A kept result read the other way: what was reached in each of the guide's dimensions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from app.assessments.items import Dimension
from app.assessments.results import Standing
from app.assessments.terms import Evaluation
from app.kernel.numbers import HUNDRED, ZERO, half_up

TENTH = Decimal("0.1")
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """``points`` of ``out_of``: what the lines of this dimension brought of the hundred, and what they could have brought.

    Two places, before forms are capped and before the highest and lowest are left out; so they do not add up to the total.
    ``by``: whose forms had such lines.
    """

    dimension: Dimension
    points: Decimal
    out_of: Decimal
    lines: int
    by: tuple[Evaluation, ...]

    @property
    def share(self) -> Decimal:
        """Per cent, one place, half up."""
        return half_up(self.points * HUNDRED / self.out_of, TENTH)


def by_dimension(result: Mapping[str, Any]) -> tuple[DimensionScore, ...]:
    """In the guide's order; without the dimensions on which nobody answered a line that has points."""
    earned: dict[Dimension, list[tuple[Evaluation, Decimal, Decimal]]] = {one: [] for one in DIMENSIONS}
    for name, told in result.get("evaluations", {}).items():
        if told.get("standing") != Standing.COUNTED:
            continue
        weight = Decimal(told["counted_weight"]) / HUNDRED
        for item in told.get("items", ()):
            points = Decimal(item["points"])
            if item["dimension"] and item["average"] is not None and points:
                line = (Evaluation(name), Decimal(item["average"]) * weight, points * weight)
                earned[item["dimension"]].append(line)
    return tuple(_score(one, lines) for one, lines in earned.items() if lines)


def _score(dimension: Dimension, lines: list[tuple[Evaluation, Decimal, Decimal]]) -> DimensionScore:
    names = {name for name, _points, _out_of in lines}
    return DimensionScore(
        dimension=dimension,
        points=half_up(sum((points for _name, points, _out_of in lines), ZERO)),
        out_of=half_up(sum((out_of for _name, _points, out_of in lines), ZERO)),
        lines=len(lines),
        by=tuple(one for one in Evaluation if one in names),
    )
