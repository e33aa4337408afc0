"""Fitting the words into the room a label leaves, and shortening names without hiding it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.labels.errors import WordsTooLong
from app.labels.pdf.font import width

ELLIPSIS = "…"
LINE = 1.28  # line height, in type sizes
SMALLEST_PT = 5.0
_SHRINKING = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
_NOT_FIRST = "、，。；：！？）》」』】…"
_CLAUSE_ENDS = "、，。；：！？ "


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    size: float  # points wished for
    most_lines: int
    may_shorten: bool  # a name may end in an ellipsis; the hotline may not


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    size: float


def fit(paragraphs: Sequence[Paragraph], room_width: float, room_height: float) -> list[Line]:
    """Lines that fit the room, in points; whole if type of some size allows, else names shortened.

    Raises ``WordsTooLong`` if what may not be shortened does not fit either.
    """
    for shortening in (False, True):
        for factor in _SHRINKING:
            lines = _set(paragraphs, factor, room_width, shortening=shortening)
            if lines is not None and height(lines) <= room_height:
                return lines
    raise WordsTooLong(words=" / ".join(p.text for p in paragraphs if not p.may_shorten))


def height(lines: Sequence[Line]) -> float:
    return sum(line.size * LINE for line in lines)


def wrap(text: str, size: float, room: float) -> list[str]:
    """Break at clauses if each fits, else anywhere; no line begins with a closing mark."""
    if width(text, size) <= room:
        return [text]
    clauses = _clauses(text)
    pieces = clauses if all(width(c.strip(), size) <= room for c in clauses) else list(text)
    lines = [""]
    for piece in pieces:
        if width((lines[-1] + piece).strip(), size) <= room or not lines[-1]:
            lines[-1] += piece
        elif piece in _NOT_FIRST and len(lines[-1]) > 1:
            lines[-1], carried = lines[-1][:-1], lines[-1][-1]
            lines.append(carried + piece)
        else:
            lines.append(piece)
    return [line.strip() for line in lines]


def shorten(text: str, size: float, room: float) -> str:
    """As much of ``text`` as fits with an ellipsis after it; the whole of it if it fits as it is."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _set(
    paragraphs: Sequence[Paragraph], factor: float, room: float, *, shortening: bool
) -> list[Line] | None:
    lines: list[Line] = []
    for paragraph in paragraphs:
        size = max(paragraph.size * factor, SMALLEST_PT)
        texts = wrap(paragraph.text, size, room)
        if len(texts) > paragraph.most_lines:
            if not (shortening and paragraph.may_shorten):
                return None
            kept = texts[: paragraph.most_lines - 1]
            texts = [*kept, shorten("".join(texts[paragraph.most_lines - 1 :]), size, room)]
        lines += [Line(text, size) for text in texts]
    return lines


def _clauses(text: str) -> list[str]:
    clauses = [""]
    for character in text:
        clauses[-1] += character
        if character in _CLAUSE_ENDS:
            clauses.append("")
    return [c for c in clauses if c]
