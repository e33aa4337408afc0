"""Child processes that do not outlive us, and process ids that may be stale."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1  # Linux, prctl(2)
STEP_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class SystemUser:
    """Whom a server runs as when we are root; PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is up: its address, its process, and what its command line is known by."""

    url: str
    pid: int
    mark: str


def spawn(
    argv: Sequence[str],
    *,
    ends_with: signal.Signals,
    out: IO[bytes] | int,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: int = subprocess.DEVNULL,
    user: SystemUser | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C reaches us and not it.

    ``ends_with`` is the signal the kernel sends the child when the thread that started it dies,
    even by kill -9 (Linux). Start children from the main thread.
    """
    return subprocess.Popen(
        argv,
        stdin=stdin,
        stdout=out,
        stderr=subprocess.STDOUT,
        env=env,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_tether(ends_with),  # noqa: PLW1509  (only a system call; started from one thread)
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
    )


def _tether(ends_with: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def hold_on() -> None:
        prctl(PR_SET_PDEATHSIG, int(ends_with), 0, 0, 0)
        if os.getppid() != parent:  # died between the fork and the call above
            os._exit(1)

    return hold_on


def stop(child: subprocess.Popen[bytes], steps: Sequence[tuple[signal.Signals, float]]) -> None:
    """Ask politely first: each step is a signal and the seconds it may take."""
    for sign, seconds in steps:
        if child.poll() is not None:
            return
        child.send_signal(sign)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    child.poll()


def end_leftover(pid: int, *, mark: str, sign: signal.Signals, patience: float = 10) -> None:
    """See a server off whose parent was killed. It may already be on its way.

    ``mark`` must stand in its command line: a number from an old file may belong to a stranger today.
    """
    if not is_running(pid, mark):
        return
    _send(pid, sign)
    if not wait_until(lambda: not is_running(pid, mark), patience):
        _send(pid, signal.SIGKILL)
        wait_until(lambda: not is_running(pid, mark), patience)


def is_running(pid: int, mark: str) -> bool:
    """Whether a process with this number lives and has ``mark`` in its command line."""
    shown = Path(f"/proc/{pid}/cmdline")
    try:
        if shown.parent.parent.joinpath("self").exists():
            return mark in shown.read_bytes().decode(errors="replace")
        listed = subprocess.run(
            ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return mark in listed.stdout


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    """True as soon as ``holds``; False when the time is over."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(STEP_SECONDS)
    return True


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return
