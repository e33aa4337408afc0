"""`make trust`: the long walks, the wall and who may what; then every figure in one table, and in var/trust.json.

Two lanes go side by side, each walk over servers and a demo county of its own. Faults are those of the last `make chaos` on this
machine (var/chaos.json). `TRUST_EXAMPLES` says how often a form is fuzzed (20), `TRUST_EVERY` that only each so-manieth
hostile file is sent to each door (4; the next door gets other ones), `TRUST_SECONDS` for how long odd addresses are asked for (180).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.check import for_tests
from tools.say import ROOT, ended, say

LANES = (  # what is sent by chance comes last in its county, for it may close accounts; the house's own tests have another
    (
        ("tests/trust/test_1_probes.py", "tests/trust/test_3_addresses.py"),
        ("tests/web/api/test_document.py", "tests/house/test_access.py", "tests/house/test_probes.py"),
    ),
    (
        ("tests/trust/test_2_hostile.py", "tests/trust/test_4_fuzzed.py"),
        ("tests/house/test_wall_pages.py", "tests/house/test_wall.py", "tests/house/test_owners.py", "tests/house/test_hostile.py"),
    ),
)  # fmt: skip
QUIETLY = ("-p", "no:cacheprovider", "-rA", "--log-level=ERROR", "--durations=8")
CHAOS = ROOT / "var" / "chaos.json"
WRITTEN = ROOT / "var" / "trust.json"


@dataclass(frozen=True, slots=True)
class Walked:
    """How one process came through, what it counted and how long it took."""

    ok: bool
    figures: dict[str, int]
    seconds: int


def main() -> int:
    """0 if every walk came through. What one of them finds does not hide the others' figures."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made, ThreadPoolExecutor() as both:
        rooms = [Path(made) / str(number) for number in range(len(LANES))]
        walked = list(both.map(walk, LANES, rooms))
    figures = summed(one.figures for one in walked) | of_chaos(CHAOS)
    WRITTEN.parent.mkdir(parents=True, exist_ok=True)
    WRITTEN.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say("\n" + "\n".join(table(figures)))
    took = ", ".join(f"{one.seconds} s" for one in walked)
    say(
        f"\n{len(figures)} 项，共 {time.monotonic() - began:.0f} 秒（{took}）",
        "figures; the whole, and each process",
    )
    return 0 if all(one.ok for one in walked) else 1


def walk(lane: Sequence[Sequence[str]], room: Path) -> Walked:
    """One process after the other; what each says comes when it has ended, so that two lanes do not talk at once."""
    room.mkdir()
    place, began, ok = room / "figures.json", time.monotonic(), True
    env = for_tests(os.environ) | {"FIGURES": str(place)}
    for files in lane:
        order = [sys.executable, "-m", "pytest", *QUIETLY, *files, *sys.argv[1:]]
        say(f"· {' '.join(files)}")
        done = subprocess.run(
            order, cwd=ROOT, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        say(done.stdout)
        ok = ok and done.returncode == 0
    figures = json.loads(place.read_text("utf-8")) if place.exists() else {}
    return Walked(ok, figures, round(time.monotonic() - began))


def summed(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    """What both counted; a nought is a figure too."""
    whole: dict[str, int] = {}
    for part in parts:
        for name, value in part.items():
            whole[name] = whole.get(name, 0) + value
    return whole


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
