"""The processes of one installation are restarted one by one and stopped together."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.infra.embedded.process import is_running, wait_until
from tools.crew import Child, Crew

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


@pytest.fixture
def crew() -> Iterator[Crew]:
    before = {sign: signal.getsignal(sign) for sign in SIGNALS}
    made = Crew()
    yield made
    made.stop()
    for sign, what in before.items():
        signal.signal(sign, what)


def a_child(script: str, logs: Path) -> Child:
    return Child("worker", [sys.executable, "-c", script], {}, logs)


def test_what_it_says_is_shown_with_its_name_and_kept(
    crew: Crew, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crew.finish(a_child("print('甲'); print('乙', end=''); raise SystemExit(3)", tmp_path)) == 3
    assert capsys.readouterr().out == "worker    │ 甲\nworker    │ 乙\n"
    assert (tmp_path / "worker.log").read_text() == "甲\n乙\n"


def test_who_ends_is_started_again_a_little_later(
    crew: Crew, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    child = a_child("print('起')", tmp_path)
    crew.start(child)

    def twice() -> bool:
        crew.listen(0.05)
        crew.mend()
        return child.log.exists() and child.log.read_text() == "起\n起\n"

    assert wait_until(twice, 8)
    assert "worker 意外结束（0），1 秒后重启。" in capsys.readouterr().out


def test_each_further_end_waits_longer(tmp_path: Path) -> None:
    child = a_child("", tmp_path)
    child.born_at = float("inf")  # never lived long enough to be calm
    assert [child.plan_restart() for _end in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_who_does_not_listen_is_killed(crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.crew.STOP_SECONDS", 0.3)
    child = a_child(STUBBORN, tmp_path)
    crew.start(child)

    def is_up() -> bool:
        crew.listen(0.05)
        return "up" in child.last_lines

    assert wait_until(is_up, 5)
    pid = child.running.pid if child.running else 0
    crew.stop()
    assert not is_running(pid, "python")
