"""One code by itself, for the screen."""

from io import BytesIO

import qrcode
from qrcode.image.pil import PilImage
from qrcode.image.svg import SvgPathImage

from app.labels.layouts import QUIET_MODULES


def one_svg(url: str) -> str:
    """The code of ``url`` as an SVG document, quiet zone included."""
    drawn = BytesIO()
    _code(url, 10).make_image(image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue().decode("utf-8")


def _code(url: str, scale: int) -> "qrcode.QRCode[PilImage]":
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M,
        border=QUIET_MODULES,
        box_size=scale,
        image_factory=PilImage,
    )
    code.add_data(url)
    return code
