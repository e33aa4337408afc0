"""Sentences on the terminal: Chinese first, English after it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class Stopped(Exception):
    """We cannot go on. The message is one sentence that says what to do."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


def say(chinese: str, english: str = "") -> None:
    """One line for the person at the keyboard."""
    print(f"{chinese}  {english}".rstrip(), flush=True)


@contextmanager
def step(chinese: str, english: str) -> Iterator[None]:
    """Say what begins, so that nobody waits in the dark, and how long it took."""
    say(f"· {chinese} …", f"{english} …")
    began = time.monotonic()
    yield
    say(f"  完成，{time.monotonic() - began:.1f} 秒。")


def speak_utf8() -> None:
    """A bare system may have an ASCII terminal; our sentences must not end in a traceback there."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def ended(main: Callable[[], int]) -> int:
    """Run ``main``; turn a ``Stopped`` into its sentence and exit code 1, Ctrl-C into 130."""
    speak_utf8()
    try:
        return main()
    except Stopped as why:
        print(f"\n✗ {why}", file=sys.stderr, flush=True)
        return 1
    except OSError as why:
        print(f"\n✗ 系统拒绝了操作：{why}\nThe system refused: {why}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def quiet_env(**more: str) -> dict[str, str]:
    """The environment without what belongs to another Python."""
    left_out = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | more
