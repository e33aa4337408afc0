"""Starting both servers for a folder, or attaching to those that already run for it."""

import atexit
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from app.infra.embedded import postgres as pg
from app.infra.embedded import process
from app.infra.embedded import valkey as vk
from app.infra.embedded.refusal import EmbeddedRefused

ATTACH_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Servers:
    """``database_url`` is the owner's address of the database, ``redis_url`` the queue's; empty if not asked for."""

    database_url: str
    redis_url: str
    processes: tuple[tuple[int, str], ...] = ()  # number, and a word of the command line

    def are_alive(self) -> bool:
        """Whether no server process has ended. Cheap, and true of a server that is only busy."""
        return all(process.is_running(pid, mark) for pid, mark in self.processes)

    def answer(self) -> bool:
        """Whether everything that was started still answers."""
        database = not self.database_url or pg.answers(self.database_url)
        return database and (not self.redis_url or vk.answers(self.redis_url))


@contextmanager
def servers(
    var: Path,
    *,
    throwaway: bool = False,
    database: bool = True,
    queue: bool = True,
    wait_for_others: float = 0,
) -> Iterator[Servers]:
    """Both servers with their files under ``var``, for as long as the block lasts.

    Whoever comes first starts them and stops them; later ones attach, after having waited ``wait_for_others``
    seconds for the first to leave. ``throwaway`` is for tests: quicker, unsafe in a power cut, deleted at the end.

    Raises ``EmbeddedRefused``: the folder cannot be written, or a server does not start.
    """
    var = _ready_folder(var)
    with (var / "embedded.lock").open("a") as lock:
        if not process.wait_until(lambda: _is_ours(lock), wait_for_others):
            mine = _attach(var, lock)
            if mine is not None:
                yield mine
                return
        with _started(var, throwaway=throwaway, database=database, queue=queue) as mine:
            yield mine


def at_hand(var: Path) -> Servers:
    """The servers of this folder until our process ends. For commands, which have no block to put around."""
    stay = ExitStack()
    atexit.register(stay.close)
    return stay.enter_context(servers(var))


@contextmanager
def _started(var: Path, *, throwaway: bool, database: bool, queue: bool) -> Iterator[Servers]:
    note = var / "embedded.json"
    note.unlink(missing_ok=True)  # of a run that was killed
    keeper = os.getpid()
    with ExitStack() as running:
        base = running.enter_context(pg.postgres(var, throwaway=throwaway)) if database else None
        line = running.enter_context(vk.valkey(var, throwaway=throwaway)) if queue else None
        processes = tuple((one.pid, one.mark) for one in (base, line) if one)
        mine = Servers(base.url if base else "", line.url if line else "", processes)
        _write_private(note, json.dumps(asdict(mine)))
        try:
            yield mine
        finally:
            if os.getpid() == keeper:
                note.unlink(missing_ok=True)


def _attach(var: Path, lock: IO[str]) -> Servers | None:
    """The other process's servers; None if it left meanwhile and the lock is ours."""
    found: list[Servers] = []

    def met_or_alone() -> bool:
        if _is_ours(lock):
            return True
        met = _noted(var / "embedded.json")
        if met is not None and met.answer():
            found.append(met)
        return bool(found)

    if not process.wait_until(met_or_alone, ATTACH_SECONDS):
        raise EmbeddedRefused(
            f"另一个程序正在使用 {var}，但它的数据库一直没有响应。请先停掉它。",
            f"Another program holds {var} and its servers do not answer: stop it first.",
        )
    return found[0] if found else None


def _noted(note: Path) -> Servers | None:
    try:
        found = json.loads(note.read_text())
        processes = tuple((int(pid), str(mark)) for pid, mark in found["processes"])
        return Servers(found["database_url"], found["redis_url"], processes)
    except (OSError, ValueError, KeyError):
        return None


def _is_ours(lock: IO[str]) -> bool:
    """The kernel frees the lock when its holder dies, however it dies."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _ready_folder(var: Path) -> Path:
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        (var / "embedded.lock").touch()
    except OSError as why:
        raise EmbeddedRefused(
            f"文件夹 {var} 不能写入。请换一个（VAR_DIR=…）或修改它的权限。",
            f"Cannot write to {var}: set VAR_DIR, or change its permissions.",
        ) from why
    return var.resolve()


def _write_private(note: Path, text: str) -> None:
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
