"""The virtual environment and the pinned, hashed packages in it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import system
from tools.say import PYTHON, ROOT, VENV, Stopped, quiet_env, step

RUN = ROOT / "requirements.txt"
DEV = ROOT / "requirements-dev.txt"
NODE = ROOT / "tools" / "requirements-node.txt"
HOME_NOTE = VENV / "made-for"


def make_environment() -> None:
    """Make .venv, or make it anew if it was copied here from elsewhere. Raises ``Stopped``."""
    if _is_usable():
        return
    with step("建立虚拟环境 .venv", "Creating the virtual environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        if not _try_venv():
            version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            names = [version] if system.knows(version) else ["python3-venv"]
            system.install_packages(names, why="建立虚拟环境", why_english="the virtual environment")
            shutil.rmtree(VENV, ignore_errors=True)
            if not _try_venv():
                raise Stopped(
                    f"不能建立虚拟环境。请先运行：{system.command_line(names)}",
                    f"No virtual environment could be made. Run first: {system.command_line(names)}",
                )
        HOME_NOTE.write_text(str(VENV))


def _is_usable() -> bool:
    if not PYTHON.exists():
        return False
    asked = "import pip, sys; print(sys.prefix); sys.exit(sys.version_info < (3, 11))"
    shown = subprocess.run(
        [str(PYTHON), "-c", asked], capture_output=True, text=True, env=quiet_env(), check=False
    )
    if shown.returncode != 0 or Path(shown.stdout.strip()) != VENV:
        return False
    return not HOME_NOTE.exists() or HOME_NOTE.read_text() == str(VENV)


def _try_venv() -> bool:
    command = [sys.executable, "-m", "venv", str(VENV)]
    return subprocess.run(command, capture_output=True, env=quiet_env(), check=False).returncode == 0


def install(*, dev: bool) -> None:
    """Install what the lists say, unless they are as they were. Raises ``Stopped``."""
    lists = [RUN, DEV] if dev else [RUN]
    if all(_stamp(one).exists() and _stamp(one).read_text() == _digest(one) for one in lists):
        return
    with step("安装依赖（固定版本并核对哈希）", "Installing pinned, hashed packages"):
        _install_lists(lists)
    for one in lists:
        _stamp(one).write_text(_digest(one))


def install_node() -> None:
    """node and npm from the package index, for machines that have none."""
    _install_lists([NODE])


def _stamp(one: Path) -> Path:
    return VENV / f"installed-{one.stem}"


def _digest(one: Path) -> str:
    return hashlib.sha256(one.read_bytes()).hexdigest()


def _install_lists(lists: list[Path]) -> None:
    wanted = ["--quiet", "--require-hashes", *(part for one in lists for part in ("-r", str(one)))]
    uv = _uv()
    if uv is not None and _run([str(uv), "pip", "install", "--python", str(PYTHON), *wanted]) is None:
        return
    why = _run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *wanted])
    if why is not None:
        raise Stopped(
            f"依赖没有装上，请检查网络后重试。最后一行提示：{why}",
            f"Packages could not be installed; check the network and try again. Last line: {why}",
        )


def _uv() -> Path | None:
    """The quick installer, itself pinned and hashed in the development list; None if it cannot be had."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        pinned = re.search(r"^uv==(?:.*\\\n)*.*$", DEV.read_text(), re.MULTILINE)
        if pinned is None:
            return None
        note = VENV / "uv.txt"
        note.write_text(pinned.group() + "\n")
        options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
        _run([str(PYTHON), "-m", "pip", "install", *options, "-r", str(note)])
    return uv if uv.exists() else None


def _run(command: list[str]) -> str | None:
    """None if it went well, else the last line it said."""
    env = quiet_env(UV_NO_PROGRESS="1")
    if not any(name in env for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL")):
        env |= _pip_mirror()
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return None if done.returncode == 0 else (said[-1] if said else "?")


def _pip_mirror() -> dict[str, str]:
    """uv does not read pip's settings; whoever has set a mirror there means it for uv too."""
    asked = [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"]
    shown = subprocess.run(asked, capture_output=True, text=True, env=quiet_env(), check=False)
    return (
        {"UV_DEFAULT_INDEX": shown.stdout.strip()} if shown.returncode == 0 and shown.stdout.strip() else {}
    )
