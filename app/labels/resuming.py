"""A file that is printed on where a killed worker left off.

Beside it lies a journal with a line for each chunk: how long the file was then, the chunk's check sum, and where its
objects begin. Whoever comes next believes the journal only as far as the bytes agree with it, cuts off the rest and
goes on from there. What comes out is the same, bit by bit, however often it was begun.
"""

import fcntl
import hashlib
import json
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from app.labels import token
from app.labels.order import PrintOrder
from app.labels.pdf.pages import page_press
from app.labels.pdf.shared import shared_objects
from app.labels.sheets import PrintResult, SheetFile, begin, chunks, finish

FORMAT = 1  # of the journal and of the pages; what an older program began is begun again


class BeingPrinted(RuntimeError):
    """Another worker has this file in its hands."""


@dataclass(slots=True)
class Reached:
    """How far the file is right: so many bytes, labels and pages, and where its objects begin."""

    length: int = 0
    labels: int = 0
    page: int = 0
    is_whole: bool = False
    starts: "array[int]" = field(default_factory=lambda: array("Q"))


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.journal")


def discard(path: Path) -> None:
    """Nobody will go on with it."""
    journal_of(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def print_on(order: PrintOrder, path: Path, *, progress: Callable[[int], None] | None = None) -> PrintResult:
    """``print_pdf`` into ``path``, from where it was left. Raises the same, and ``BeingPrinted``."""
    press, shared = page_press(order), shared_objects(order)
    name = _fingerprint(order, shared)
    with _opened(journal_of(path)) as pages_of_journal, _opened(path) as out:
        reached = _believed(pages_of_journal, out, name)
        out.seek(reached.length)
        out.truncate()
        if not reached.is_whole:
            summed = _Summed(out)
            file, journal = SheetFile(summed), _Journal(pages_of_journal, summed)  # type: ignore[arg-type]  # all it does is write
            if reached.length:
                file.goes_on(reached.length, reached.starts)
                journal.noted = len(file.starts)
                if progress is not None:
                    progress(reached.labels)
            else:
                begin(file, shared)
                journal.note(file, order=name)
            for chunk, page in chunks(press, file, reached.page):
                reached.labels += chunk.labels
                journal.note(file, page=page, labels=reached.labels)
                if progress is not None:
                    progress(reached.labels)
            finish(file, order)
            journal.note(file, whole=True)
            reached.length = file.length
    return PrintResult(labels=order.filled // order.copies, pages=order.pages, bytes=reached.length)


class _Summed:
    """What is written through it, and its check sum since the last line of the journal."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.crc = out, 0

    def write(self, content: bytes) -> int:
        self.crc = zlib.crc32(content, self.crc)
        return self.out.write(content)


class _Journal:
    """Lines are written after the bytes they tell of."""

    def __init__(self, lines: BinaryIO, summed: _Summed) -> None:
        self.lines, self.summed, self.noted = lines, summed, 0

    def note(self, file: SheetFile, **facts: object) -> None:
        self.summed.out.flush()
        starts = file.starts[self.noted :].tolist()
        line = {**facts, "length": file.length, "crc": self.summed.crc, "starts": starts}
        self.lines.write(json.dumps(line).encode() + b"\n")
        self.lines.flush()
        self.summed.crc, self.noted = 0, len(file.starts)


def _fingerprint(order: PrintOrder, shared: list[bytes]) -> str:
    """Everything that a page depends on; the key only through a token that it sealed."""
    first = token.issue(
        order.key, key_id=order.key_id, region_number=order.region_number, batch_number=order.batch_number,
        serial=order.first_serial,
    )  # fmt: skip
    facts = (
        FORMAT, order.layout.model_dump_json(), order.base_url, first, order.count, order.copies, order.start_at,
        order.printer, order.waybill_width,
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode() + b"".join(shared)).hexdigest()


def _believed(journal: BinaryIO, out: BinaryIO, name: str) -> Reached:
    """The state after the last line that is whole and that the bytes agree with; the journal is cut there too."""
    reached, sound = Reached(), 0
    journal.seek(0)
    out.seek(0)
    for line in journal:
        try:
            said = json.loads(line)
        except ValueError:
            break
        if not line.endswith(b"\n") or (not sound and said.get("order") != name):
            break
        content = out.read(said["length"] - reached.length)
        if len(content) != said["length"] - reached.length or zlib.crc32(content) != said["crc"]:
            break
        reached.length, reached.is_whole = said["length"], said.get("whole", False)
        reached.page, reached.labels = said.get("page", reached.page), said.get("labels", reached.labels)
        reached.starts.extend(said["starts"])
        sound += len(line)
    journal.seek(sound)
    journal.truncate()
    return reached


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """For reading and adding, by one worker at a time. Raises ``BeingPrinted``."""
    path.touch()
    with path.open("r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise BeingPrinted(path.name) from held
        yield stream
