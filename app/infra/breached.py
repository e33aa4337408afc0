"""Passwords that stood in a breach, looked up in a list that whoever runs the house brings: ``BREACHED_PASSWORDS``.

One line a password, the SHA-1 of it in hex (what follows a colon is not read), sorted: the form in which such lists are
given away. It is searched where it lies, in some thirty steps for a thousand million lines; nothing is asked over the network.
"""

import hashlib
import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)
DIGITS = 40


class ListUnreadable(RuntimeError):
    """The file is not there, or is no such list: the program does not start with it."""


class _Kept:
    """Where the list lies; nowhere unless told."""

    place: Path | None = None


def use(place: str) -> None:
    """Raises ``ListUnreadable``."""
    _Kept.place = None
    if not place:
        return
    try:
        with Path(place).open("rb") as lines:
            first = lines.readline()
        int(first[:DIGITS], 16)
    except (OSError, ValueError) as trouble:
        raise ListUnreadable(f"BREACHED_PASSWORDS: {type(trouble).__name__}") from trouble
    if len(first.strip()) < DIGITS:
        raise ListUnreadable("BREACHED_PASSWORDS: the first line is too short for a SHA-1")
    _Kept.place = Path(place)


def is_listed(password: str) -> bool:
    """Whether the list has it; False where there is no list. A list that went away is logged and refuses nobody."""
    if _Kept.place is None:
        return False
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        return _has(_Kept.place, wanted)
    except OSError as trouble:
        log.warning("the list of breached passwords cannot be read: %s", type(trouble).__name__)
        return False


def _has(place: Path, wanted: bytes) -> bool:
    """Halve the file until the line stands there, or could only stand between two that do not say it."""
    with place.open("rb") as lines:
        low, high = 0, lines.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.seek(middle - 1)
                lines.readline()  # to where the next line begins
            found = lines.readline()[:DIGITS].upper()
            if not found or found > wanted:
                high = middle
            elif found < wanted:
                low = middle + 1
            else:
                return True
    return False
