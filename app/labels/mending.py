"""A mistyped token: which one character, or which exchange of two, would make it right. Pure arithmetic.

The check character says that something is wrong; the seal then says which of the forty
possible single mistakes it was. Guessing gains nothing by it: a seal has 40 bits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.labels import alphabet, token
from app.labels.terms import Verdict

GROUP = 4  # characters, as printed


@dataclass(frozen=True, slots=True)
class Mending:
    """The right token, and where the written one differs: place from 1, as people count."""

    token: str
    place: int
    written: str
    instead: str

    @property
    def group(self) -> int:
        """Which printed group of four the place is in, from 1."""
        return (self.place - 1) // GROUP + 1

    @property
    def place_in_group(self) -> int:
        return (self.place - 1) % GROUP + 1


def mend(written: str, keys: Mapping[int, bytes]) -> Mending | None:
    """The one genuine token that a single slip turns into ``written`` (cleaned), if there is one."""
    if len(written) != alphabet.LENGTH or alphabet.foreign(written):
        return None
    for near in _neighbours(written):
        if token.read(near, keys).verdict is Verdict.GENUINE:
            pairs = zip(written, near, strict=True)
            place = next(n for n, (was, instead) in enumerate(pairs) if was != instead)
            end = next(n for n in range(len(near), 0, -1) if near[n - 1] != written[n - 1])
            return Mending(near, place + 1, written[place:end], near[place:end])
    return None


def _neighbours(written: str) -> Iterator[str]:
    """Every token one slip away whose check character agrees."""
    for place in range(alphabet.LENGTH):
        for character in alphabet.ALPHABET:
            near = written[:place] + character + written[place + 1 :]
            if near != written and _agrees(near):
                yield near
    for place in range(alphabet.CHECKED):
        near = written[:place] + written[place + 1] + written[place] + written[place + 2 :]
        if near != written and _agrees(near):
            yield near


def _agrees(near: str) -> bool:
    symbols = alphabet.symbols(near)
    return alphabet.check_symbol(symbols[:-1]) == symbols[-1]
