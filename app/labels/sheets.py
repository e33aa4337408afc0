"""From a print order to a finished PDF, written as it is made."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.labels.order import PrintOrder
from app.labels.pdf.objects import PAGES_PER_NODE, Shared, node_number, num, obj, page_number, ref
from app.labels.pdf.pages import Chunk, PagePress, page_press
from app.labels.pdf.shared import shared_objects
from app.labels.placement import POINTS_PER_MM

LABELS_PER_CHUNK = 2_400
_HEADER = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What came out: how many labels on how many pages, and the length of the file in bytes."""

    labels: int
    pages: int
    bytes: int


def print_pdf(
    order: PrintOrder, out: BinaryIO, *, progress: Callable[[int], None] | None = None
) -> PrintResult:
    """Write the whole order to ``out``, chunk by chunk; ``progress`` hears how many labels are done.

    ``out`` is only ever appended to, and memory does not grow with the order but for eight bytes
    an object. Raises what the parts raise: words that do not fit, a code that does not read back.
    """
    press, shared = page_press(order), shared_objects(order)  # whatever is refused is refused here
    file = SheetFile(out)
    begin(file, shared)
    done = 0
    for chunk, _ in chunks(press, file):
        done += chunk.labels
        if progress is not None:
            progress(done)
    finish(file, order)
    return PrintResult(labels=done, pages=order.pages, bytes=file.length)


def begin(file: "SheetFile", shared: Iterable[bytes]) -> None:
    """What a file holds once."""
    file.write(_HEADER)
    for body in shared:
        file.add(body)


def chunks(press: PagePress, file: "SheetFile", first_page: int = 0) -> Iterator[tuple[Chunk, int]]:
    """Pages from ``first_page`` on, appended chunk by chunk; each chunk, and the page that follows it."""
    pages = press.order.pages
    step = max(1, LABELS_PER_CHUNK // press.order.layout.grid.cells)
    for first in range(first_page, pages, step):
        chunk = press.chunk(first, min(step, pages - first))
        file.add_chunk(chunk, first)
        yield chunk, min(first + step, pages)


class SheetFile:
    """An appended file that remembers where each object began."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.length = 0
        self.starts = array("Q", [0] * Shared.FIRST_PAGE)

    def goes_on(self, length: int, starts: "array[int]") -> None:
        """What stands there already, written before by somebody else."""
        self.length, self.starts = length, starts

    def write(self, content: bytes) -> None:
        self._out.write(content)
        self.length += len(content)

    def add(self, body: bytes) -> None:
        """Append one object; its number stands at its beginning."""
        number = int(body[: body.index(b" ")])
        if number >= len(self.starts):
            self.starts.extend([0] * (number + 1 - len(self.starts)))
        self.starts[number] = self.length
        self.write(body)

    def add_chunk(self, chunk: Chunk, first_page: int) -> None:
        """Append pages made elsewhere; pages must come in order."""
        if len(self.starts) != Shared.FIRST_PAGE + 2 * first_page:
            raise ValueError(f"page {first_page} does not follow")
        self.starts.extend(self.length + start for start in chunk.starts)
        self.write(chunk.content)


def finish(file: SheetFile, order: PrintOrder) -> None:
    """The page tree, which every page has pointed to, then the table of contents for machines."""
    pages, nodes = order.pages, -(-order.pages // PAGES_PER_NODE)
    for node in range(nodes):
        leaves = range(node * PAGES_PER_NODE, min(pages, (node + 1) * PAGES_PER_NODE))
        kids = b" ".join(ref(page_number(page)) for page in leaves)
        body = b"<</Type/Pages/Parent %b/Count %d/Kids[%b]>>" % (ref(Shared.PAGES), len(leaves), kids)
        file.add(obj(node_number(node, pages), body))
    sheet = order.layout.sheet
    box = b"[0 0 %b %b]" % (num(sheet.width_mm * POINTS_PER_MM), num(sheet.height_mm * POINTS_PER_MM))
    fonts = b"/Font<</F %b/T %b>>" % (ref(Shared.WORDS_FONT), ref(Shared.TOKEN_FONT))
    forms = b"/XObject<</L %b/S %b>>" % (ref(Shared.LABEL_FORM), ref(Shared.SHEET_FORM))
    kids = b" ".join(ref(node_number(node, pages)) for node in range(nodes))
    root = b"<</Type/Pages/Count %d/Kids[%b]/MediaBox%b/Resources<<%b%b>>>>" % (
        pages,
        kids,
        box,
        fonts,
        forms,
    )
    file.add(obj(Shared.PAGES, root))
    table_at, size = file.length, len(file.starts)
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for first in range(1, size, 4096):
        file.write(b"".join(b"%010d 00000 n \n" % start for start in file.starts[first : first + 4096]))
    trailer = b"trailer\n<</Size %d/Root %b/Info %b>>\nstartxref\n%d\n%%%%EOF\n"
    file.write(trailer % (size, ref(Shared.CATALOG), ref(Shared.INFO), table_at))
