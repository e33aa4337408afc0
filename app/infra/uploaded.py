"""The child that cleans one upload: ``python -m app.infra.uploaded image/png < file``. See ``uploads``."""

import json
import sys
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import NameObject

from app.infra import apart, papers
from app.infra.papers import PaperRefused
from app.infra.storage import MediaKind, Taken
from app.infra.uploads import REFUSED

MEGABYTES, SECONDS = 1500, 25
ACTIVE = ("/AA", "/Annots", "/Metadata", "/PieceInfo")


def main() -> int:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    taken = Taken(sys.stdin.buffer.read(), sys.argv[1], "file")
    try:
        paper = papers.read(taken)
        content = plain_pdf(paper.content) if paper.media_type == MediaKind.PDF else paper.content
    except PaperRefused as refusal:
        print(REFUSED + json.dumps(refusal.facts), file=sys.stderr)
        return 3
    facts = {"media_type": paper.media_type, "original_sha256": paper.original_sha256}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + content)
    return 0


def plain_pdf(content: bytes) -> bytes:
    """The pages alone: no script, no action, no attached file, no author. Raises ``PaperRefused``."""
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


def _still(page: PageObject) -> PageObject:
    for name in ACTIVE:
        page.pop(NameObject(name), None)
    return page


if __name__ == "__main__":
    sys.exit(main())
