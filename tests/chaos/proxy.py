"""What stands before two web processes: each request goes to one that takes it. As small as a proxy can be."""

import http.client
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.chaos import without

SECONDS = 60
HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


class Proxy(http.server.ThreadingHTTPServer):
    """Knows its ports, and counts what it could not hand on."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ports, self.turn = list(ports), 0
        self.handed_on, self.failed = 0, 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def in_order(self) -> list[int]:
        """One after the other; the second is asked if the first does not take the connection."""
        with self.lock:
            self.turn += 1
            first = self.turn % len(self.ports)
            order = self.ports[first:] + self.ports[:first]
        return order[:1] if without.is_away("next_one") else order

    def count(self, *, failed: bool) -> None:
        with self.lock:
            self.handed_on += not failed
            self.failed += failed


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_GET(self) -> None:
        self._hand_on()

    def do_POST(self) -> None:
        self._hand_on()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        for port in self.server.in_order():
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
            try:
                line.connect()
            except OSError:  # it takes nothing more: the other one does
                continue
            try:
                line.request(self.command, self.path, body, headers)
                answer = line.getresponse()
                self._give(answer, answer.read())
                return self.server.count(failed=False)
            except (OSError, http.client.HTTPException):
                break  # it was sent: whether it was carried out nobody here knows
            finally:
                line.close()
        self.server.count(failed=True)
        self.send_response(502)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def _give(self, answer: http.client.HTTPResponse, body: bytes) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def before(ports: Sequence[int]) -> Iterator[Proxy]:
    proxy = Proxy(ports)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
