"""`make upgrade-check`: the previous release goes on running while this one migrates the database under it.

The release before (``ARGS=<tag or commit>``; else the newest tag, else the commit before the newest migration) is
started over a database of its own with its demo county. Its pages are walked by each role and its chores carried out;
this tree migrates; both are done once more with the same old code; then this tree's pages are walked over what it left.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.infra.embedded import Servers, process, servers
from tools.run import TOLD, WEB
from tools.say import ROOT, Stopped, ended, say, step
from tools.walker import Visitor

MADE = ("app/static/vendor", "node_modules", "translations")  # what an installation makes for itself
MOST_PAGES = 25
WORK_SECONDS = 300.0
ROLES = """
from app.demo.people import PEOPLE, SHOPS
print(*(one.phone for one in [*PEOPLE["330522"], *SHOPS["330522"][:2]]))
"""
CHORES = """
import sys
from app.factory import create_app
from app.infra import jobs, scope
from app.infra.db import unit_of_work
from app.regions import queries as regions
from app.regions.jobs import RegionJob
with create_app().app_context():
    with scope.house_scope():
        refs = regions.open_refs()
    for ref in refs:
        with scope.region_scope(ref), unit_of_work():
            jobs.promise(RegionJob.CHORES, key=f"upgrade {sys.argv[1]}")
