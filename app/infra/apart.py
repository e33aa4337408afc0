"""Work on what strangers send, done apart: in a child process with a ceiling on memory and time.

A decoder that crashes, hangs or eats memory takes only its child with it. The child inherits nothing of the
environment (no keys, no addresses), says what it found on its standard output, and lives for one task.
"""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


class ApartFailed(RuntimeError):
    """The child did not end well; its last words."""


class ApartTooLong(ApartFailed):
    """The child was ended because its time was up."""


def run(module: str, *args: str, content: bytes = b"", seconds: int) -> bytes:
    """Run a module of ours as a program. Raises ``ApartFailed``, ``ApartTooLong``."""
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-m", module, *args], input=content, capture_output=True, timeout=seconds,
            cwd=ROOT, env={"OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise ApartTooLong(module) from late
    if done.returncode != 0:
        raise ApartFailed(done.stderr.decode(errors="replace")[-400:])
    return done.stdout


def hold_to(*, megabytes: int, seconds: int) -> None:
    """The child's first act: no more memory (address space) and processor time than this, or than its parent left it."""
    for what, wanted in (
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(what)[1]
        least = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
        resource.setrlimit(what, (least, least))
