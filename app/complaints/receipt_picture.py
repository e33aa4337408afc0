"""The receipt as a picture to keep in a phone: number, secret code, when, where, and a code that proves it genuine."""

from dataclasses import dataclass
from io import BytesIO

import qrcode
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path
from qrcode.image.pil import PilImage

WIDTH, MARGIN = 720, 48
INK, QUIET, BRAND, WHITE = "#1c2825", "#5b6b66", "#0b6b5d", "white"
LARGE, PLAIN, SMALL = 56, 30, 26


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of the picture, in the reader's language; ``big`` pairs stand large."""

    title: str
    big: tuple[tuple[str, str], ...]
    small: tuple[str, ...]


def draw(lines: Lines, proof_url: str) -> bytes:
    """A PNG. Nothing in it names anybody."""
    proof = _code(proof_url)
    picture = Image.new("RGB", (WIDTH, _height(lines) + proof.height), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 112), fill=BRAND)
    pen.text((MARGIN, 32), lines.title, fill=WHITE, font=_font(40))
    top = 144
    for name, value in lines.big:
        pen.text((MARGIN, top), name, fill=QUIET, font=_font(PLAIN))
        pen.text((MARGIN, top + 40), value, fill=INK, font=_fitting(value, LARGE))
        top += 130
    for line in lines.small:
        for part in _folded(line, _font(SMALL)):
            pen.text((MARGIN, top), part, fill=INK, font=_font(SMALL))
            top += 38
    picture.paste(proof, ((WIDTH - proof.width) // 2, top + 16))
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _height(lines: Lines) -> int:
    rows = sum(len(_folded(line, _font(SMALL))) for line in lines.small)
    return 144 + 130 * len(lines.big) + 38 * rows + 48


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)


def _fitting(text: str, size: int) -> ImageFont.FreeTypeFont:
    """As large as asked, or as small as it must be to fit the width."""
    font = _font(size)
    while size > SMALL and font.getlength(text) > WIDTH - 2 * MARGIN:
        size -= 2
        font = _font(size)
    return font


def _folded(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines no wider than the picture; words of Latin script stay whole where they can."""
    rows, row = [], ""
    for piece in text.split(" "):
        for part in [piece] if font.getlength(piece) <= WIDTH - 2 * MARGIN else list(piece):
            glue = " " if row and part is piece else ""
            if font.getlength(row + glue + part) > WIDTH - 2 * MARGIN:
                rows.append(row)
                row = part
            else:
                row += glue + part
    return [*rows, row]


def _code(url: str) -> Image.Image:
    made: qrcode.QRCode[PilImage] = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_L, border=2, box_size=4, image_factory=PilImage
    )
    made.add_data(url)
    return made.make_image().get_image().convert("RGB")  # whole pixels a module, or phones cannot read it
