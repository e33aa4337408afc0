"""Reading finished codes back, as a scanner would, before anybody is given them.

Shares nothing with ``symbols`` but the address: the layout of the code, the mask, the format
bits and the error correction are worked out here from ISO/IEC 18004, and the library is not asked.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.labels.errors import ProofFailed
from app.labels.qrplan import BLOCKS, data_places, function_pattern, mask_bits

_CHARACTERS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", dtype=np.uint8)
_PAIRS = np.zeros((2048, 2), dtype=np.uint8)  # values from 2025 on stand for nothing: two noughts
_PAIRS[:2025] = _CHARACTERS[np.array(np.divmod(np.arange(2025), 45)).T]
_ALPHANUMERIC_MODE = 0b0010


@dataclass(frozen=True)
class Reader:
    """All that is fixed for one version and mask."""

    version: int
    places: NDArray[np.intp]  # of the data bits among the packed bits, in the order of the standard
    unmask: NDArray[np.uint8]
    still: NDArray[np.uint8]  # which packed bits are patterns, as bytes
    pattern: NDArray[np.uint8]  # and what they must be
    parity: NDArray[np.uint64]  # [place in block][byte] → the byte's part in all syndromes

    def read(self, packed: NDArray[np.uint8], length: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """The text in each code (rows of ``length`` ASCII codes) and whether the code is faultless."""
        bits = np.unpackbits(packed, axis=1)
        words = np.packbits(np.take(bits, self.places, axis=1) ^ self.unmask, axis=1)
        blocks, in_block, correcting = BLOCKS[self.version]
        keeping = in_block - correcting
        sound = ((packed & self.still) == self.pattern).all(axis=1)
        ordered = []
        for block in range(blocks):
            part = np.ascontiguousarray(words[:, block::blocks].T)
            sound &= ~self._syndromes(part).any(axis=1)
            ordered.append(part[:keeping])
        text, header_right = _spell(np.concatenate(ordered), length)
        return text, sound & header_right

    def _syndromes(self, part: NDArray[np.uint8]) -> NDArray[np.uint64]:
        total: NDArray[np.uint64] = self.parity[0][part[0]]
        for place in range(1, len(part)):
            total ^= self.parity[place][part[place]]
        return total


@lru_cache(maxsize=16)
def reader_for(version: int, mask: int) -> Reader:
    fixed, pattern = function_pattern(version, mask)
    row_bits = (len(fixed) + 7) // 8 * 8
    rows, columns = data_places(version)
    return Reader(
        version=version,
        places=rows * row_bits + columns,
        unmask=mask_bits(mask, rows, columns),
        still=np.packbits(fixed, axis=1).ravel() | _padding(len(fixed)),
        pattern=np.packbits(pattern, axis=1).ravel(),
        parity=_parity_table(*BLOCKS[version][1:]),
    )


def prove(
    packed: NDArray[np.uint8],
    tokens: NDArray[np.uint8],
    *,
    prefix: str,
    version: int,
    mask: int,
    first_serial: int,
) -> None:
    """Read every code back and compare it with its address.

    Raises ``ProofFailed`` with the serial of the first code that is not exactly right.
    """
    length = len(prefix) + tokens.shape[1]
    text, sound = reader_for(version, mask).read(packed, length)
    right = sound & (text[:, len(prefix) :] == tokens).all(axis=1)
    right &= (text[:, : len(prefix)] == np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)).all(axis=1)
    if not right.all():
        at = int(np.argmin(right))
        raise ProofFailed(serial=first_serial + at, url=prefix + tokens[at].tobytes().decode("ascii"))


def _spell(words: NDArray[np.uint8], length: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Data codewords (one row per place) → characters, and whether mode and count are as they should be."""
    wide = words.astype(np.uint32)

    def take(start: int, width: int) -> NDArray[np.uint32]:
        at, spare = start // 8, 24 - start % 8 - width
        three = wide[at] << 16 | wide[min(at + 1, len(wide) - 1)] << 8 | wide[min(at + 2, len(wide) - 1)]
        found: NDArray[np.uint32] = three >> np.uint32(spare) & np.uint32((1 << width) - 1)
        return found

    text = np.empty((words.shape[1], length), dtype=np.uint8)
    for pair in range(length // 2):
        text[:, 2 * pair : 2 * pair + 2] = _PAIRS[take(13 + 11 * pair, 11)]
    if length % 2:
        text[:, -1] = _PAIRS[take(13 + 11 * (length // 2), 6), 1]
    return text, take(0, 13) == (_ALPHANUMERIC_MODE << 9 | length)


def _padding(size: int) -> NDArray[np.uint8]:
    """The bits between the last module of a line and the next byte; they must be light."""
    lines = np.ones((size, (size + 7) // 8 * 8), dtype=bool)
    lines[:, :size] = False
    return np.packbits(lines, axis=1).ravel()


def _parity_table(in_block: int, correcting: int) -> NDArray[np.uint64]:
    """What each byte in each place adds to the syndromes; a faultless block adds up to nothing.

    Source: ISO/IEC 18004, 7.5.2: Reed-Solomon over GF(256) by x^8+x^4+x^3+x^2+1, with roots
    2^0 … 2^(correcting-1).
    """
    powers = [1]
    while len(powers) < 255:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0x11D if doubled & 256 else doubled)
    antilog = np.array(powers, dtype=np.uint8)
    log = np.zeros(256, dtype=np.int64)
    log[antilog] = np.arange(255)
    table = np.zeros((in_block, 256, (correcting + 7) // 8 * 8), dtype=np.uint8)
    for place in range(in_block):
        exponents = np.arange(correcting) * (in_block - 1 - place)
        table[place, 1:, :correcting] = antilog[(log[1:, np.newaxis] + exponents) % 255]
    return table.view(np.uint64)
