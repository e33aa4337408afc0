"""Files of others are shown to a virus scanner first, where one is set up: clamd, at ``CLAMD_URL``.

Without one nothing is asked. With one that does not answer nothing is taken: the person is told to come back.
"""

import logging
import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

from app.kernel.errors import DomainError

log = logging.getLogger(__name__)
PORT = 3310
CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 30.0
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
CLEAN, FOUND = b"OK", b"FOUND"


class ScanRefused(DomainError):
    """``reason``: found, or away when the scanner could not say."""

    code = "scanning.refused"


class _At:
    """Where the scanner listens: ``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``; nowhere unless told."""

    url = ""


def connect(url: str) -> None:
    _At.url = url


def look(content: bytes) -> None:
    """Raises ``ScanRefused`` if something is found, or if nobody can say."""
    if not _At.url:
        return
    try:
        said = _ask(content)
    except OSError as trouble:
        log.warning("the scanner is away: %s", type(trouble).__name__)
        raise ScanRefused(reason="away") from trouble
    if said.endswith(FOUND):
        log.warning("the scanner found something in a file of %d bytes", len(content))
        raise ScanRefused(reason="found")
    if not said.endswith(CLEAN):
        log.warning("the scanner could not say")
        raise ScanRefused(reason="away")


def _ask(content: bytes) -> bytes:
    """clamd's INSTREAM: pieces with their lengths, an empty one at the end, then one line of answer."""
    with _open() as line:
        line.settimeout(ANSWER_SECONDS)
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            said += more
    return said.rstrip(b"\0\r\n ")


def _open() -> socket.socket:
    at = urlsplit(_At.url)
    if at.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        line.connect(at.path)
        return line
    return socket.create_connection((at.hostname or "127.0.0.1", at.port or PORT), CONNECT_SECONDS)


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
