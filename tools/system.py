"""The few things that come from the system's package manager, asked for only if missing."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from tools.say import say, step

PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)  # the first is made for tests and quicker
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
FONT_SIGNS = ("wqy", "notosanscjk", "notoserifcjk", "sourcehan")


def install(*, dev: bool) -> None:
    """Libraries for PDF reports; with ``dev`` also a browser, a Chinese font and a PDF reader for the tests."""
    libraries = [package for library, package in PDF_LIBRARIES.items() if not _loads(library)]
    _install_or_ask(libraries, "生成 PDF 报告", "PDF reports")
    if dev:
        if not shutil.which(BROWSERS[0]) and (knows(BROWSERS[0]) or not _has_browser()):
            install_packages([BROWSERS[0]], why="浏览器测试", why_english="the browser tests")
        _install_or_ask(_missing_for_tests(), "浏览器测试", "the browser tests")


def _install_or_ask(names: list[str], why: str, why_english: str) -> None:
    if not install_packages(names, why=why, why_english=why_english):
        say(
            f"! {why}还缺少系统软件包，其余功能不受影响。请运行：{command_line(names)}",
            f"System packages for {why_english} are missing; everything else works.",
        )


def _missing_for_tests() -> list[str]:
    missing = []
    if not _has_browser():  # not even the small one that was asked for first
        missing.append("chromium")
    if not _has_chinese_font():
        missing.append("fonts-wqy-microhei")
    if not shutil.which("pdftotext"):
        missing.append("poppler-utils")
    if not _loads("libatomic.so.1"):  # the browser driver's own node is linked to it
        missing.append("libatomic1")
    return missing


def _has_browser() -> bool:
    return any(shutil.which(name) for name in BROWSERS)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    files = (
        file.name.lower().replace("-", "") for folder in FONT_FOLDERS for file in folder.rglob("*.[to]t[fc]")
    )
    return any(sign in name for name in files for sign in FONT_SIGNS)


def install_packages(names: list[str], *, why: str, why_english: str) -> bool:
    """Install with apt, if we may. False if they are still missing: the caller says what that means."""
    if not names:
        return True
    may = _rights()
    if may is None or not shutil.which("apt-get"):
        return False
    with step(f"安装系统软件包（{why}）：{' '.join(names)}", f"Installing system packages for {why_english}"):
        return _apt(may, names)


def command_line(names: list[str]) -> str:
    """What a person with the rights would type."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(names)}"


def knows(name: str) -> bool:
    """Whether the package manager has a package of this name on offer."""
    if not shutil.which("apt-cache"):
        return False
    return subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).returncode == 0


def _rights() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None if we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _apt(may: list[str], names: list[str]) -> bool:
    """Install; if that fails, refresh the lists and try again; then one by one, for what can be had."""
    front = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    order = [*front, "install", "-y", "--no-install-recommends"]
    if _quietly([*order, *names]):
        return True
    _quietly([*front, "update"])
    if _quietly([*order, *names]):
        return True
    return [name for name in names if not _quietly([*order, name])] == []


def _quietly(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
