"""A city-day: 2.4 million labels, ordered and fetched through the API from a live house with one worker.

Prints labels a second, the worker's memory batch by batch (it should not grow with size or number), and the bytes.
Read the flatness and the bytes; the times are this machine's at this moment.
"""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.api import service
from app.api.terms import TokenScope
from app.factory import create_app
from app.infra import clock, scope
from app.infra.db import unit_of_work
from app.infra.embedded import process
from app.regions import queries as regions
from app.settings import ROOT, Settings
from tools.run import TOLD, WEB

CITY_DAY = (240_000, 240_000, 240_000, 1_000_000, 200_000, 240_000, 240_000)  # 2.4 million
LAYOUT = "a4-3x8"
POLL_SECONDS = 0.5
POLITE = ((signal.SIGTERM, 8.0), (signal.SIGKILL, 3.0))
READY_SECONDS = 90.0


class Memory(threading.Thread):
    """The most memory that a process and its children held at once since the last look, in MB; looks ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.stopped = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(0.1):
            self.most = max(self.most, *(resident(pid) for pid in family(self.pid)))

    def take(self) -> int:
        most, self.most = self.most, 0
        return most


def family(pid: int) -> list[int]:
    """The process and its children: the worker forks one for each job."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(grown for child in children for grown in family(int(child)))]


def resident(pid: int) -> int:
    """Anonymous and file pages in memory, in MB; 0 if it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024


class Program:
    """A park's program: one connection, one token."""

    def __init__(self, port: int, token: str) -> None:
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, method: str, url: str, body: Any = None, **headers: str) -> Any:
        sent = None if body is None else json.dumps(body)
        kind = {} if body is None else {"Content-Type": "application/json"}
        self.http.request(method, url, sent, self.headers | kind | headers)
        answer = self.http.getresponse()
        said = json.loads(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"{method} {url}: {said}")
        return said

    def size_of(self, url: str) -> int:
        """Fetch a file and let it go; its bytes."""
        self.http.request("GET", url, headers=self.headers)
        answer = self.http.getresponse()
        size = len(head := answer.read(5))
        if head != b"%PDF-":
            raise RuntimeError(f"GET {url}: {answer.status}")
        while part := answer.read(1 << 20):
            size += len(part)
        return size


@contextmanager
def house(env: dict[str, str], logs: Path) -> Iterator[int]:
    """Web and worker as `make run` starts them; the worker's process id."""
    python = sys.executable
    orders = {
        "web": [python, "-m", "granian", *WEB, "--host", "127.0.0.1", "--port", env["PORT"], "wsgi:app"],
        "worker": [python, "-m", "worker.main"],
    }
    children = {}
    try:
        for name, argv in orders.items():
            with (logs / f"bench-{name}.log").open("ab") as out:
                children[name] = process.spawn(argv, ends_with=signal.SIGTERM, out=out, env=env, cwd=ROOT)
        if not process.wait_until(lambda: is_up(int(env["PORT"])), READY_SECONDS):
            raise RuntimeError(f"the house did not come up; see {logs}")
        yield children["worker"].pid
    finally:
        for child in children.values():
            process.stop(child, POLITE)


def is_up(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False


def new_token(env: dict[str, str]) -> str:
    """The demo county's park makes one, as on its page."""
    app = create_app(Settings.from_env(env))
    with app.app_context():
        with scope.house_scope():
            region = regions.ref_by_code("330522")
        assert region is not None
        with scope.region_scope(region), unit_of_work():
            keeper = accounts.of_role(Role.PARK)[0]
            assert keeper.organisation_id is not None
            _token, text = service.create(
                "bench", list(TokenScope), park_id=keeper.organisation_id, by=keeper,
                request_key=secrets.token_hex(16), now=clock.now(),
            )  # fmt: skip
    return str(text)


def city_day(program: Program, memory: Memory, sizes: list[int]) -> None:
    shops = [shop["code"] for shop in program.ask("GET", "/api/v1/merchants")["items"]]
    print(
        f"{'batch':>7}{'labels':>12}{'ready after s':>15}{'labels/s':>11}{'worker peak MB':>16}{'file MB':>10}{'B/label':>9}"
    )
    begun = before = time.monotonic()
    run = secrets.token_hex(4)
    batches = [
        program.ask(
            "POST", "/api/v1/batches", {"merchant": shops[turn % len(shops)], "count": count, "layout": LAYOUT},
            **{"Idempotency-Key": f"{run}-{turn}"},
        )
        for turn, count in enumerate(sizes)
    ]  # fmt: skip
    made, peaks = [], []
    for turn, batch in enumerate(batches, 1):
        while (batch := program.ask("GET", batch["href"]))["state"] in ("waiting", "making"):
            time.sleep(POLL_SECONDS)
        if batch["state"] != "ready":
            raise RuntimeError(f"{batch['code']}: {batch['trouble']}")
        now, peak, size = time.monotonic(), memory.take(), batch["file"]["size"]
        peaks.append(peak)
        made.append(batch)
        rate = batch["count"] / (now - before)
        print(
            f"{turn:>7}{batch['count']:>12,}{now - begun:>15.1f}{rate:>11,.0f}{peak:>16}{size / 1e6:>10.1f}{size / batch['count']:>9.0f}",
            flush=True,
        )
        before = now
    total, seconds = sum(sizes), time.monotonic() - begun
    print(
        f"made    {total:>12,} labels in {seconds:.1f} s: {total / seconds:,.0f} labels/s; worker {min(peaks)} to {max(peaks)} MB"
    )
    start = time.monotonic()
    size = sum(program.size_of(batch["file"]["href"]) for batch in made)
    print(f"fetched {size:>12,} bytes in {time.monotonic() - start:.1f} s; {size / total:.0f} bytes a label")
    if len({token for batch in made for token in (batch["first_token"], batch["last_token"])}) != 2 * len(
        made
    ):
        raise RuntimeError("two batches share a serial")


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or list(CITY_DAY)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    env = dict(os.environ) | TOLD | {"HOST": "127.0.0.1", "PORT": port, "DEMO": "1"}
    logs = Path(env["VAR_DIR"]) / "log"
    logs.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
    )
    token = new_token(env)
    with house(env, logs) as worker:
        memory = Memory(worker)
        memory.start()
        city_day(Program(int(port), token), memory, sizes)
        memory.stopped.set()


if __name__ == "__main__":
    main()
