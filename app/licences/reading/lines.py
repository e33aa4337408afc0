"""Lines of text as the eye saw them, laid straight: who stands right of whom, and what goes on below."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

Point = tuple[float, float]
Box = tuple[int, int, int, int]
SAME_ROW = 0.6  # of a line's height
LONG = 2.0  # a line this much wider than high tells the angle


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of text. ``quad``: its corners in the picture, in pixels, clockwise from the text's upper left."""

    text: str
    score: float
    quad: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Line:
    """A line laid straight: blanks gone, full-width letters plain. ``slope`` is what of its tilt remains."""

    text: str
    score: float
    left: float
    right: float
    y: float
    height: float
    slope: float
    box: Box

    def y_at(self, x: float) -> float:
        """Where this line's row runs further right or left; a photo taken from the side fans the rows out."""
        return self.y + (x - (self.left + self.right) / 2) * self.slope

    def start_of(self, place: int) -> float:
        """Where the character at ``place`` begins, roughly: letters and digits are half as wide as Chinese."""
        widths = [0.55 if char.isascii() else 1.0 for char in self.text]
        return self.left + (self.right - self.left) * sum(widths[:place]) / max(sum(widths), 1.0)

    def is_beside(self, other: "Line") -> bool:
        """Whether ``other`` stands on this line's row, to the right."""
        off = abs(other.y_at(other.left) - self.y_at(other.left))
        return other.left > self.left + self.height / 2 and off < SAME_ROW * max(self.height, other.height)


def squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def laid_straight(seen: Iterable[Seen]) -> list[Line]:
    """Turned by the median angle of the long lines, top to bottom."""
    whole = [one for one in seen if squeeze(one.text)]
    tilt = _tilt(whole)
    return sorted((_line(one, tilt) for one in whole), key=lambda line: (line.y, line.left))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _tilt(seen: Sequence[Seen]) -> float:
    """Unit: radians, clockwise in the picture."""
    long = [
        one
        for one in seen
        if math.dist(one.quad[0], one.quad[1]) > LONG * math.dist(one.quad[0], one.quad[3])
    ]
    return median(_angle(one) for one in long or seen) if seen else 0.0


def _angle(one: Seen) -> float:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one.quad
    return math.atan2((by + cy - ay - dy) / 2, (bx + cx - ax - dx) / 2)


def _line(one: Seen, tilt: float) -> Line:
    cos, sin = math.cos(-tilt), math.sin(-tilt)
    a, b, c, d = ((x * cos - y * sin, x * sin + y * cos) for x, y in one.quad)
    xs, ys = [x for x, _ in one.quad], [y for _, y in one.quad]
    return Line(
        text=squeeze(one.text), score=one.score, left=(a[0] + d[0]) / 2, right=(b[0] + c[0]) / 2,
        y=(a[1] + b[1] + c[1] + d[1]) / 4, height=max((math.dist(a, d) + math.dist(b, c)) / 2, 1.0),
        slope=math.tan(max(-0.3, min(0.3, _angle(one) - tilt))),
        box=(int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1),
    )  # fmt: skip
