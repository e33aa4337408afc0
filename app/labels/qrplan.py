"""Where everything stands in a QR code of versions 2 to 6, level M. Source: ISO/IEC 18004."""

import numpy as np
from numpy.typing import NDArray

#: version → blocks, codewords in each, of which correcting. Source: table 9, level M.
BLOCKS = {2: (1, 44, 16), 3: (1, 70, 26), 4: (2, 50, 18), 5: (2, 67, 24), 6: (4, 43, 16)}
_LEVEL_M = 0b00


def function_pattern(version: int, mask: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which modules carry no data, and which of those are dark."""
    size = 17 + 4 * version
    fixed = np.zeros((size, size), dtype=bool)
    dark = np.zeros((size, size), dtype=bool)
    fixed[6, :] = fixed[:, 6] = True
    dark[6, ::2] = dark[::2, 6] = True
    fixed[:9, :9] = fixed[:9, -8:] = fixed[-8:, :9] = True
    dark[:8, :8] = dark[:8, -8:] = dark[-8:, :8] = False
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        dark[top : top + 7, left : left + 7] = _rings(7)
    fixed[size - 9 : size - 4, size - 9 : size - 4] = True
    dark[size - 9 : size - 4, size - 9 : size - 4] = _rings(5)
    dark[size - 8, 8] = True
    for (row, column), bit in _format_modules(size, mask):
        dark[row, column] = bit
    return fixed, dark


def data_places(version: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the data bits, in the order of 7.7.3: up and down, two columns at a time."""
    fixed, _ = function_pattern(version, 0)
    size = len(fixed)
    lefts = [right - 1 - (right <= 6) for right in range(size - 1, 0, -2)]
    order = [
        (row, column)
        for turn, left in enumerate(lefts)
        for row in (range(size) if turn % 2 else range(size - 1, -1, -1))
        for column in (left + 1, left)
        if not fixed[row, column]
    ]
    blocks, in_block, _ = BLOCKS[version]
    places = np.array(order[: blocks * in_block * 8], dtype=np.intp)
    return places[:, 0], places[:, 1]


def mask_bits(mask: int, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.uint8]:
    """1 where the mask turns a module over. Source: table 10."""
    i, j = rows, columns
    zero = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )[mask]
    turned: NDArray[np.bool_] = zero == 0
    return turned.astype(np.uint8)


def _rings(size: int) -> NDArray[np.bool_]:
    """Dark rim, light ring, dark heart."""
    away = np.abs(np.arange(size) - size // 2)
    distance = np.maximum(away[:, np.newaxis], away)
    dark: NDArray[np.bool_] = distance != size // 2 - 1
    return dark


def _format_modules(size: int, mask: int) -> list[tuple[tuple[int, int], bool]]:
    """Both copies of the fifteen format bits, highest first. Source: 7.9.1."""
    value = _LEVEL_M << 3 | mask
    rest = value << 10
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= 0b10100110111 << shift
    word = (value << 10 | rest) ^ 0b101010000010010
    bits = [bool(word >> shift & 1) for shift in range(14, -1, -1)]
    first = [*((8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)), *((r, 8) for r in (7, 5, 4, 3, 2, 1, 0))]
    second = [*((size - 1 - n, 8) for n in range(7)), *((8, size - 8 + n) for n in range(8))]
    return [*zip(first, bits, strict=True), *zip(second, bits, strict=True)]
