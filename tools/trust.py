"""`make trust`: the long walks, the wall and who may what; then every figure in one table, and in var/trust.json.

Faults are those of the last `make chaos` on this machine (var/chaos.json). `TRUST_EXAMPLES` says how often a form
is fuzzed (20), `TRUST_EVERY` that only each so-manieth hostile file is sent to each door (1).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.check import for_tests
from tools.say import ROOT, ended, say

WALKS = (
    ["tests/trust"],
    [
        "tests/house/test_wall_pages.py", "tests/house/test_wall.py", "tests/house/test_access.py", "tests/house/test_hostile.py",
        "tests/house/test_probes.py", "tests/web/api/test_document.py",
    ],
)  # fmt: skip
CHAOS = ROOT / "var" / "chaos.json"
WRITTEN = ROOT / "var" / "trust.json"


def main() -> int:
    """0 if every walk came through. What one of them finds does not hide the others' figures."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made) / "figures.json"
        env = for_tests(os.environ) | {"FIGURES": str(place)}
        failed = 0
        for walk in WALKS:
            order = [sys.executable, "-m", "pytest", *walk, *sys.argv[1:]]
            say(f"· {' '.join(order[1:])}")
            failed |= subprocess.run(order, cwd=ROOT, env=env, check=False).returncode
        figures = json.loads(place.read_text("utf-8")) if place.exists() else {}
    figures |= of_chaos(CHAOS)
    WRITTEN.parent.mkdir(parents=True, exist_ok=True)
    WRITTEN.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say("\n" + "\n".join(table(figures)))
    return 1 if failed else 0


def of_chaos(place: Path) -> dict[str, int]:
    """The figures of the last run of faults; none if there was none."""
    if not place.exists():
        return {}
    told = json.loads(place.read_text("utf-8"))
    return {
        "faults survived": told["faults_made"],
        "submissions accepted under faults": told["accepted"],
        "submissions lost": told["lost"],
        "submissions there twice": told["twice"],
    }


def table(figures: dict[str, int]) -> list[str]:
    """One line a figure, as docs/security.md has them."""
    widest = max((len(name) for name in figures), default=0)
    return [f"| {name:<{widest}} | {value:>7,} |" for name, value in sorted(figures.items())]


if __name__ == "__main__":
    sys.exit(ended(main))
