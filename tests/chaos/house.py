"""A house of its own: two servers, web, workers and timetable, and hands on all of them."""

import json
import os
import signal
import subprocess
import sys
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
from tests.browser.live import PATH, POLITE
from tests.chaos import kill, timepiece, without
from tests.chaos.servers import Database, Line
from tools.run import TOLD, WEB

SECRET = "chaos-only-secret-chaos-only-secret-"
BEGINNING = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)  # a Monday, nine in the morning in 长兴县
SECONDS = float(os.environ.get("CHAOS_PATIENCE") or "240")  # on a machine that does other things as well
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

    def stop(self) -> None:
        if self.running is not None:
            process.stop(self.running, POLITE)


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
        """Plain SQL as the owner, for whom no wall stands."""
        with psycopg.connect(self.database.url, autocommit=True) as link:
            asked = link.execute(order, facts)  # type: ignore[arg-type]  # our own statements
            return asked.fetchall() if asked.description else []

    def until_well(self, url: str = "") -> None:
        assert process.wait_until(lambda: _oks(url or self.url) == 3, SECONDS), self.last_words()

    def until_idle(self, seconds: float = SECONDS) -> None:
        """No work waits and none is being done."""
        idle = process.wait_until(lambda: self.ask(OPEN) == [(0,)], seconds)
        stuck = self.ask("select name, state, tries, trouble from job where state in ('waiting', 'running')")
        assert idle, f"work is stuck: {stuck}\n{self.last_words()}"

    def kill_worker(self, name: str, moment: str, turn: int) -> None:
        """At this step of the next job of this name."""
        (self.folder / kill.DONE).unlink(missing_ok=True)
        aside = self.folder / "kill.new"
        aside.write_text(json.dumps({"name": name, "moment": moment, "turn": turn}))
        aside.replace(self.folder / kill.ORDER)

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
