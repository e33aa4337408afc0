"""Paper from templates: WeasyPrint with the one bundled Chinese font, and nothing fetched from anywhere.

The system libraries it needs may be missing; then ``PaperMissing`` says so, and everything else goes on working.
"""

import io
from typing import Any

import qrcode
from flask import current_app
from markupsafe import Markup
from pylopdf_fonts_zh_cn import sans_path
from qrcode.image.svg import SvgPathImage

from app.infra import scope
from app.infra.i18n import in_english
from app.infra.templates import in_words

APT = "apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PaperMissing(RuntimeError):
    """This machine lacks the libraries for PDF files; ``APT`` is the command that brings them."""


def font_url() -> str:
    """The bundled font, as the address that templates name."""
    return sans_path().resolve().as_uri()


def only_the_font() -> Any:
    """What fetches for a PDF: whatever a template says, no network and no other file. Anything else stops the writing."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # loads system libraries, as below

    class OnlyTheFont(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            if url != font_url():
                raise ValueError(f"a template points outside: {url}")
            return URLFetcherResponse(url, sans_path().open("rb"), {"Content-Type": "font/otf"})

    return OnlyTheFont(fail_on_errors=True)


def render(template: str, **words: Any) -> bytes:
    """The template as a PDF file, also where there is no request: in a job. Raises ``PaperMissing``."""
    try:
        from weasyprint import HTML  # loads system libraries: only when paper is wanted
    except OSError as missing:
        raise PaperMissing(APT) from missing
    around = {"locale": "en" if in_english() else "zh", "region": in_words(scope.region_or_none())}
    page = current_app.jinja_env.get_template(template).render({**around, "font_url": font_url(), **words})
    written: bytes = HTML(string=page, url_fetcher=only_the_font()).write_pdf()
    return written


def qr_svg(text: str) -> Markup:
    """A QR code as inline SVG, drawn as one path."""
    picture = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=2)
    drawn = io.BytesIO()
    picture.save(drawn)
    svg = drawn.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])  # noqa: S704  (our own drawing, no text in it)
