"""`make run`: both servers if nobody brought any, then web, worker and timetable until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from app.infra.embedded import EmbeddedRefused, Servers, servers, with_embedded
from tools import preflight
from tools.crew import Child, Crew
from tools.say import ROOT, Stopped, ended, say, step

HEALTH_SECONDS = 90.0
MOST_LIVES = 5
LIVES_COUNT_FOR = 3600.0  # a server that falls once a day is started anew for ever
LONGEST_STRANGER = 30.0  # a command run by hand may hold the servers for a moment
SHARED = "PROMETHEUS_MULTIPROC_DIR"
TOLD = {"FLASK_APP": "wsgi", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
WEB = (
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "1",
    "--respawn-failed-workers",
    "--workers-kill-timeout",
    "4s",
    "--log-level",
    "warning",
)


def main() -> int:
    """Checks, servers, preparation, processes; then until told to stop. Raises ``Stopped``."""
    env = dict(os.environ)
    port, host = preflight.port_of(env), env.get("HOST") or preflight.DEFAULT_HOST
    var = preflight.var_of(env, ROOT)
    preflight.check_folder(var)
    with preflight.only_one(var) as lock:
        preflight.check_port_free(host, port)
        preflight.check_reachable(env)
        address = f"http://{preflight.EVERYWHERE.get(host, host)}:{port}"
        preflight.note_address(lock, address)
        crew = Crew()
        try:
            return _live(crew, env, var, host, port, address)
        except EmbeddedRefused as why:
            raise Stopped(str(why), "") from why


def _live(crew: Crew, env: Mapping[str, str], var: Path, host: str, port: int, address: str) -> int:
    """One life after another: if a server of ours ends, everything is started anew. Normally there is one."""
    own = {"database": not env.get("DATABASE_URL"), "queue": not env.get("REDIS_URL")}
    lives: list[float] = []
    while len(lives) < MOST_LIVES:
        began = time.monotonic()
        lives = [one for one in lives if began - one < LIVES_COUNT_FOR] + [began]
        with servers(var, wait_for_others=LONGEST_STRANGER, **own) as running:
            full = with_embedded(env, running, var) | TOLD | {"HOST": host, "PORT": str(port)}
            full[SHARED] = _fresh_folder(var / "metrics")
            if _work(crew, full, running, address, began):
                return 0
            say(
                "! 自带的数据库或队列意外结束，正在全部重新启动。", "An embedded server ended; starting anew."
            )
    raise Stopped(
        f"自带的数据库或队列多次意外结束，原因见 {var / 'log'}。", f"They ended too often; see {var / 'log'}."
    )


def _fresh_folder(folder: Path) -> str:
    """The processes of this life put their figures together here; those of the last one are gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return str(folder)


def _work(crew: Crew, env: Mapping[str, str], running: Servers, address: str, began: float) -> bool:
    """Run everything. True if we were told to stop, False if a server ended under us."""
    logs = Path(env["VAR_DIR"]) / "log"
    try:
        if not _prepare(crew, env, logs):
            return True
        for child in _children(env, logs):
            crew.start(child)
        _wait_until_healthy(crew, running, address)
        if not crew.ending and running.are_alive():
            _welcome(env, address, time.monotonic() - began)
        while not crew.ending and running.are_alive():
            crew.listen(0.2)
            crew.mend()
        return crew.ending
    finally:
        say("· 正在停止 …", "Stopping …")
        crew.stop()


def _children(env: Mapping[str, str], logs: Path) -> list[Child]:
    python = sys.executable
    web = [python, "-m", "granian", *WEB, "--host", env["HOST"], "--port", env["PORT"], "wsgi:app"]
    return [
        Child("web", web, env, logs),
        Child("worker", [python, "-m", "worker.main"], env, logs),
        Child("timetable", [python, "-m", "worker.timetable"], env, logs),
    ]


def _prepare(crew: Crew, env: Mapping[str, str], logs: Path) -> bool:
    """Migrate and load the packs. False if we were told to stop meanwhile."""
    with step("准备数据库", "Preparing the database"):
        child = Child("prepare", [sys.executable, "-m", "flask", "prepare"], env, logs)
        code = crew.finish(child)
        if code:
            last = next((line for line in reversed(child.last_lines) if line.strip()), "?")
            raise Stopped(
                f"数据库没有准备好：{last}（详情见 {child.log}）",
                f"The database could not be prepared; see {child.log}",
            )
    return code is not None


def _wait_until_healthy(crew: Crew, running: Servers, address: str) -> None:
    until = time.monotonic() + HEALTH_SECONDS
    while not crew.ending and running.are_alive() and not _is_healthy(address):
        if time.monotonic() > until or any(child.ends >= 3 for child in crew.children):
            worst = max(crew.children, key=lambda child: child.ends)
            raise Stopped(
                f"程序没有正常启动，原因见 {worst.log} 的最后几行。",
                f"It did not come up; see the end of {worst.log}.",
            )
        crew.listen(0.2)
        crew.mend()


def _is_healthy(address: str) -> bool:
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({})
    )  # never through a proxy to ourselves
    try:
        with direct.open(f"{address}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(env: Mapping[str, str], address: str, seconds: float) -> None:
    say(f"\n✓ 已启动（{seconds:.1f} 秒）：{address}", "It runs. Ctrl-C 停止 / stops it.")
    if env.get("DEMO") == "1":
        order = [sys.executable, "-m", "flask", "demo", "accounts"]
        shown = subprocess.run(order, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
        if shown.returncode == 0:
            print(shown.stdout.rstrip(), flush=True)
        else:
            say("! 演示账号没有列出。", f"Demo accounts could not be listed: {shown.stderr.strip()[-200:]}")


if __name__ == "__main__":
    sys.exit(ended(main))
