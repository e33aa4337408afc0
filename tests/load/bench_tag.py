"""The page behind a label, as phones ask for it, beside a bare page of the same size from the same server.

Four callers keep their lines open and ask for the labels of one batch in turn. Every scan asks the database, and is counted.
Once with the page drawn already for what the database says, as it is from the second scan of a seller's labels on; once
drawn anew each time. Two bare pages: bytes straight from the server, and the same bytes from the framework. Read the
ratios; callers, server and database share this machine.
"""

import gzip
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection

from app.factory import create_app
from app.infra import scope
from app.labels import printing, queries
from app.labels.terms import BatchState
from app.regions import queries as regions
from app.settings import ROOT, Settings
from tools.run import WEB

SECRET = "bench-only-secret-bench-only-secret"
REGION, CALLERS, SECONDS, ROUNDS = "330522", 4, 4.0, 3
MOST_BYTES = 14 * 1024


def prepare() -> list[str]:
    """A demo county of its own, and the addresses of one batch's labels."""
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare"],
        cwd=ROOT,
        env=os.environ,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    app = create_app(Settings.from_env())
    with app.app_context():
        with scope.house_scope():
            here = next(one for one in regions.open_refs() if one.code == REGION)
        with scope.region_scope(here):
            batch = next(
                one for one in queries.page_of() if one.state is BatchState.READY and not one.void_ranges
            )
            return [
                f"/Q/{printing.token_of(batch, serial)}"
                for serial in range(batch.first_serial, batch.last_serial + 1)
            ]


@contextmanager
def server(port: int, size: int) -> Iterator[None]:
    env = {**os.environ, "BARE_BYTES": str(size)}
    order = [
        sys.executable,
        "-m",
        "granian",
        *WEB,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "tests.load.tag_server:served",
    ]
    running = subprocess.Popen(order, cwd=ROOT, env=env)
    try:
        _wait(port)
        yield
    finally:
        running.terminate()
        running.wait(10)


def rate(port: int, addresses: list[str]) -> float:
    """Answers a second over all callers."""
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CALLERS) as callers:
        asked = [
            callers.submit(_ask, port, addresses[at::CALLERS] or addresses, until) for at in range(CALLERS)
        ]
        return sum(one.result() for one in asked) / SECONDS


def _ask(port: int, addresses: list[str], until: float) -> int:
    line, answers = HTTPConnection("127.0.0.1", port), 0
    while time.monotonic() < until:
        line.request("GET", addresses[answers % len(addresses)], headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{addresses[0]} answered {answer.status}")
        answers += 1
    return answers


def _get(port: int, address: str) -> bytes:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=10) as answer:
        return bytes(answer.read())


def _wait(port: int) -> None:
    for _ in range(900):
        try:
            _get(port, "/bare")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> None:
    port = _free_port()
    os.environ.update(SECRET_KEY=SECRET, DEMO="1", PUBLIC_URL=f"http://127.0.0.1:{port}")
    addresses = prepare()
    with server(port, 1):
        page = _get(port, addresses[0])
    plain = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
    print(
        f"tag page: {len(page):,} bytes compressed (aim: at most {MOST_BYTES:,}), {len(plain):,} plain, scripts needed: 0"
    )
    with server(port, len(page)):
        rate(port, addresses)
        ratios = []
        for number in range(1, ROUNDS + 1):
            anew = [f"/cold{address}" for address in addresses]
            tag, cold, framed, bare = (
                rate(port, asked) for asked in (addresses, anew, ["/framed"], ["/bare"])
            )
            ratios.append((tag / framed, tag / bare, cold / framed))
            told = f"tag page {tag:,.0f}/s, drawn anew {cold:,.0f}/s, same bytes from Flask {framed:,.0f}/s, from the server alone {bare:,.0f}/s"
            print(f"round {number}: {told}", flush=True)
    framed, bare, cold = (sorted(one[at] for one in ratios)[ROUNDS // 2] for at in (0, 1, 2))
    print(
        f"median: the tag page has {framed:.1%} of a bare Flask page's throughput, {bare:.1%} of a bare answer's;"
    )
    print(f"drawn anew for each scan {cold:.1%} of a bare Flask page's")


if __name__ == "__main__":
    main()
