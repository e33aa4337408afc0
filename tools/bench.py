"""`make bench`: run every tests/load/bench_*.py against servers of their own. Prints ratios, asserts nothing.

`make bench ARGS=bench_labels` runs one of them, `ARGS=bench_labels:sheets,million` parts of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.infra.embedded import servers, with_embedded
from tools.check import for_tests
from tools.say import ROOT, Stopped, ended, say

LOAD = ROOT / "tests" / "load"


def main() -> int:
    """0 whatever the figures are. Raises ``Stopped`` if one of them does not run to its end."""
    wanted = sys.argv[1:] or sorted(file.stem for file in LOAD.glob("bench_*.py"))
    with tempfile.TemporaryDirectory() as made:
        var = Path(made)
        var.chmod(0o755)  # the database's own user walks down to its files
        with servers(var, throwaway=True) as running:
            env = with_embedded(for_tests(os.environ), running, var)
            for name in wanted:
                say(f"\n== {name}")
                module, _, sections = name.partition(":")
                order = [sys.executable, "-m", f"tests.load.{module}", *filter(None, sections.split(","))]
                if subprocess.run(order, cwd=ROOT, env=env, check=False).returncode != 0:
                    raise Stopped(
                        f"{name} 没有跑完，原因见上文。", f"{name} did not run to its end; see above."
                    )
    return 0


if __name__ == "__main__":
    sys.exit(ended(main))
