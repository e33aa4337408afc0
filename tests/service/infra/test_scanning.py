"""A virus scanner, where one is set up: what it finds is refused, and while it does not answer nothing is taken."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from app.infra import phrases, scanning, uploads
from app.infra.scanning import ScanRefused
from app.labels import waybill_lists
from tests.factories.licences import photo

BAD = b"X5O!P%@AP-a-stand-in-for-something-bad"


class Daemon(socketserver.ThreadingTCPServer):
    """Speaks the scanner's own protocol, and knows one bad thing."""

    answer = b""
    seen = 0


class Line(socketserver.StreamRequestHandler):
    server: Daemon

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.server.seen = len(content)
        said = b"stream: Test.Bad FOUND\0" if BAD in content else b"stream: OK\0"
        self.wfile.write(self.server.answer or said)


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    with Daemon(("127.0.0.1", 0), Line) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        scanning.connect(f"tcp://127.0.0.1:{server.server_address[1]}")
        yield server
        scanning.connect("")
        server.shutdown()


class Sent:
    filename = "a.jpg"

    def __init__(self, content: bytes) -> None:
        self.stream = BytesIO(content)


def test_a_clean_file_is_shown_whole_and_taken(daemon: Daemon):
    content = photo(size=(1600, 1200))
    assert uploads.paper(Sent(content)).media_type == "image/jpeg"
    assert daemon.seen == len(content)


@pytest.mark.parametrize(
    "door",
    [
        lambda: uploads.paper(Sent(photo() + BAD)),
        lambda: uploads.clean_all([Sent(photo() + BAD)]),
        lambda: waybill_lists.from_file(b"SF12345\n" + BAD),
    ],
    ids=["paper", "clean", "sheet"],
)
def test_what_it_finds_is_refused_at_every_door(daemon: Daemon, door: Callable[[], object]):
    with pytest.raises(ScanRefused) as refusal:
        door()
    assert refusal.value.facts["reason"] == "found"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_a_scanner_that_cannot_say_is_no_scanner(daemon: Daemon, answer: bytes):
    daemon.answer = answer
    with pytest.raises(ScanRefused) as refusal:
        scanning.look(b"anything")
    assert refusal.value.facts["reason"] == "away"


def test_while_it_is_away_nothing_is_taken_and_the_person_is_told(here, app, monkeypatch):
    monkeypatch.setattr(scanning, "CONNECT_SECONDS", 0.5)
    scanning.connect("unix:///nowhere/clamd.ctl")
    try:
        with pytest.raises(ScanRefused) as refusal:
            scanning.look(b"anything")
    finally:
        scanning.connect("")
    with app.test_request_context():
        assert "请过几分钟再交" in phrases.sentence(refusal.value)


def test_without_one_nothing_is_asked():
    scanning.look(BAD)
