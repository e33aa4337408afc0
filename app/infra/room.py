"""Writing on a disk that may be full: all of a file or nothing of it, and a refusal that becomes a sentence."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.kernel.errors import DomainError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(DomainError):
    """The disk is full, or this is more than it may take. Nothing of the file was kept."""

    code = "storage.no_room"


@contextmanager
def or_refuse(unfinished: Path) -> Iterator[None]:
    """Whatever goes wrong, ``unfinished`` is not left behind. Raises ``NoRoom`` where there is none."""
    try:
        yield
    except OSError as trouble:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        if trouble.errno in FULL:
            raise NoRoom from trouble
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Beside its place first and down to the disk, then by its name: a reader finds all of it or nothing."""
    part = path.with_suffix(f".part{os.getpid()}")
    with or_refuse(part):
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
