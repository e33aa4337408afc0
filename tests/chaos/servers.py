"""PostgreSQL and Valkey that may be stopped, killed, emptied and started again at the same address."""

import os
import secrets
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path

from redis import Redis

from app.infra.embedded import postgres as pg
from app.infra.embedded import process
from app.infra.embedded import valkey as vk

SECONDS = 60


class Database:
    """With its log written down as in earnest: what was committed is there after a crash."""

    def __init__(self, var: Path) -> None:
        self.var, self.url, self.pid = var, "", 0
        self._running = ExitStack()

    def start(self) -> None:
        running = self._running.enter_context(pg.postgres(self.var, throwaway=False))
        assert self.url in ("", running.url), "it must come back where it was"
        self.url, self.pid = running.url, running.pid

    def stop(self) -> None:
        """As for an upgrade: everybody is sent away at once."""
        self._running.close()

    def crash(self) -> None:
        """As in a power cut: nobody is told, nothing is tidied up."""
        os.kill(self.pid, signal.SIGQUIT)
        self._running.close()


class Line:
    """Valkey, at a port of its own choice and always the same."""

    def __init__(self, var: Path) -> None:
        self.home, self.log = var / "valkey", var / "log" / "valkey.log"
        self.home.mkdir(mode=0o700, exist_ok=True)
        self.port, self.password = vk._free_port(), secrets.token_urlsafe(24)
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        config = vk._config(self.home, self.port, self.password, "yes")
        self._server = vk._spawn(self.home, self.log, config)
        assert process.wait_until(lambda: vk.answers(self.url), SECONDS), "Valkey did not come up"

    def stop(self) -> None:
        if self._server is not None:
            process.stop(self._server, vk.STOPPING)

    def empty(self) -> None:
        with Redis.from_url(self.url) as link:
            link.flushall()
