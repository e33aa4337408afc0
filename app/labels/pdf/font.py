"""The one font on a label: how wide text is, and a subset small enough to send along."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path

from app.labels.errors import CharacterMissing

UNITS = 1000  # to the em; the font's own, and PDF's
ASCENT, DESCENT, CAP_HEIGHT = 880, -120, 733
_LAYOUT_TABLES = (b"BASE", b"GDEF", b"GPOS", b"GSUB", b"VORG", b"vhea", b"vmtx")  # of no use in a PDF


@dataclass(frozen=True, slots=True)
class FontSubset:
    """The outlines of some characters, and how a PDF calls and measures them."""

    outlines: bytes  # the CFF table alone, as FontFile3 wants it
    cids: dict[str, int]  # the font is CID-keyed: text is written in these, not in glyph numbers
    widths: dict[int, int]  # by CID, in thousandths of the type size
    box: tuple[int, int, int, int]

    def hex(self, text: str) -> bytes:
        """Text as a PDF string for the Identity-H font."""
        return b"<" + "".join(f"{self.cids[c]:04X}" for c in text).encode("ascii") + b">"


@cache
def _face() -> tuple[uharfbuzz.Face, uharfbuzz.Font]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(sans_path())))
    return face, uharfbuzz.Font(face)


@cache
def advance(character: str) -> int:
    """Thousandths of the type size that one character is wide. Raises ``CharacterMissing``."""
    _, font = _face()
    glyph = font.get_nominal_glyph(ord(character))
    if not glyph:
        raise CharacterMissing(characters=character)
    return int(font.get_glyph_h_advance(glyph))


def glyph_path(character: str, pen: object) -> None:
    """Draw one character's outline, in units of the font with y upwards, with a pen of fontTools."""
    _, font = _face()
    font.draw_glyph_with_pen(font.get_nominal_glyph(ord(character)) or 0, pen)


def width(text: str, size: float) -> float:
    """How wide ``text`` is when set in ``size``; same unit as ``size``."""
    return sum(advance(c) for c in text) * size / UNITS


def check_drawable(text: str) -> None:
    """Raises ``CharacterMissing`` naming all characters the font cannot draw."""
    _, font = _face()
    missing = "".join(dict.fromkeys(c for c in text if not font.get_nominal_glyph(ord(c))))
    if missing:
        raise CharacterMissing(characters=missing)


def subset(characters: Iterable[str]) -> FontSubset:
    """Cut the font down to ``characters``."""
    face, _ = _face()
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(ord(c) for c in characters)
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _LAYOUT_TABLES)
    small = TTFont(BytesIO(uharfbuzz.subset(face, wanted).blob.data), lazy=True)
    top = small["CFF "].cff.topDictIndex[0]
    names = small.getBestCmap()
    cids = {chr(code): int(name.removeprefix("cid")) for code, name in names.items()}
    left, bottom, right, upper = (int(edge) for edge in top.FontBBox)
    return FontSubset(
        outlines=small.reader["CFF "],
        cids=cids,
        widths={cid: advance(character) for character, cid in cids.items()},
        box=(left, bottom, right, upper),
    )
