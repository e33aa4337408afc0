"""What a phone makes of a sheet of paper: turned, slanted, blurred, grainy, small; the same every time for the same seed."""

import random
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

LEVELS = ("clean", "phone", "slanted", "bad", "awful")


@dataclass(frozen=True, slots=True)
class Wear:
    """How badly a picture is taken: degrees, pixels, grey levels, JPEG quality, factor, share of the width."""

    turn: float
    blur: float
    noise: float
    quality: int
    scale: float
    slant: float


WEARS = {
    "clean": Wear(0, 0, 0, 92, 1, 0),
    "phone": Wear(3, 0.8, 8, 75, 1, 0.01),
    "slanted": Wear(2, 0.8, 8, 75, 1, 0.06),
    "bad": Wear(8, 1.2, 18, 60, 0.7, 0.03),
    "awful": Wear(10, 1.4, 22, 50, 0.55, 0.03),
}


def taken(sheet: Image.Image, level: str, rng: random.Random) -> Image.Image:
    """The sheet on a table, as a phone sees it."""
    wear = WEARS[level]
    if wear.turn == 0 and wear.slant == 0:
        return sheet
    margin = 90
    table = Image.new("RGB", (sheet.width + 2 * margin, sheet.height + 2 * margin), "#8a8178")
    table.paste(sheet, (margin, margin))
    seen = table.transform(
        table.size,
        Image.Transform.PERSPECTIVE,
        _slant(table.size, wear.slant, rng),
        Image.Resampling.BICUBIC,
        fillcolor="#8a8178",
    )
    seen = seen.rotate(
        rng.uniform(-wear.turn, wear.turn), Image.Resampling.BICUBIC, expand=True, fillcolor="#8a8178"
    )
    seen = seen.resize(
        (round(seen.width * wear.scale), round(seen.height * wear.scale)), Image.Resampling.LANCZOS
    )
    seen = seen.filter(ImageFilter.GaussianBlur(wear.blur))
    light = np.linspace(rng.uniform(0.75, 1), rng.uniform(0.75, 1), seen.width)[None, :, None]
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, wear.noise, (seen.height, seen.width, 3))
    grainy = Image.fromarray(np.clip(np.asarray(seen) * light + noise, 0, 255).astype("uint8"))
    made = BytesIO()
    grainy.save(made, "JPEG", quality=wear.quality)
    return Image.open(made).convert("RGB")


def _slant(size: tuple[int, int], share: float, rng: random.Random) -> tuple[float, ...]:
    """The eight numbers of a perspective in which each corner has moved by up to ``share`` of the width."""
    corners = [(0, 0), (size[0], 0), size, (0, size[1])]
    most = share * size[0]
    rows, wanted = [], []
    for x, y in corners:
        u, v = x + rng.uniform(-most, most), y + rng.uniform(-most, most)
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(wanted, float)))
