"""The servers the program brings along: they keep what they were given, and no process is left behind."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from redis import Redis
from redis.exceptions import AuthenticationError

from app.infra.embedded import Servers, servers
from app.infra.embedded.process import is_running, wait_until

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from pathlib import Path
from app.infra.embedded import servers
with servers(Path(sys.argv[1])) as running:
    print(*[pid for pid, _mark in running.processes], flush=True)
    time.sleep(60)
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder others may walk down to, so that root needs no system folder for it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


def remember(running: Servers, word: str) -> None:
    with psycopg.connect(running.database_url) as link:
        link.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        link.execute("INSERT INTO kept VALUES (%s)", [word])
    with Redis.from_url(running.redis_url) as queue:
        queue.rpush("kept", word)


def remembered(running: Servers) -> tuple[list[str], list[str]]:
    with psycopg.connect(running.database_url) as link:
        rows = [row[0] for row in link.execute("SELECT word FROM kept")]
    with Redis.from_url(running.redis_url) as queue:
        return rows, [word.decode() for word in queue.lrange("kept", 0, -1)]


def hold(var: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Another process that holds the servers of ``var``, and the numbers of the servers' processes."""
    other = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOLD, str(var)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert other.stdout is not None
    with other.stdout as said:
        return other, [int(pid) for pid in said.readline().split()]


def have_ended(pids: list[int]) -> bool:
    return wait_until(lambda: not any(is_running(pid, "/") for pid in pids), 10)


def test_what_was_stored_is_there_after_a_restart(var: Path) -> None:
    with servers(var) as first:
        remember(first, "放心")
    with servers(var) as second:
        assert remembered(second) == (["放心"], ["放心"])


def test_nothing_runs_after_the_block(var: Path) -> None:
    with servers(var, throwaway=True) as running:
        pids = [pid for pid, _mark in running.processes]
        assert running.are_alive()
        assert len(pids) == 2
    assert have_ended(pids)
    assert not running.are_alive()
    assert not (var / "postgres").exists()


def test_a_second_process_shares_and_does_not_stop_them(var: Path) -> None:
    with servers(var, throwaway=True) as mine:
        remember(mine, "一")
        seen = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", HOLD.replace("time.sleep(60)", ""), str(var)],
            capture_output=True, text=True, cwd=ROOT, check=True,
        )  # fmt: skip
        assert [int(pid) for pid in seen.stdout.split()] == [pid for pid, _mark in mine.processes]
        assert remembered(mine) == (["一"], ["一"])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_holder_leaves_no_server_and_no_damage(var: Path, how: signal.Signals) -> None:
    other, pids = hold(var)
    with servers(var) as shared:
        remember(shared, "前")
    other.send_signal(how)
    other.wait(10)
    with servers(var) as again:
        assert have_ended(pids)
        remember(again, "后")
        assert remembered(again) == (["前", "后"], ["前", "后"])


def test_stale_numbers_of_strangers_are_not_signalled(var: Path) -> None:
    """After a power cut the noted numbers may belong to anybody; here they are our own."""
    with servers(var):
        pass
    (var / "postgres" / "files" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    (var / "valkey" / "pid").write_text(str(os.getpid()))
    with servers(var) as running:
        assert running.answer()


def test_the_queue_wants_its_password(var: Path) -> None:
    with servers(var, throwaway=True, database=False) as running:
        without = running.redis_url.partition("@")[2]
        with Redis.from_url(f"redis://{without}") as stranger, pytest.raises(AuthenticationError):
            stranger.ping()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's database runs as somebody else")
def test_a_private_home_stays_private(var: Path) -> None:
    var.chmod(0o700)
    inside = var / "project" / "var"
    inside.mkdir(parents=True)
    with (
        servers(inside, throwaway=True, queue=False) as running,
        psycopg.connect(running.database_url) as link,
    ):
        assert link.execute("SELECT 1").fetchone() == (1,)
        assert str(var) not in running.database_url
    assert var.stat().st_mode & 0o777 == 0o700