"""
STANDING = "select state, count(*) from job group by state"


@dataclass(frozen=True, slots=True)
class House:
    """One release's tree, running or about to."""

    tree: Path
    env: Mapping[str, str]

    def run(self, *order: str) -> str:
        """A command of this release. Raises ``Stopped``."""
        done = subprocess.run(
            [sys.executable, *order], cwd=self.tree, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Stopped(f"{' '.join(order[:3])}: {done.stderr.strip()[-600:]}", "A command failed.")
        return done.stdout


def main() -> int:
    """0 if nothing that worked before the migrations fails after them."""
    parser = argparse.ArgumentParser(description="the release before goes on while this one migrates")
    parser.add_argument("before", nargs="?", default="", help="tag or commit")
    parser.add_argument("--pages", type=int, default=MOST_PAGES, help="looked at as each person")
    asked = parser.parse_args()
    before, most = _release(asked.before), asked.pages
    with tempfile.TemporaryDirectory(prefix="fangxin-upgrade-") as room, ExitStack() as stack:
        old_tree, var = Path(room) / "before", Path(room) / "var"
        with step(f"取出上一版 {before[:12]}", "Unpacking the release before"):
            _unpack(before, old_tree)
        running = stack.enter_context(servers(var / "servers", throwaway=True))
        port = _free_port()
        env = _env(running, var, port)
        old, new = House(old_tree, env), House(ROOT, env)
        said: dict[str, object] = {"before": before}
        with step("上一版建库、建演示县区", "The release before prepares its county"):
            old.run("-m", "flask", "prepare", "--demo")
        with _started(old, var / "old.log", port):
            phones = old.run("-c", ROLES).split()
            first = _walked(port, phones, most)
            _carried_out(old, "before", running)
            with step("这一版迁移数据库，上一版照常运行", "This release migrates under it"):
                new.run("-m", "flask", "prepare", "--no-demo")
            second = _walked(port, phones, most)
            _carried_out(old, "after", running)
        with _started(new, var / "new.log", port):
            third = _walked(port, phones, most)
            _carried_out(new, "new", running)
        said |= {
            "roles": len(phones),
            "pages_before": len(first),
            "pages_after": len(second),
            "pages_new": len(third),
        }
        said["worse"] = worse = _worse(first, second) | _worse(first, third, errors_only=True)
        said["jobs"] = _jobs(running)
        print(json.dumps(said, ensure_ascii=False, indent=2))
        if worse or "failed" in said["jobs"]:  # type: ignore[operator]  # a dict by now
            say("✗ 上一版在新的表结构上有做不成的事。", "The release before fails on the new tables.")
            return 1
        say("✓ 迁移时上一版照常工作。", "The release before worked on while this one migrated.")
        return 0


def _release(asked: str) -> str:
    """A commit. Raises ``Stopped``."""
    if asked:
        return _git("rev-parse", "--verify", f"{asked}^{{commit}}")
    tags = _git("tag", "--sort=-creatordate").split()
    if tags:
        return _git("rev-parse", f"{tags[0]}^{{commit}}")
    known = sorted(_git("ls-files", "migrations/versions").split())
    newest = [one for one in known if "/0" in one][-1]
    return _git("rev-parse", _git("log", "--diff-filter=A", "--format=%H", "-1", "--", newest) + "^")


def _git(*order: str) -> str:
    done = subprocess.run(["git", *order], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stopped(f"git {' '.join(order)}: {done.stderr.strip()}", "git did not answer.")
    return done.stdout.strip()


def _unpack(commit: str, tree: Path) -> None:
    tree.mkdir(parents=True)
    packed = tree.with_suffix(".tar")
    _git("archive", "--format=tar", f"--output={packed}", commit)
    shutil.unpack_archive(packed, tree, filter="data")
    for made in MADE:
        if not (ROOT / made).exists():
            continue
        shutil.rmtree(tree / made, ignore_errors=True)
        (tree / made).parent.mkdir(parents=True, exist_ok=True)
        (tree / made).symlink_to(ROOT / made)


def _env(running: Servers, var: Path, port: int) -> dict[str, str]:
    return {
        **TOLD, "PATH": os.environ.get("PATH", ""), "DATABASE_URL": running.database_url, "REDIS_URL": running.redis_url,
        "SECRET_KEY": "upgrade-check-" * 4, "VAR_DIR": str(var), "DEMO": "1", "HOST": "127.0.0.1", "PORT": str(port),
    }  # fmt: skip


@contextmanager
def _started(house: House, log: Path, port: int) -> Iterator[None]:
    """Web and worker of one release."""
    web = ["granian", *WEB, "--host", "127.0.0.1", "--port", str(port), "wsgi:app"]
    children = []
    try:
        with log.open("ab") as out:
            for module in (web, ["worker.main"]):
                argv = [sys.executable, "-m", *module]
                children.append(
                    process.spawn(argv, ends_with=signal.SIGTERM, out=out, env=house.env, cwd=house.tree)
                )
        up = process.wait_until(lambda: _answers(port), 90)
        if not up:
            raise Stopped(f"没有启动：{log.read_text(errors='replace')[-800:]}", "It did not come up.")
        yield
    finally:
        for child in children:
            process.stop(child, ((signal.SIGTERM, 8.0), (signal.SIGKILL, 3.0)))


def _answers(port: int) -> bool:
    try:
        return Visitor(f"http://127.0.0.1:{port}").ask("/healthz").status == 200
    except OSError:
        time.sleep(0.2)
        return False


def _walked(port: int, phones: list[str], most: int) -> dict[str, int]:
    """``phone address`` to status, for everybody and for nobody."""
    home, found = f"http://127.0.0.1:{port}", {}
    with step("逐个身份走一遍页面", "Walking the pages"):
        for phone in ["", *phones]:
            visitor = Visitor(home)
            if phone and not visitor.enter(phone):
                found[f"{phone} /demo"] = 0
                continue
            walked = visitor.walk("/desk" if phone else "/", most)
            found |= {f"{phone} {path}": status for path, status in walked.items()}
    return found


def _worse(
    before: Mapping[str, int], after: Mapping[str, int], *, errors_only: bool = False
) -> dict[str, int]:
    """What is a mistake of ours now, and what answered before and does not any more."""
    mistakes = {path: status for path, status in after.items() if status >= 500 or status == 0}
    if errors_only:
        return mistakes
    lost = {path: after[path] for path in before.keys() & after.keys() if before[path] < 400 <= after[path]}
    return mistakes | lost


def _carried_out(house: House, name: str, running: Servers) -> None:
    """Every chore of every county by this release's worker; nothing waits any more. Raises ``Stopped``."""
    with step("后台任务", "Its work"):
        house.run("-c", CHORES, name)
        until = time.monotonic() + WORK_SECONDS
        while set(_jobs(running)) - {"done", "failed"}:
            if time.monotonic() > until:
                raise Stopped(f"任务没有做完：{_jobs(running)} {_troubles(running)}", "Its work did not end.")
            time.sleep(0.5)


def _jobs(running: Servers) -> dict[str, int]:
    import psycopg  # only here: the checks above need none

    with psycopg.connect(running.database_url) as link:
        return dict(link.execute(STANDING).fetchall())


def _troubles(running: Servers) -> list[str]:
    """Why the unfinished ones have not been done."""
    import psycopg

    with psycopg.connect(running.database_url) as link:
        found = link.execute(
            "select distinct name || ': ' || trouble from job where trouble is not null"
        ).fetchall()
    return [str(row[0]) for row in found]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(ended(main))
