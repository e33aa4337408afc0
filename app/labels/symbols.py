"""QR codes by the hundred thousand.

For a fixed version, level, mask and length a QR code is an affine function over GF(2) of its
data bits: error correction, interleaving and masking are all XOR. So the library draws one
base code and one code per bit; from then on a label is ten table rows XORed together.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.util import QRData, lost_point

from app.labels import alphabet
from app.labels.errors import AddressTooLong, AddressUnprintable

#: Alphanumeric characters a code of level M holds, by version. Source: ISO/IEC 18004, table 7.
CAPACITY = {2: 38, 3: 61, 4: 90, 5: 122, 6: 154}
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHANUMERIC_MODE: Final = 2
PATH = "/Q/"
SAMPLE = 6  # tokens on which the eight masks are compared


@dataclass(frozen=True)
class SymbolTables:
    """Everything needed to draw the code of any token behind one address."""

    prefix: str  # the address up to the token
    version: int
    mask: int
    base: NDArray[np.uint64]  # the code of the token of noughts, as packed rows
    steps: tuple[tuple[int, int, NDArray[np.uint64]], ...]  # first character, how many, rows to XOR

    @property
    def size(self) -> int:
        """Modules along one side, without the quiet zone."""
        return 17 + 4 * self.version

    @property
    def row_bytes(self) -> int:
        return (self.size + 7) // 8

    def packed(self, tokens: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """One row of ``size * row_bytes`` bytes per token: dark is 1, each line starts a new byte."""
        symbols = alphabet.SYMBOL_OF[tokens].astype(np.intp)
        codes = np.repeat(self.base[np.newaxis], len(tokens), axis=0)
        for at, width, rows in self.steps:
            index = symbols[:, at] if width == 1 else symbols[:, at] * 32 + symbols[:, at + 1]
            codes ^= rows[index]
        return codes.view(np.uint8)[:, : self.size * self.row_bytes]


def address_prefix(base_url: str) -> str:
    """``https://标签.example`` or a bare host → the upper-case address up to the token.

    Raises ``AddressUnprintable`` for what QR's small alphabet cannot write.
    """
    split = urlsplit(base_url if "://" in base_url else f"https://{base_url}")
    prefix = f"{split.scheme}://{split.netloc}{split.path.rstrip('/')}{PATH}".upper()
    strange = "".join(dict.fromkeys(c for c in prefix if c not in ALPHANUMERIC or c == " "))
    if strange or not split.netloc:
        raise AddressUnprintable(base_url=base_url, characters=strange)
    return prefix


def version_for(length: int) -> int:
    """The smallest version of level M that holds ``length`` characters."""
    for version, capacity in CAPACITY.items():
        if length <= capacity:
            return version
    raise AddressTooLong(length=length, most=max(CAPACITY.values()))


@lru_cache(maxsize=16)
def tables_for(prefix: str) -> SymbolTables:
    """Tables for one address, with the mask the standard likes best on a sample of tokens."""
    version = version_for(len(prefix) + alphabet.LENGTH)
    return build_tables(prefix, version, _best_mask(prefix, version))


def build_tables(prefix: str, version: int, mask: int) -> SymbolTables:
    """Ask the library for the base and for every bit; about a tenth of a second."""
    reference = prefix + alphabet.ALPHABET[0] * alphabet.LENGTH
    steps = [
        _step(reference, start, version, mask, fixed=len(prefix))
        for start in range(len(prefix) // 2 * 2, len(reference), 2)
    ]
    return SymbolTables(prefix, version, mask, _row(reference, version, mask), tuple(steps))


def library_modules(text: str, version: int, mask: int) -> list[list[bool | None]]:
    """The code as the library draws it: alphanumeric, level M, no quiet zone."""
    code = qrcode.QRCode(
        version=version, error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=mask
    )
    code.add_data(QRData(text, mode=ALPHANUMERIC_MODE), optimize=0)
    code.make(fit=False)
    return code.modules


def _row(text: str, version: int, mask: int) -> NDArray[np.uint64]:
    packed = np.packbits(np.array(library_modules(text, version, mask), dtype=bool), axis=1).ravel()
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)


def _step(
    reference: str, start: int, version: int, mask: int, *, fixed: int
) -> tuple[int, int, NDArray[np.uint64]]:
    """Rows to XOR for one group of two characters, or a last single one.

    Characters before place ``fixed`` belong to the address and stay.
    """
    group = reference[start : start + 2]
    drawn = {
        value: _row(reference[:start] + _spelt(value, len(group)) + reference[start + 2 :], version, mask)
        for value in (0, *(1 << bit for bit in range(11 if len(group) == 2 else 6)))
    }
    free = len(group) - max(0, fixed - start)
    kept = group[: len(group) - free]
    choices = (
        [a + b for a in alphabet.ALPHABET for b in alphabet.ALPHABET]
        if free == 2
        else list(alphabet.ALPHABET)
    )
    changes = np.array([_value(kept + choice) ^ _value(group) for choice in choices])
    rows = np.zeros((len(choices), len(drawn[0])), dtype=np.uint64)
    for value, row in drawn.items():
        if value:
            rows[(changes & value) != 0] ^= row ^ drawn[0]
    return max(start, fixed) - fixed, free, rows


def _value(group: str) -> int:
    """How the alphanumeric mode writes one or two characters. Source: ISO/IEC 18004, 7.4.4."""
    value = 0
    for character in group:
        value = value * 45 + ALPHANUMERIC.index(character)
    return value


def _spelt(value: int, width: int) -> str:
    return (ALPHANUMERIC[value // 45] if width == 2 else "") + ALPHANUMERIC[value % 45]


def _best_mask(prefix: str, version: int) -> int:
    """The mask with the least total penalty (ISO/IEC 18004, 7.8.3) over scattered sample tokens."""
    letters = alphabet.ALPHABET
    samples = [
        "".join(letters[(n * n * 7 + n * 13 + i * (n + 5)) % 32] for i in range(20)) for n in range(SAMPLE)
    ]
    return min(
        range(8), key=lambda m: sum(lost_point(library_modules(prefix + s, version, m)) for s in samples)
    )
