"""A house of its own: two servers, web, workers and timetable, and hands on all of them."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from app.demo.county import COUNTIES
from app.factory import create_app
from app.floorplan import SLICES
from app.infra import clock, migrate, packs, scope
from app.infra.db import unit_of_work
from app.infra.embedded import process
from app.infra.embedded.valkey import _free_port as free_port
from app.infra.scope import RegionRef
from app.regions import queries as regions
from app.regions import service as region_service
from app.settings import ROOT, Settings
from tests.browser.live import PATH
from tests.chaos import family, kill, timepiece, without
from tests.chaos.servers import Database, Line
from tools.run import TOLD, WEB

SECRET = "chaos-only-secret-chaos-only-secret-"
BEGINNING = datetime(
    2026, 6, 1, 3, 0, tzinfo=UTC
)  # a Monday, eleven in the morning in 长兴县: an hour earlier, too, words may go out
SECONDS = float(
    os.environ.get("CHAOS_PATIENCE") or "240"
)  # until work counts as stuck; the machine may be busy
BREATH = 0.05  # between two looks, so that looking is not the work
OPENING = 240.0  # seconds until a process must be up
LEAVING = ((signal.SIGTERM, 60.0), (signal.SIGKILL, 3.0))
OPEN = "select count(*) from job where state in ('waiting', 'running')"


class Hand:
    """One process of the house, with its log."""

    def __init__(self, name: str, order: list[str], env: dict[str, str], logs: Path) -> None:
        self.name, self.order, self.env, self.log = name, order, env, logs / f"{name}.log"
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            order = [sys.executable, "-m", *self.order]
            self.running = process.spawn(order, ends_with=signal.SIGTERM, out=out, env=self.env, cwd=ROOT)

    def tell(self, sign: signal.Signals = signal.SIGTERM) -> None:
        assert self.running is not None
        self.running.send_signal(sign)

    def leave(self) -> None:
        """Told to end, as a release does it; killed with all its children if politeness is what is taken away."""
        assert self.running is not None
        if without.is_away("politely"):
            family.kill(self.running.pid)
        else:
            self.tell()

    def stop(self) -> None:
        """It gets the time that ``deploy/`` gives it. Nobody of it is left to answer in its place."""
        if self.running is not None:
            known = self.family() if self.running.poll() is None else {}
            process.stop(self.running, LEAVING)
            family.end(known)

    def family(self) -> dict[int, str]:
        """Its process, and whatever that one started."""
        assert self.running is not None
        return family.tree(self.running.pid)


class House:
    """Call from the main thread: children live as long as the thread that started them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.logs, self.port = folder, folder / "log", free_port()
        self.logs.mkdir()
        self.database, self.line = Database(folder), Line(folder)
        self.url = f"http://127.0.0.1:{self.port}"
        self.hands: dict[str, Hand] = {}
        self.app: Flask
        self.env: dict[str, str] = {}
        self._line: psycopg.Connection[Any] | None = None

    def open(self) -> None:
        """Everything up, two counties without people, all clocks at the beginning."""
        (self.folder / "offset").write_text("0.0")
        timepiece.put_to(self.folder, BEGINNING)
        self.database.start()
        self.line.start()
        self.env = self._env()
        timepiece.follow(self.folder)
        without.take_away()
        settings = replace(Settings.from_env(self.env), quick_hashes=True)
        migrate.migrate(settings.owner_url, settings.database_url)
        self.app = create_app(settings)
        with self.app.app_context(), scope.house_scope(), unit_of_work():
            packs.load((pack for one in SLICES for pack in one.packs()), now=clock.now())
            for county in COUNTIES:
                region_service.open_region(**county, is_demo=False, now=clock.now())
        self.hands = {
            "web": self.another_web("web", self.port),
            "workers": Hand("workers", ["tests.chaos.workers"], self.env, self.logs),
            "timetable": Hand("timetable", ["tests.chaos.hours"], self.env, self.logs),
        }
        for hand in self.hands.values():
            hand.start()
        self.until_well()

    def close(self) -> None:
        for hand in self.hands.values():
            hand.tell()
        for hand in self.hands.values():
            hand.stop()
        self.line.stop()
        self.database.stop()

    def another_web(self, name: str, port: int) -> Hand:
        """With the time to end that ``deploy/`` gives it: what is being taken in may take half a minute."""
        order = [
            "granian",
            *WEB,
            "--workers-kill-timeout",
            "40s",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "tests.chaos.web:app",
        ]
        return Hand(name, order, self.env, self.logs)

    @contextmanager
    def inside(self, code: str = "330522") -> Iterator[RegionRef]:
        """Set-up and questions, as a page of this county would do and ask them."""
        with self.app.app_context():
            with scope.house_scope():
                region = regions.ref_by_code(code)
            assert region is not None
            with scope.region_scope(region):
                yield region

    def ask(self, order: str, *facts: Any) -> list[tuple[Any, ...]]:
        """Plain SQL as the owner, for whom no wall stands. The line is kept; one that died is taken up anew."""
        for line in (self._line, None):
            try:
                self._line = line or psycopg.connect(self.database.url, autocommit=True)
                asked = self._line.execute(order, facts)  # type: ignore[arg-type]  # our own statements
                return asked.fetchall() if asked.description else []
            except psycopg.OperationalError:
                if line is None:
                    raise
        return []

    def until_well(self, url: str = "") -> None:
        assert process.wait_until(lambda: _oks(url or self.url) == 3, OPENING), self.last_words()

    def until_idle(self, seconds: float = SECONDS) -> None:
        """No work waits and none is being done."""
        idle = process.wait_until(lambda: self.ask(OPEN) == [(0,)] or bool(time.sleep(BREATH)), seconds)
        stuck = self.ask("select name, state, tries, trouble from job where state in ('waiting', 'running')")
        assert idle, f"work is stuck: {stuck}\n{self.last_words()}"

    def kill_worker(self, name: str, moment: str, turn: int, times: int = 1) -> None:
        """At this step of the next job of this name, and of the one after it."""
        (self.folder / kill.DONE).unlink(missing_ok=True)
        kill.write(self.folder, {"name": name, "moment": moment, "turn": turn, "times": times})

    def was_killed(self) -> bool:
        return (self.folder / kill.DONE).exists()

    def steps_of(self, name: str) -> int:
        """How many commits the last job of this name made."""
        return int((self.folder / f"{kill.COUNT}-{name}").read_text())

    def last_words(self) -> str:
        return "\n".join(
            f"--- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-25:])
            for log in sorted(self.logs.glob("*.log"))
        )

    def _env(self) -> dict[str, str]:
        return {
            **TOLD, "PATH": PATH, "DATABASE_URL": self.database.url, "REDIS_URL": self.line.url, "SECRET_KEY": SECRET,
            "VAR_DIR": str(self.folder), "DEMO": "0", "HOST": "127.0.0.1", "PORT": str(self.port), "PROXIES": "1",
            "PUBLIC_URL": self.url, timepiece.FOLDER: str(self.folder),
            **{name: value for name, value in os.environ.items() if name == without.NAME},
        }  # fmt: skip


def _oks(url: str) -> int:
    """Database, queue and worker."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url}/healthz", timeout=5) as answer:
            return int(answer.read().count(b'"ok"'))
    except (urllib.error.URLError, OSError):
        return 0
