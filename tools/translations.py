"""Compiled translations, made anew when the text is newer."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.say import PYTHON, ROOT, Stopped, quiet_env, step

CATALOGUES = ROOT / "translations"


def compile_stale() -> None:
    """Compile every catalogue if one is newer than its compiled form. Raises ``Stopped``."""
    if not any(_is_stale(text) for text in CATALOGUES.rglob("*.po")):
        return
    with step("编译翻译", "Compiling translations"):
        order = [str(PYTHON), "-m", "babel.messages.frontend", "compile", "-d", str(CATALOGUES)]
        done = subprocess.run(order, capture_output=True, text=True, env=quiet_env(), cwd=ROOT, check=False)
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise Stopped(f"翻译没有编译成功：{last}", f"Translations could not be compiled: {last}")


def _is_stale(text: Path) -> bool:
    compiled = text.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < text.stat().st_mtime
