"""Paper from templates: WeasyPrint with the one bundled Chinese font, and nothing fetched from anywhere.

The system libraries it needs may be missing; then ``PaperMissing`` says so, and everything else goes on working.
"""

import io
from typing import Any

import qrcode
from flask import current_app
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage

from app.infra import apart, scope, typeset
from app.infra.i18n import in_english
from app.infra.templates import in_words
from app.infra.typeset import font_url, only_the_font
from app.kernel.errors import DomainError

APT = "apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PaperMissing(RuntimeError):
    """This machine lacks the libraries for PDF files; ``APT`` is the command that brings them."""


class PaperNotMade(DomainError):
    """``reason``: missing (this machine lacks the libraries), large (more than the child may take), broken."""

    code = "pdf.not_made"


def render(template: str, **words: Any) -> bytes:
    """The template as a PDF file, also where there is no request: in a job. Raises ``PaperMissing``."""
    try:
        from weasyprint import HTML  # loads system libraries: only when paper is wanted
    except OSError as missing:
        raise PaperMissing(APT) from missing
    written: bytes = HTML(string=_filled(template, words), url_fetcher=only_the_font()).write_pdf()
    return written


def render_apart(template: str, **words: Any) -> bytes:
    """The same for what strangers wrote, of any length: in a child with a ceiling on memory and time. Raises ``PaperNotMade``."""
    page = _filled(template, words)
    try:
        return apart.run("app.infra.typeset", content=page.encode(), seconds=typeset.SECONDS + 10)
    except apart.ApartTooLong as late:
        raise PaperNotMade(reason="large") from late
    except apart.ApartFailed as failed:
        raise PaperNotMade(reason=typeset.why(str(failed))) from failed


def _filled(template: str, words: dict[str, Any]) -> str:
    around = {"locale": "en" if in_english() else "zh", "region": in_words(scope.region_or_none())}
    page = current_app.jinja_env.get_template(template)
    return page.render({**around, "font_url": font_url(), **words})


def qr_svg(text: str) -> Markup:
    """A QR code as inline SVG, drawn as one path."""
    picture = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=2)
    drawn = io.BytesIO()
    picture.save(drawn)
    svg = drawn.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])  # noqa: S704  (our own drawing, no text in it)
