"""The child that writes one paper: ``python -m app.infra.typeset < page.html > paper.pdf``. See ``pdf.render_apart``.

What is fetched for a paper is decided here, for the child and for papers that are written in the house alike.
"""

import sys
from typing import Any

from pylopdf_fonts_zh_cn import sans_path

from app.infra import apart

MEGABYTES, SECONDS = 1500, 25
MISSING = "LIBRARIES MISSING"  # the child's last words where the system lacks them


def main() -> int:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    try:
        from weasyprint import HTML  # loads system libraries
    except OSError as missing:
        print(MISSING, missing, file=sys.stderr)
        return 3
    page = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(HTML(string=page, url_fetcher=only_the_font()).write_pdf())
    return 0


def why(last_words: str) -> str:
    """What a child that failed died of: missing, broken, or else it took more than it may."""
    if MISSING in last_words:
        return "missing"
    return "broken" if "Error" in last_words and "MemoryError" not in last_words else "large"


def font_url() -> str:
    """The bundled font, as the address that templates name."""
    return sans_path().resolve().as_uri()


def only_the_font() -> Any:
    """What fetches for a PDF: whatever a template says, no network and no other file. Anything else stops the writing."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # loads system libraries, as above

    class OnlyTheFont(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            if url != font_url():
                raise ValueError(f"a template points outside: {url}")
            return URLFetcherResponse(url, sans_path().open("rb"), {"Content-Type": "font/otf"})

    return OnlyTheFont(fail_on_errors=True)


if __name__ == "__main__":
    sys.exit(main())
