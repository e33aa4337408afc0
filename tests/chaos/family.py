"""A process and all that came of it, as the kernel knows them."""

import os
import signal
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PARENT, BORN = 1, 19  # places in /proc/…/stat behind the name


def tree(pid: int) -> dict[int, str]:
    """The process first, then its children, and theirs; each with the moment it was born, so that a number used again is known."""
    children: dict[int, list[int]] = defaultdict(list)
    born: dict[int, str] = {}
    for one in Path("/proc").glob("[0-9]*"):
        if told := _told(int(one.name)):
            children[int(told[PARENT])].append(int(one.name))
            born[int(one.name)] = told[BORN]
    found = [pid] if pid in born else []
    for known in found:  # grows while it is walked
        found += children[known]
    return {one: born[one] for one in found}


def kill(pid: int) -> None:
    """All of them at once, as in a power cut: nobody is left behind who would finish the work."""
    end(tree(pid))


def end(known: Mapping[int, str]) -> None:
    """Whoever of these still lives does not any more."""
    for one, born in known.items():
        told = _told(one)
        if told and told[BORN] == born:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _told(pid: int) -> list[str]:
    """Nothing, if it ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
