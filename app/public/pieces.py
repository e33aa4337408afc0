"""A page in pieces: all of it but the label's own number is put together and compressed once.

A gzip file is a row of deflate blocks. What stays is compressed beforehand, cut at a byte's edge; the number goes in
between as it is, in a stored block. Only the check sum runs over the whole.
"""

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # RFC 1952: deflate, no name, no time, best, any system
END = b"\x03\x00"  # an empty last block


@dataclass(frozen=True, slots=True)
class Pieces:
    """``whole[n]`` and ``packed[n]`` are the same text; between two of them stands what ``marks[n]`` names."""

    whole: tuple[bytes, ...]
    packed: tuple[bytes, ...]
    marks: tuple[bytes, ...]

    def plain(self, filling: dict[bytes, bytes]) -> bytes:
        parts = [self.whole[0]]
        for mark, piece in zip(self.marks, self.whole[1:], strict=True):
            parts += (filling[mark], piece)
        return b"".join(parts)

    def gzipped(self, filling: dict[bytes, bytes]) -> bytes:
        parts = [HEAD, self.packed[0]]
        for mark, piece in zip(self.marks, self.packed[1:], strict=True):
            put = filling[mark]
            size = len(put)
            parts += (b"\x00", size.to_bytes(2, "little"), (size ^ 0xFFFF).to_bytes(2, "little"), put, piece)
        plain = self.plain(filling)
        parts += (END, zlib.crc32(plain).to_bytes(4, "little"), len(plain).to_bytes(4, "little"))
        return b"".join(parts)


def cut(page: bytes, *marks: bytes) -> Pieces:
    """The page, cut wherever one of ``marks`` stands. What is put in their place must be shorter than a stored block."""
    places = list(re.finditer(b"|".join(map(re.escape, marks)), page))
    edges = [0, *(edge for place in places for edge in place.span()), len(page)]
    whole = tuple(page[begin:end] for begin, end in list(pairwise(edges))[::2])
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    # a full flush empties the window: it must not reach back over what is put in later
    packed = tuple(packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for piece in whole)
    return Pieces(whole, packed, tuple(place.group() for place in places))
