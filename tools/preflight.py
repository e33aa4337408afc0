"""What would stop us later, found out now and said in one sentence each."""

from __future__ import annotations

import errno
import fcntl
import socket
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from tools.say import Stopped

DEFAULT_PORT = "8000"
DEFAULT_HOST = "127.0.0.1"
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104  (looked up, not bound)


def port_of(env: Mapping[str, str]) -> int:
    """PORT as a number. Raises ``Stopped``."""
    given = env.get("PORT") or DEFAULT_PORT
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise Stopped(
            f"PORT 应为 1 到 65535 之间的数字，现在是“{given}”。",
            f"PORT must be a number from 1 to 65535, not {given!r}.",
        )
    return int(given)


def check_port_free(host: str, port: int) -> None:
    """Raises ``Stopped`` if we could not listen there."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as why:
        raise _no_port(host, port, why) from why


def _no_port(host: str, port: int, why: OSError) -> Stopped:
    if why.errno == errno.EADDRINUSE:
        return Stopped(
            f"端口 {port} 已被别的程序占用。请换一个，例如：PORT={_next(port)} make run",
            f"Port {port} is in use. Take another, for example: PORT={_next(port)} make run",
        )
    if why.errno == errno.EACCES:
        return Stopped(
            f"没有权限使用端口 {port}。请用 1024 以上的端口，例如：PORT=8000 make run",
            f"Port {port} is not permitted. Take one above 1024: PORT=8000 make run",
        )
    return Stopped(
        f"不能在 {host}:{port} 上监听，请检查 HOST。", f"Cannot listen on {host}:{port}; check HOST."
    )


def _next(port: int) -> int:
    return port + 1 if port < 65535 else int(DEFAULT_PORT)


def check_folder(var: Path) -> None:
    """Make the folder for data. Raises ``Stopped`` if it cannot be written."""
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        probe = var / "log" / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as why:
        raise Stopped(
            f"文件夹 {var} 不能写入。请修改它的权限，或换一个：VAR_DIR=/其他/文件夹 make run",
            f"Cannot write to {var}. Change its permissions, or take another: VAR_DIR=/some/folder make run",
        ) from why


def only_one(var: Path) -> IO[str]:
    """A lock held as long as the returned file is open. Raises ``Stopped`` if another `make run` holds it."""
    lock = (var / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        lock.seek(0)
        where = lock.read().strip()
        raise Stopped(
            f"这个文件夹里的程序已经在运行：{where}。要另开一套，请换数据文件夹：VAR_DIR=… PORT=… make run",
            f"It already runs from this folder at {where}. For a second one set VAR_DIR and PORT.",
        ) from why
    return lock


def note_address(lock: IO[str], address: str) -> None:
    """Write into the lock what a second start will be told."""
    lock.truncate(0)
    lock.write(address)
    lock.flush()


def check_reachable(env: Mapping[str, str]) -> None:
    """The servers somebody set up himself, if any. Raises ``Stopped``; never shows a password."""
    if env.get("DATABASE_URL"):
        _check_database(env["DATABASE_URL"])
    if env.get("REDIS_URL"):
        _check_queue(env["REDIS_URL"])


def _check_database(url: str) -> None:
    try:
        psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=5).close()
    except psycopg.Error as why:
        reason = (str(why).strip().splitlines() or ["?"])[0]
        raise Stopped(
            f"连不上数据库（DATABASE_URL，{_where(url)}）。请确认它在运行、地址和密码正确。原因：{reason}",
            f"Cannot reach the database at {_where(url)}; check that it runs and the address and password.",
        ) from why


def _check_queue(url: str) -> None:
    try:
        with Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as link:
            link.ping()
    except (RedisError, ValueError) as why:
        raise Stopped(
            f"连不上队列（REDIS_URL，{_where(url)}）。请确认它在运行、地址和密码正确。",
            f"Cannot reach the queue at {_where(url)}; check that it runs and the address and password.",
        ) from why


def _where(url: str) -> str:
    """Host and port of an address, without user and password."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "地址写法有误"
    return (parts.hostname or "本机 socket") + port


def var_of(env: Mapping[str, str], root: Path) -> Path:
    """The folder for data, absolute."""
    return Path(env.get("VAR_DIR") or root / "var").expanduser().resolve()
