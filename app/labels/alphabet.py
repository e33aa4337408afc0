"""The 32 characters of a token, their check character, and how typed text becomes them."""

import unicodedata
from functools import reduce
from operator import xor

import numpy as np
from numpy.typing import NDArray

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing on the label looks like another
LENGTH = 20
CHECKED = LENGTH - 1
LONGEST_INPUT = 300  # nobody types more; a pasted novel is not worth cleaning
_LOOK_ALIKES = str.maketrans("OIL", "011")
_SKIPPED = frozenset("-‐‑‒–—―−_.·,，、。")
_PRIMITIVE = 0b100101  # x^5 + x^2 + 1 makes GF(32); x generates all 31 non-zero elements


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _PRIMITIVE if doubled & 32 else doubled)
    return powers


def _times(left: int, right: int) -> int:
    if left == 0 or right == 0:
        return 0
    return _POWERS[(_POWERS.index(left) + _POWERS.index(right)) % 31]


_POWERS = _powers()

#: ``WEIGHTED[place][symbol]``: the symbol times a weight that no other place has, in GF(32).
#: The check symbol itself has weight 1. Distinct non-zero weights catch every single
#: substitution and every exchange of two characters, neighbours or not.
WEIGHTED: NDArray[np.uint8] = np.array(
    [[_times(_POWERS[place + 1], symbol) for symbol in range(32)] for place in range(CHECKED)],
    dtype=np.uint8,
)
_WEIGHTED_ROWS: list[list[int]] = WEIGHTED.tolist()
_SYMBOLS = {character: symbol for symbol, character in enumerate(ALPHABET)}

LETTERS: NDArray[np.uint8] = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
#: ``SYMBOL_OF[ascii]`` for characters of the alphabet; 255 for all others.
SYMBOL_OF: NDArray[np.uint8] = np.full(256, 255, dtype=np.uint8)
SYMBOL_OF[LETTERS] = np.arange(32, dtype=np.uint8)


def clean(text: str) -> str:
    """What the hand meant: full-width made narrow, upper case, blanks and hyphens out, O→0, I and L→1.

    A whole address is cut to what follows its last slash.
    """
    narrow = unicodedata.normalize("NFKC", text[:LONGEST_INPUT]).upper().strip()
    last = narrow.rstrip("/").rpartition("/")[2]
    kept = "".join(c for c in last if not c.isspace() and c not in _SKIPPED)
    return kept.translate(_LOOK_ALIKES)


def foreign(text: str) -> str:
    """The characters of ``text`` that no token has, each once, in order."""
    return "".join(dict.fromkeys(c for c in text if c not in _SYMBOLS))


def symbols(text: str) -> list[int]:
    """The 5-bit values of a cleaned text. Every character must be of the alphabet."""
    return [_SYMBOLS[c] for c in text]


def check_symbol(body: list[int]) -> int:
    """The twentieth symbol, from the nineteen before it."""
    return reduce(xor, (_WEIGHTED_ROWS[place][s] for place, s in enumerate(body)), 0)
