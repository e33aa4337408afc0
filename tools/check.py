"""`make test`: lint, types, import contracts, then all tests, so that pytest's summary stands at the end."""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from tools.say import ROOT, VENV, ended, say

BIN = VENV / "bin"
CHECKS: dict[str, list[list[str]]] = {
    "lint": [
        [f"{BIN}/ruff", "check", "."],
        [f"{BIN}/ruff", "format", "--check", "."],
        [f"{BIN}/lint-imports"],
    ],
    "types": [[f"{BIN}/mypy"]],
}
PICTURED = [
    *(f"tests/browser/test_{name}.py" for name in ("story", "first_check", "park", "pages")),
    "tests/web",
    "-k",
    "not browser or not (broken or light or found)",
]
DEVELOPERS_OWN = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "VAR_DIR",
    "DEMO",
    "PUBLIC_URL",
)


def main() -> int:
    """0 if everything asked for is in order. A failed check does not hide the tests' result."""
    parser = argparse.ArgumentParser(description="check the house")
    parser.add_argument("--only", choices=["lint", "types", "shots"])
    wanted, for_pytest = parser.parse_known_args()
    env = for_tests(os.environ)
    if wanted.only == "shots":
        shutil.rmtree(ROOT / "shots", ignore_errors=True)  # pages that are no more leave the sheet
        order = [sys.executable, "-m", "pytest", *PICTURED, *side_by_side(), *for_pytest]
        taken = _run(order, env | {"SHOTS": "1"})
        return _run([sys.executable, "-m", "tests.browser.gallery"], env) or taken
    kinds = [wanted.only] if wanted.only else list(CHECKS)
    failed = _failed(kinds, env)
    if failed:
        names = "、".join(name.rsplit("/", 1)[-1] for name in failed)
        say(f"✗ 检查没有通过：{names}（见上文）", f"These checks failed, see above: {names}")
    if wanted.only:
        return 1 if failed else 0
    return _run([sys.executable, "-m", "pytest", *(for_pytest or side_by_side())], env) or (
        1 if failed else 0
    )


def _failed(kinds: list[str], env: Mapping[str, str]) -> list[str]:
    """What went wrong, by name. The kinds go at the same time, a core each; what they say comes one after the other."""
    with ThreadPoolExecutor() as both:
        told = both.map(lambda kind: [(order, _heard(order, env)) for order in CHECKS[kind]], kinds)
        failed = []
        for order, answer in itertools.chain.from_iterable(told):
            say(f"· {_in_short(order)}")
            sys.stdout.write(answer.stdout)
            sys.stdout.flush()
            if answer.returncode:
                failed.append(" ".join(order[:2]))
    return failed


def _heard(order: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        order, cwd=ROOT, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def side_by_side() -> list[str]:
    """All the tests go in two processes, each over servers of its own, file by file; single files are run alone.

    The browser's files stay together (see ``tests/conftest.py``): they share one house, and they come first, so that no
    process ends alone with a long one.
    """
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"] if (os.cpu_count() or 1) > 1 else []


def for_tests(env: Mapping[str, str]) -> dict[str, str]:
    """The environment without the developer's database, queue and secret: tests bring their own."""
    return {name: value for name, value in env.items() if name not in DEVELOPERS_OWN}


def _in_short(order: list[str]) -> str:
    return " ".join(order).replace(f"{ROOT}/", "")


def _run(order: list[str], env: Mapping[str, str]) -> int:
    say(f"· {_in_short(order)}")
    return subprocess.run(order, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(ended(main))
