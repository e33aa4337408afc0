"""The map of aspects: where the shops of a region stand weak, by station and by kind. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypeAlias

from app.kernel.numbers import half_up

TENTH = Decimal("0.1")
BOUNDS = (Decimal(60), Decimal(70), Decimal(80), Decimal(90))
"""Where one shade ends and the next begins; a bound belongs to the shade above. For the eye only: nothing is decided by them."""


class Counted(Protocol):
    """What a mean is made from: some shops together, with the sum of their scores."""

    @property
    def aspect(self) -> str: ...
    @property
    def shops(self) -> int: ...
    @property
    def total(self) -> Decimal: ...


Holds: TypeAlias = Callable[[Counted], bool]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean score of some shops in one aspect, and of how many; ``None`` where no shop was asked."""

    score: Decimal | None
    shops: int

    @property
    def shade(self) -> int:
        """1 (weak) to 5 (strong); 0 where there is nothing to show."""
        return 0 if self.score is None else 1 + sum(self.score >= bound for bound in BOUNDS)


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect: the whole, then a mean for each column."""

    aspect: str
    whole: Mean
    cells: tuple[Mean, ...]


def rows(aspects: Sequence[str], found: Sequence[Counted], columns: Sequence[Holds]) -> list[Row]:
    """Every aspect, the weakest first; those nobody was asked about stand last."""
    made = []
    for aspect in aspects:
        of_it = [one for one in found if one.aspect == aspect]
        cells = tuple(mean(one for one in of_it if holds(one)) for holds in columns)
        made.append(Row(aspect, mean(of_it), cells))
    return sorted(made, key=lambda row: (row.whole.score is None, row.whole.score or 0))


def mean(of: Iterable[Counted]) -> Mean:
    """Every shop counts once, whatever its size."""
    shops, total = 0, Decimal(0)
    for one in of:
        shops, total = shops + one.shops, total + one.total
    return Mean(half_up(total / shops, TENTH), shops) if shops else Mean(None, 0)


def shades() -> list[tuple[int, Decimal | None, Decimal | None]]:
    """For the key: shade, from, up to."""
    edges = [None, *BOUNDS, None]
    return [(place, low, high) for place, (low, high) in enumerate(pairwise(edges), start=1)]
