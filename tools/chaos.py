"""`make chaos`: every fault, then each remedy taken away once; all figures in one table, and in var/chaos.json.

Several houses are hurt side by side. `ARGS=--faults` stops after the faults, `ARGS="--remedies once unsure"` only takes these
remedies away; anything else goes to pytest (`ARGS="tests/chaos/test_line.py -x"`), and then nothing is written down.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.chaos.figures import PLACE, SAID, WRITTEN, Figures
from tests.chaos.pairs import PAIRS, Pair
from tools.check import for_tests
from tools.say import ROOT, ended, say

ROOM = "tests/chaos"
ALONE = "test_killed.py"  # takes as long as all the others together
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
HANDS = 3  # houses at a time: each of them mostly waits
PATIENCE = "30"  # seconds until work counts as stuck, where it is expected to be
SHOWN = 70


def main() -> int:
    """0 if every fault was survived, and none without its remedy."""
    asked = sys.argv[1:]
    if asked and asked[0] not in ("--faults", "--remedies"):
        return subprocess.run([*PYTEST, *asked], cwd=ROOT, env=for_tests(os.environ), check=False).returncode
    began, lanes = time.monotonic(), [] if "--remedies" in asked else _lanes()
    pairs = [] if "--faults" in asked else [one for one in PAIRS if one.remedy in asked[1:] or not asked[1:]]
    with tempfile.TemporaryDirectory(prefix="fx-chaos-figures-") as name, ThreadPoolExecutor(HANDS) as hands:
        room = Path(name)
        running = [hands.submit(_lane, number, lane, room) for number, lane in enumerate(lanes, 1)]
        away = [hands.submit(_taken_away, pair, room / f"{number}.txt") for number, pair in enumerate(pairs)]
        failed, told = max([one.result() for one in running], default=0), [one.result() for one in away]
        figures = Figures()
        for number in range(1, len(lanes) + 1):
            figures = figures.plus(Figures.read(room / f"{number}.json"))
    seconds = round(time.monotonic() - began)
    say("\n" + "\n".join([*(figures.words() if lanes else ()), "", *table(told), "", f"{seconds} s"]))
    if not asked:
        _write(figures, told, seconds)
    return 1 if failed or any(not words for _pair, words in told) else 0


def _lanes() -> list[list[str]]:
    """Two houses, hurt side by side."""
    others = sorted(one.name for one in (ROOT / ROOM).glob("test_*.py") if one.name != ALONE)
    return [[f"{ROOM}/{name}" for name in names] for names in ([ALONE], others)]


def _lane(number: int, files: Sequence[str], room: Path) -> int:
    """One line a test as it ends; what failed is told in full when the lane is through."""
    env = for_tests(os.environ) | {PLACE: str(room / f"{number}.json")}
    order = [*PYTEST, "-vv", *files]
    with subprocess.Popen(
        order, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        for line in run.stdout or ():
            say(f"[{number}] {line.rstrip()}")
    return run.returncode


def _taken_away(pair: Pair, report: Path) -> tuple[Pair, str]:
    """What the test says that guards it; nothing, if it does not notice."""
    env = for_tests(os.environ) | {
        "CHAOS_WITHOUT": pair.remedy,
        "CHAOS_PATIENCE": PATIENCE,
        SAID: str(report),
    }
    order = [*PYTEST, f"{ROOM}/{pair.guard}"]
    done = subprocess.run(
        order, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    words = _failure(report, pair.says)
    say(f"  {pair.remedy}: {words or 'NOT NOTICED'}")
    if not words:
        say(done.stdout[-6000:])
    return pair, words


def _failure(report: Path, says: str) -> str:
    """The line in which the expected words stand."""
    said = report.read_text("utf-8").splitlines() if report.exists() else []
    errors = [line.removeprefix("E").strip() for line in said if line.startswith("E ")]
    return next((line for line in errors if says in line), "")


def table(told: Sequence[tuple[Pair, str]]) -> list[str]:
    """Fault, remedy, and what the test says without it."""
    lines = [(pair.fault.value, pair.remedy, (words or "NOT NOTICED")[:SHOWN]) for pair, words in told]
    widest = [max((len(line[place]) for line in lines), default=0) for place in range(2)]
    return [f"| {a:<{widest[0]}} | {b:<{widest[1]}} | {c}" for a, b, c in lines]


def _write(figures: Figures, told: Sequence[tuple[Pair, str]], seconds: int) -> None:
    """For `make trust`, and for docs/security.md."""
    pairs = [
        {"fault": pair.fault.value, "remedy": pair.remedy, "test": pair.guard, "without_it": words}
        for pair, words in told
    ]
    WRITTEN.parent.mkdir(parents=True, exist_ok=True)
    said = {**figures.written(), "pairs": pairs, "seconds": seconds}
    WRITTEN.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(ended(main))
