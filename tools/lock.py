"""`make lock`: pin and hash the package lists anew. No registry address is written."""

from __future__ import annotations

import subprocess
import sys

from tools.say import ROOT, VENV, Stopped, ended, quiet_env, step

LISTS = ("requirements", "requirements-dev", "tools/requirements-node")
OPTIONS = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
)


def main() -> int:
    """Compile every list, the run list first: the others are constrained by it. Raises ``Stopped``."""
    for name in LISTS:
        with step(f"锁定 {name}.in", f"Locking {name}.in"):
            order = [str(VENV / "bin" / "uv"), "pip", "compile", "--quiet", *OPTIONS, *sys.argv[1:]]
            order += [f"{name}.in", "-o", f"{name}.txt"]
            done = subprocess.run(
                order, capture_output=True, text=True, cwd=ROOT, env=quiet_env(), check=False
            )
            if done.returncode != 0:
                raise Stopped(f"{name}.in 没有锁定：{done.stderr.strip()}", f"{name}.in was not locked.")
    return 0


if __name__ == "__main__":
    sys.exit(ended(main))
