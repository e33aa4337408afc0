"""A whole house of its own for the browser: database, web, worker and timetable, as `make run` starts them."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from app.infra.embedded import Servers, process
from app.settings import ROOT
from tools.run import TOLD, WEB

DATABASE = "browser"
TEMPLATES = ROOT / ".pytest_cache" / "templates"  # compiled once for all processes
READY_SECONDS = 60.0
POLITE = ((signal.SIGTERM, 8.0), (signal.SIGKILL, 3.0))
PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class House:
    """A running installation. ``url`` has no slash at its end; ``logs`` holds what the processes say; ``env`` is theirs.

    ``looked_at`` are the addresses of pages that somebody looked at closely.
    """

    url: str
    logs: Path
    env: Mapping[str, str] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)

    def last_words(self) -> str:
        """The end of every log, for a failure that the page does not explain."""
        return "\n".join(
            f"--- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            for log in sorted(self.logs.glob("*.log"))
        )


@contextmanager
def live_house(running: Servers, secret: str, var: Path) -> Iterator[House]:
    """Prepared, with its demo county, and healthy: the worker is up as well."""
    port, logs = _free_port(), var / "log"
    logs.mkdir(parents=True)
    env = {
        **TOLD,
        "PATH": PATH,
        "DATABASE_URL": _fresh_database(running.database_url),
        "REDIS_URL": running.redis_url.rsplit("/", 1)[0] + "/1",  # web tests use the first one
        "SECRET_KEY": secret,
        "VAR_DIR": str(var),
        "TEMPLATE_CACHE": str(TEMPLATES),
        "DEMO": "1",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    house = House(f"http://127.0.0.1:{port}", logs, env)
    _prepare(house, env)
    web = ["granian", *WEB, "--host", "127.0.0.1", "--port", str(port), "wsgi:app"]
    with _crew(house, env, web=web, worker=["worker.main"], timetable=["worker.timetable"]):
        yield house


def _prepare(house: House, env: dict[str, str]) -> None:
    order = [sys.executable, "-m", "flask", "prepare"]
    done = subprocess.run(order, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"flask prepare: {done.stderr[-3000:]}"


@contextmanager
def _crew(house: House, env: dict[str, str], **orders: list[str]) -> Iterator[None]:
    """The processes, each with its log; all of them are ended together."""
    children = []
    try:
        for name, module in orders.items():
            with (house.logs / f"{name}.log").open("ab") as out:
                argv = [sys.executable, "-m", *module]
                children.append(process.spawn(argv, ends_with=signal.SIGTERM, out=out, env=env, cwd=ROOT))
        up = process.wait_until(lambda: _is_ready(house.url), READY_SECONDS)
        assert up, f"the house did not come up\n{house.last_words()}"
        yield
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        for child in children:
            process.stop(child, POLITE)


def _is_ready(url: str) -> bool:
    """Database, queue and worker say ok."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url}/healthz", timeout=3) as answer:
            return answer.read().count(b'"ok"') == 3
    except (urllib.error.URLError, OSError):
        time.sleep(0.1)
        return False


def _fresh_database(owner_url: str) -> str:
    """A new, empty database beside the one of the other tests."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(f"drop database if exists {DATABASE} with (force)")
        owner.execute(f"create database {DATABASE}")
    parts = urlsplit(owner_url)
    return urlunsplit(parts._replace(path=f"/{DATABASE}"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
