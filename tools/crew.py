"""The processes of one installation: started together, restarted one by one, stopped together."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from app.infra.embedded.process import spawn
from tools.say import ROOT, say

LARGEST_LOG = 5_000_000  # bytes; the one before is kept
REMEMBERED_LINES = 12
CALM_SECONDS = 60.0  # after so long a life the next end is a first one again
LONGEST_PAUSE = 30.0
STOP_SECONDS = 8.0


class Child:
    """One process, its output on the terminal and in a log file."""

    def __init__(self, name: str, argv: Sequence[str], env: Mapping[str, str], logs: Path) -> None:
        self.name, self.argv, self.env = name, argv, env
        self.log = logs / f"{name}.log"
        self.last_lines: deque[str] = deque(maxlen=REMEMBERED_LINES)
        self.ends = 0
        self.due_at = 0.0
        self.born_at = 0.0
        self.running: subprocess.Popen[bytes] | None = None
        self.pipe = -1  # the reading end of what it says
        self._rest = b""

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.born_at = time.monotonic()
        self.pipe, told = os.pipe()
        os.set_blocking(self.pipe, False)
        self.running = spawn(self.argv, ends_with=signal.SIGTERM, out=told, env=self.env, cwd=ROOT)
        os.close(told)

    def ended(self) -> bool:
        return self.running is not None and self.running.poll() is not None

    def read(self) -> bool:
        """Show and keep what was said. False when nothing more can come."""
        try:
            said = os.read(self.pipe, 65536)
        except BlockingIOError:
            return True
        *lines, self._rest = (self._rest + said).split(b"\n")
        if not said and self._rest:
            lines, self._rest = [self._rest], b""
        with self.log.open("ab") as log:
            for line in lines:
                log.write(line + b"\n")
                text = line.decode(errors="replace").rstrip()
                self.last_lines.append(text)
                print(f"{self.name:<9} │ {text}", flush=True)
        return bool(said)

    def plan_restart(self) -> float:
        """Seconds until the next try: 1, 2, 4 … up to ``LONGEST_PAUSE``."""
        now = time.monotonic()
        self.ends = 1 if now - self.born_at > CALM_SECONDS else self.ends + 1
        pause = min(2.0 ** (self.ends - 1), LONGEST_PAUSE)
        self.due_at = now + pause
        self.running = None
        return pause

    def signal_group(self, sign: signal.Signals) -> None:
        """To the process and its own children, which share its session."""
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, sign)


class Crew:
    """Runs children in one thread. ``ending`` becomes true on SIGINT, SIGTERM or SIGHUP."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.ending = False
        self._reader = selectors.DefaultSelector()
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._end)

    def _end(self, _number: int, _frame: object) -> None:
        self.ending = True

    def start(self, child: Child) -> None:
        child.start()
        self._reader.register(child.pipe, selectors.EVENT_READ, child)
        if child not in self.children:
            self.children.append(child)

    def finish(self, child: Child) -> int | None:
        """Run one to its end and say how it ended; None if we were told to stop meanwhile."""
        self.start(child)
        while not child.ended() and not self.ending:
            self.listen(0.1)
        if not child.ended():
            return None
        self._forget(child)
        self.children.remove(child)
        return child.running.returncode if child.running else None

    def listen(self, seconds: float) -> None:
        """Pass on what the children say, for a moment."""
        for key, _events in self._reader.select(seconds):
            child: Child = key.data
            if not child.read():
                self._reader.unregister(key.fileobj)

    def mend(self) -> None:
        """Restart who has ended, a little later each time, and say so."""
        for child in self.children:
            if child.ended():
                code = child.running.returncode if child.running else 0
                child.signal_group(signal.SIGKILL)  # its own children must not keep the port
                self._forget(child)
                pause = child.plan_restart()
                say(
                    f"! {child.name} 意外结束（{code}），{pause:.0f} 秒后重启。",
                    f"{child.name} ended; restarting.",
                )
            elif child.running is None and time.monotonic() >= child.due_at:
                self.start(child)

    def stop(self) -> None:
        """Everybody at once, politely; after ``STOP_SECONDS`` whoever is left is killed."""
        for child in self.children:
            if child.running is not None and not child.ended():
                child.running.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while (
            any(child.running and not child.ended() for child in self.children) and time.monotonic() < until
        ):
            self.listen(0.05)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
            if child.running is not None:
                child.running.wait()
                self._forget(child)
        self.children.clear()

    def _forget(self, child: Child) -> None:
        """Read the rest of what it said, and close its pipe."""
        if child.pipe in self._reader.get_map():
            self._reader.unregister(child.pipe)
            for _turn in range(REMEMBERED_LINES):  # bounded: a grandchild may still hold the pipe open
                if not child.read():
                    break
        os.close(child.pipe)
