"""The child that opens one upload: ``python -m app.infra.uploaded clean image/png < file``. See ``uploads``.

``clean`` gives back what strangers' files may be kept as; ``paper`` looks at a seller's paper, whose PDF stays as it is.
"""

import json
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from app.infra import apart, papers
from app.infra.media import MediaKind, Taken
from app.infra.papers import PaperRefused

if TYPE_CHECKING:
    from pypdf import PageObject

MEGABYTES, SECONDS = 1500, 25
REFUSED = "REFUSED "
CLEAN, PAPER = "clean", "paper"
ACTIVE = ("/AA", "/Annots", "/Metadata", "/PieceInfo")


def main() -> int:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    how, media_type = sys.argv[1:3]
    taken = Taken(sys.stdin.buffer.read(), media_type, "file")
    try:
        paper = papers.read(taken)
        is_pdf = paper.media_type == MediaKind.PDF
        content = plain_pdf(paper.content) if is_pdf and how == CLEAN else paper.content
    except PaperRefused as refusal:
        print(REFUSED + json.dumps(refusal.facts), file=sys.stderr)
        return 3
    facts = {
        "media_type": paper.media_type,
        "original_sha256": paper.original_sha256,
        "pages": paper.pages,
    }
    same = is_pdf and how == PAPER  # the parent has the bytes
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + (b"" if same else content))
    return 0


def plain_pdf(content: bytes) -> bytes:
    """The pages alone: no script, no action, no attached file, no author. Raises ``PaperRefused``."""
    from pypdf import PdfReader, PdfWriter  # slow to load, and most of what is sent are photographs

    try:
        writer = PdfWriter()
        for page in PdfReader(BytesIO(content)).pages:
            writer.add_page(_still(page))
        writer.metadata = None
        made = BytesIO()
        writer.write(made)
    except Exception as trouble:  # a hostile file makes readers raise anything
        raise PaperRefused(reason="broken_pdf") from trouble
    return made.getvalue()


def _still(page: "PageObject") -> "PageObject":
    from pypdf.generic import NameObject  # as above

    for name in ACTIVE:
        page.pop(NameObject(name), None)
    return page


if __name__ == "__main__":
    sys.exit(main())
